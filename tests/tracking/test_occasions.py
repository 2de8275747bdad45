"""Whether two statements may be of one occasion."""

from __future__ import annotations

import pytest

from quotes.tracking.occasions import When, kind_of


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        (("2024-05-01", "day", "explicit"), ("2024-05-01", "day", "inherited"), "wording"),
        (("2024-05-01", "day", "explicit"), ("2024-05-02", "day", "explicit"), "changed"),
        (("2024-05-01", "day", "explicit"), ("2024-05-03", "day", "published"), "wording"),
        (("2024-05-01", "day", "published"), ("2024-06-01", "day", "published"), "changed"),
        (("2024-04-29", "week", "explicit"), ("2024-05-03", "day", "explicit"), "wording"),
        (("2024-04-29", "week", "explicit"), ("2024-05-08", "day", "explicit"), "changed"),
        (("2016-01-01", "year", "explicit"), ("2016-08-11", "day", "explicit"), "wording"),
        (("1977-01-01", "year", "explicit"), ("2016-08-11", "day", "explicit"), "changed"),
        (("", None, None), ("2016-08-11", "day", "explicit"), "wording"),
        (("9999-12-31", "year", "explicit"), ("9999-12-31", "day", "explicit"), "wording"),
    ],
)
def test_days_apart_are_two_occasions(one, other, kind) -> None:
    assert kind_of(When(*one), When(*other)) == kind_of(When(*other), When(*one)) == kind


def test_a_day_of_publication_is_no_day_that_is_told() -> None:
    assert When("2024-05-01", "day", "inherited").told
    assert not When("2024-05-01", "day", "published").told
