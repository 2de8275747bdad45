"""Documents and bodies that are told by their owner."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param(
            "<A report from the [O Harbour Board]'s inspector general> said the records were “inaccurate”.",
            id="an owner with an owner of its own",
        ),
        pytest.param("<Its> said the records were “inaccurate”.", id="an owner of nothing"),
    ],
)
def test_an_owner_that_takes_in_what_it_owns_is_no_owner(article, marked):
    assert len(article(marked).names()) == 1


def test_a_report_is_whose_owner_is_known(article):
    read = article("The [O Harbour Authority] met on Monday. <The Harbour Authority's report> said “no”.")
    assert read.names() == ["Harbour Authority"]


def test_reports_of_another_do_not_tell_whose_the_report_is(article):
    read = article("A study counted boats. By [O Gull Society] reports it was wrong. <The report> said “no”.")
    assert read.names() == ["The report"]
