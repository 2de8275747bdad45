"""A draft checked: what of it is looked up, and of whom it is asked."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlite_utils import Database

from quotes.intake.article import Article
from quotes.lookup import draft
from quotes.lookup.draft import Draft, check
from quotes.workflows.ingestion import ingest

STORED = 'Mira Okonjo says "We will rebuild the bridge before winter."\nTam Vale says "Not a penny for it."\n'


@pytest.fixture(autouse=True)
def stored(db: Database, reader: Any) -> None:
    ingest(db, Article(STORED, publisher="The Wend", published=date(2024, 5, 1)), reader)


def checked(db: Database, reader: Any, text: str, **options: int) -> Draft:
    return check(db, text, reader.extract(text), **options)


def verdicts(found: Draft) -> list[tuple[str, str | None, str]]:
    return [(one.quote["text"], one.quote["speaker"], one.answer.verdict) for one in found.quotes]


def test_each_quotation_is_asked_of_its_speaker_in_the_order_of_the_text(db: Database, reader: Any) -> None:
    text = (
        'Tam Vale says "We will rebuild the bridge before winter."\n'
        "Nobody is behind “a bridge of no return”.\n"
        'Mira Okonjo says "We will not rebuild the bridge before winter."\n'
    )
    found = checked(db, reader, text)
    assert verdicts(found) == [
        ("We will rebuild the bridge before winter.", "Tam Vale", "other_speaker"),
        ("a bridge of no return", None, "not_found"),
        ("We will not rebuild the bridge before winter.", "Mira Okonjo", "altered"),
    ]
    assert found.totals == {
        "verbatim": 0,
        "trimmed": 0,
        "altered": 1,
        "spliced": 0,
        "other_speaker": 1,
        "disputed": 0,
        "not_found": 1,
    }
    assert found.left_out == 0


def test_a_stored_article_is_verbatim_in_all_its_quotes(db: Database, reader: Any) -> None:
    assert checked(db, reader, STORED).totals["verbatim"] == 2


def test_words_of_a_name_without_letters_are_asked_of_anybody(db: Database, reader: Any) -> None:
    found = checked(db, reader, '… says "We will rebuild the bridge before winter."\n')
    assert verdicts(found) == [("We will rebuild the bridge before winter.", "…", "verbatim")]


def test_words_in_another_dress_are_theirs(db: Database, reader: Any) -> None:
    found = checked(db, reader, 'Mira Okonjo says "We’ll rebuild the bridge [of Tarnholm] before winter."\n')
    (one,) = found.quotes
    assert one.answer.verdict == "verbatim"
    assert [change.kind for change in one.answer.matches[0].changes] == ["contraction"]


def test_the_unnamed_are_not_asked_for_by_what_they_are_called(db: Database, reader: Any) -> None:
    (one,) = checked(db, reader, 'an aide says "Not a penny for it."').quotes
    assert (one.answer.verdict, one.answer.searched.speaker) == ("verbatim", None)


def test_what_nobody_says_is_looked_up_from_so_many_words_on(db: Database, reader: Any) -> None:
    text = "He called it “vigilant” and “not a penny” and “a so-called bridge of sighs”.\n“…!”\n"
    assert [words for words, _, _ in verdicts(checked(db, reader, text))] == [
        "not a penny",
        "a so-called bridge of sighs",
    ]
    assert len(checked(db, reader, text, min_words=1).quotes) == 3
    assert len(checked(db, reader, text, min_words=5).quotes) == 1


def test_a_passage_over_two_paragraphs_is_one_quotation(db: Database, reader: Any) -> None:
    text = "“We will rebuild the bridge\n\n“before winter.” So it was written."
    (one,) = checked(db, reader, text).quotes
    assert one.answer.verdict == "verbatim"
    spans = [text[span["start"] : span["end"]] for span in one.quote["spans"]]
    assert spans == ["“We will rebuild the bridge", "“before winter.”"]


def test_evidence_comes_with_each_and_no_more_than_asked_for(db: Database, reader: Any) -> None:
    (one,) = checked(db, reader, 'Mira Okonjo says "We will rebuild the bridge"', limit=1).quotes
    (match,) = one.answer.matches
    assert match.quote["snapshot"]["revision"] == 1
    assert match.statement["reported_by"][0]["publisher"] == "The Wend"


def test_what_is_too_much_or_too_long_is_counted(
    db: Database, reader: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(draft, "MOST_LOOKUPS", 2)
    monkeypatch.setattr(draft, "LONGEST", 30)
    text = "".join(f'Tam Vale says "{words}"\n' for words in ("one two", "a" * 31, "two three", "three four"))
    found = checked(db, reader, text)
    assert [words for words, _, _ in verdicts(found)] == ["one two", "two three"]
    assert found.left_out == 2
