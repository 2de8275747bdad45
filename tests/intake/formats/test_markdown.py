from __future__ import annotations

from datetime import date

import pytest

from quotes.intake import NoArticle, PageTooLarge
from quotes.intake.formats.markdown import read_markdown

SOURCE = """---
title: "Ferry stays"
date: 2024-05-03
author: Una Brekk
tags: [ferry]
---
# The ferry stays

“We **stay**,” said [Ada Moor](https://tarn.example/ada).

She wrote:

> It rains & it blows.

- One
- Two
"""


def test_the_words_are_read_without_the_signs_and_what_stands_in_front_tells_of_them():
    found = read_markdown(SOURCE)
    assert found.text.split("\n\n") == [
        "The ferry stays", "“We stay,” said Ada Moor.", "She wrote:", "“It rains & it blows.”", "One", "Two",
    ]  # fmt: skip
    assert (found.title, found.published, found.author) == ("Ferry stays", date(2024, 5, 3), "Una Brekk")


def test_the_first_heading_is_the_title_where_nothing_else_tells_it():
    assert read_markdown("# The ferry stays\r\n\r\nIt rains.").title == "The ferry stays"


@pytest.mark.parametrize("source", ["", "---\ntitle: A\n---\n"])
def test_a_text_without_words_is_no_article(source):
    with pytest.raises(NoArticle):
        read_markdown(source)


def test_a_text_that_would_take_too_long_is_refused():
    with pytest.raises(PageTooLarge):
        read_markdown("a" * 2_000_001)
