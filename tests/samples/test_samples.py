from __future__ import annotations

from quotes.samples import sample_articles


def test_there_are_three_articles_of_two_outlets_in_order_of_time():
    articles = sample_articles()
    assert [article.publisher for article in articles] == ["Tarnholm Post", "Kestrel Wire", "Tarnholm Post"]
    days = [article.published for article in articles]
    assert days == sorted(days)


def test_each_is_short_and_says_where_it_appeared():
    for article in sample_articles():
        assert 150 <= len(article.text.split()) <= 300
        assert article.url
        assert article.author
        assert article.text.startswith(f"{article.title}\n\n")


def test_both_outlets_report_one_statement_in_different_words():
    first, second, _ = (article.text for article in sample_articles())
    assert "“We have no choice. The old piers will not survive another winter,”" in first
    assert "“We had no choice: those old piers would not survive one more winter,”" in second
