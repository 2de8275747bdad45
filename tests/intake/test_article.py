from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from quotes.intake import Article

THURSDAY, FRIDAY = date(2024, 5, 2), date(2024, 5, 3)


@pytest.mark.parametrize(
    ("published", "modified", "kept"),
    [
        (THURSDAY, FRIDAY, FRIDAY),
        (FRIDAY, FRIDAY, FRIDAY),
        (FRIDAY, THURSDAY, None),
        (None, FRIDAY, FRIDAY),
        (FRIDAY, None, None),
    ],
)
def test_a_change_before_the_article_appeared_is_dropped(published, modified, kept):
    assert Article("“Yes.”", published=published, modified=modified).modified == kept


def test_so_it_is_when_the_day_of_publication_comes_later():
    assert replace(Article("“Yes.”", modified=THURSDAY), published=FRIDAY).modified is None
