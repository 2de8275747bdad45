"""Words that are reported as not said: the verdict, and who disputes them beside those who report them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlite_utils import Database

from quotes.intake.article import Article
from quotes.lookup import Answer, lookup
from quotes.lookup.answering import MOST_DISPUTING
from quotes.workflows.ingestion import ingest

WORDS = "Children should pay for the water they drink."
Asking = Callable[..., Answer]


@pytest.fixture
def ask(db: Database, reader: Any) -> Asking:
    def asked(lines: list[str], words: str = WORDS, speaker: str | None = None, limit: int = 10) -> Answer:
        for number, line in enumerate(lines):
            url = f"https://tidewater.example/{number}"
            ingest(db, Article(f"{line}\n", url=url, published=date(2024, 5, 1)), reader)
        return lookup(db, words, speaker, limit)

    return asked


def told(answer: Answer) -> list[tuple[str, str]]:
    return [(match.match, match.quote["factuality"]) for match in answer.matches]


@pytest.mark.parametrize("factuality", ["denied", "hypothetical", "fabricated"])
@pytest.mark.parametrize("speaker", [None, "Okonjo"])
def test_what_is_nowhere_reported_as_said_is_disputed(
    ask: Asking, factuality: str, speaker: str | None
) -> None:
    answer = ask([f'Mira Okonjo says "{WORDS}" ({factuality})'], speaker=speaker)
    assert (answer.verdict, told(answer)) == ("disputed", [("verbatim", factuality)])


@pytest.mark.parametrize(
    ("words", "match"),
    [
        ("should pay for the water they drink", "trimmed"),
        ("Children should pay for the milk they drink.", "altered"),
    ],
)
def test_parts_and_variants_of_what_was_not_said_are_disputed_too(
    ask: Asking, words: str, match: str
) -> None:
    answer = ask([f'Mira Okonjo says "{WORDS}" (denied)'], words)
    assert (answer.verdict, told(answer)) == ("disputed", [(match, "denied")])


def test_a_report_that_they_were_said_decides_and_the_others_stand_beside(ask: Asking) -> None:
    answer = ask(
        [f'Mira Okonjo says "{WORDS}" (denied)', f'Mira Okonjo says "{WORDS}"'], speaker="Mira Okonjo"
    )
    assert (answer.verdict, told(answer)) == ("verbatim", [("verbatim", "said"), ("verbatim", "denied")])


def test_many_reports_that_they_were_said_push_out_no_denial_and_the_other_way_round(ask: Asking) -> None:
    denials = [f'Mira Okonjo says "{WORDS}" (denied)'] * 60
    answer = ask([*denials, f'Mira Okonjo says "{WORDS}"'], limit=1)
    assert answer.verdict == "verbatim"
    assert told(answer)[0] == ("verbatim", "said")
    assert 1 <= told(answer).count(("verbatim", "denied")) <= MOST_DISPUTING


def test_another_who_said_them_goes_before_one_who_denies(ask: Asking) -> None:
    answer = ask([f'Mira Okonjo says "{WORDS}" (denied)', f'Tam Vale says "{WORDS}"'], speaker="Mira Okonjo")
    assert (answer.verdict, told(answer)) == ("other_speaker", [("verbatim", "said"), ("verbatim", "denied")])


def test_a_denial_by_somebody_else_disputes_nothing(ask: Asking) -> None:
    answer = ask(
        [f'Tam Vale says "{WORDS}" (denied)', 'Mira Okonjo says "Hear, hear."'], speaker="Mira Okonjo"
    )
    assert (answer.verdict, told(answer)) == ("not_found", [("verbatim", "denied")])


def test_a_made_up_quote_of_nobody_known_is_shown_to_who_asks_for_somebody(ask: Asking) -> None:
    answer = ask([f'Tam Vale says "{WORDS}" (fabricated)'], speaker="Mira Okonjo")
    assert (answer.verdict, told(answer)) == ("not_found", [("verbatim", "fabricated")])


def test_who_denies_words_does_not_dispute_their_opposite(ask: Asking) -> None:
    answer = ask(
        [f'Mira Okonjo says "{WORDS}" (denied)'], "Children should not pay for the water they drink."
    )
    assert (answer.verdict, told(answer)) == ("not_found", [("altered", "denied")])
    assert [change.kind for change in answer.matches[0].changes] == ["negation"]


def test_what_merely_comes_near_and_was_not_said_is_no_evidence(ask: Asking) -> None:
    answer = ask(
        [f'Mira Okonjo says "{WORDS}" (denied)'], "Water is what children drink at school, not milk."
    )
    assert (answer.verdict, told(answer)) == ("not_found", [])


def test_words_rejected_by_a_person_as_no_quote_dispute_nothing(ask: Asking, db: Database) -> None:
    ask([f'Mira Okonjo says "{WORDS}" (denied)'])
    db.execute("UPDATE quotes SET status = 'rejected', live = 0")
    assert lookup(db, WORDS).verdict == "not_found"


@pytest.mark.parametrize(
    "quoted",
    [
        f"I never said ‘{WORDS}’ to anyone.",
        f"I did not say that {WORDS.lower()}",
        f"It is late. I have never used the words ‘{WORDS}’",
        f"I deny saying ‘{WORDS}’",
        f"Nobody here called it ‘{WORDS}’",
    ],
)
def test_words_that_a_quote_itself_denies_are_disputed(ask: Asking, quoted: str) -> None:
    answer = ask([f'Mira Okonjo says "{quoted}"'], speaker="Mira Okonjo")
    assert answer.verdict == "disputed"
    (match,) = answer.matches
    assert (match.match, match.factuality, match.quote["factuality"]) == ("trimmed", "denied", "said")


@pytest.mark.parametrize(
    "quoted",
    [
        f"I never lied. {WORDS}",
        f"I say it again: {WORDS}",
        f"I did not come here to please you, I came to say {WORDS}",
        f"We will not wait, and I said so: {WORDS}",
    ],
)
def test_other_denials_before_the_words_dispute_nothing(ask: Asking, quoted: str) -> None:
    assert ask([f'Mira Okonjo says "{quoted}"']).verdict == "trimmed"
