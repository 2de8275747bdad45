"""Whom an article means by a surname, or by a name that several bear."""

from __future__ import annotations

import pytest

from quotes.tracking.identity.ambiguous_names import Bearer, prominence_of, whom
from quotes.tracking.identity.name_context import Beside

BILL, HILLA = 1, 2


def bearer(
    pk: int, name: str, articles: int, roles: tuple[str, ...] = (), gender: str | None = None
) -> Bearer:
    prominence = prominence_of(articles, articles, dated=True)
    return Bearer(
        pk, name, frozenset((name.split(maxsplit=1)[0].lower(),)), frozenset(roles), gender, prominence
    )


def two(bill: int, hilla: int) -> list[Bearer]:
    return [
        bearer(BILL, "Bill Fenn", bill, ("president",), "m"),
        bearer(HILLA, "Hilla Fenn", hilla, ("secretary",), "f"),
    ]


@pytest.mark.parametrize(
    ("use", "bill", "hilla", "meant"),
    [
        (Beside(), 3, 100, HILLA),
        (Beside(), 100, 3, BILL),
        (Beside(), 10, 12, None),
        (Beside(bearers={"bill": 1}), 10, 12, BILL),
        (Beside(bearers={"bill": 1, "hilla": 1}), 10, 12, None),
        (Beside(roles=frozenset(("president",))), 10, 12, BILL),
        (Beside(gender="f"), 12, 10, HILLA),
        (Beside(gender="m"), 3, 100, None),
        # A name that the article has in full and nobody knows is another's.
        (Beside(bearers={"margaret": 2}), 3, 100, None),
    ],
)
def test_whom_a_surname_means(use: Beside, bill: int, hilla: int, meant: int | None) -> None:
    bearers = two(bill, hilla)
    for order in (bearers, bearers[::-1]):
        assert whom(use, order, shared_surname=False).speaker == meant


def test_a_surname_that_many_have_needs_more_than_one_bearer_known() -> None:
    only = [bearer(1, "Ada Smith", 1)]
    assert whom(Beside(), only, shared_surname=True).speaker is None
    assert whom(Beside(), [bearer(1, "Ada Okonjo", 1)], shared_surname=False).speaker == 1
    assert whom(Beside(), [bearer(1, "Ada Smith", 80)], shared_surname=True).speaker == 1


def test_nobody_is_meant_where_nobody_is_known() -> None:
    assert whom(Beside(), [], shared_surname=False).speaker is None


def test_who_was_kept_apart_is_meant_only_where_the_article_has_the_full_name() -> None:
    apart = frozenset((HILLA,))
    assert whom(Beside(), two(0, 100), shared_surname=False, apart=apart).speaker != HILLA
    named = Beside(bearers={"hilla": 1})
    assert whom(named, two(0, 100), shared_surname=False, apart=apart).speaker == HILLA


def test_prominence_is_of_the_days_around() -> None:
    then = prominence_of(30, 40, dated=True)
    now = prominence_of(2, 400, dated=True)
    assert then > now
    assert prominence_of(0, 40, dated=False) < prominence_of(0, 400, dated=False)


def test_the_reasons_tell_who_else_may_be_meant() -> None:
    placing = whom(Beside(), two(10, 20), shared_surname=False)
    assert [weighed.pk for weighed in placing.weighed] == [HILLA, BILL]
    assert any("Bill Fenn" in reason.text for reason in placing.weighed[0].reasons)
