from __future__ import annotations

from datetime import date

import pytest

from quotes.intake import Article, ArticleTooLong, NoArticle, check_length, read_text


def test_plain_text_is_kept_exactly_as_given():
    text = "\n “Yes,”\r\nsaid\tAda Brun.  \n\n"
    assert read_text(text).text == text


def test_what_is_known_goes_with_it():
    article = read_text(
        "“Yes,” said Ada.", url="u", title="t", publisher="p", author="a", published=date(2024, 5, 3)
    )
    assert article == Article("“Yes,” said Ada.", "u", "t", "p", "a", date(2024, 5, 3))


@pytest.mark.parametrize("text", ["", " ", "\r\n\t"])
def test_white_space_alone_is_no_article(text):
    with pytest.raises(NoArticle, match="the text is empty"):
        read_text(text)


def test_a_text_over_the_limit_is_refused_with_both_numbers():
    article = read_text("12345")
    assert check_length(article, 5) is article
    with pytest.raises(ArticleTooLong, match="the text has 5 characters, more than the limit of 4"):
        check_length(article, 4)
