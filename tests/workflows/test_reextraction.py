"""Reading stored articles again with a newer extractor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from sqlite_utils import Database

from quotes.extraction import Quote, Reading, ReadingFailed, Span
from quotes.intake.article import Article
from quotes.store.database.connection import transaction
from quotes.store.identity import name_evidence, speaker_decisions, speakers
from quotes.store.quotations import decision_history, quotes
from quotes.store.quotations.corrections import Correction, correct
from quotes.store.quotations.decision_history import Decision
from quotes.workflows.ingestion import ingest
from quotes.workflows.reextraction import count, reextract

TEXT = 'Mira Okonjo says "We will rebuild the bridge."\nTam Vale says "Not a penny."\n? says "Hear, hear."\n'
DECISION = Decision("desk", None, "2024-06-01T00:00:00+00:00")


class Changed:
    """A newer extractor: another's quotes, changed by a function."""

    def __init__(self, reader: Any, change: Any, version: str = "hand-2") -> None:
        self._reader, self._change, self.version = reader, change, version

    def extract(
        self,
        text: str,
        published: date | None = None,
        author: str | None = None,
        modified: date | None = None,
    ) -> list[Quote]:
        changed: list[Quote] = self._change(self._reader.extract(text, published, author, modified))
        return changed

    def extract_many(self, readings: Iterable[Reading]) -> Iterator[list[Quote]]:
        return (self.extract(*reading[:4]) for reading in readings)


def store(db: Database, reader: Any, many: int = 1) -> list[dict[str, Any]]:
    for number in range(many):
        url = f"https://tidewater.example/{number}"
        ingest(db, Article(TEXT, url=url, published=date(2024, 5, 1)), reader)
    return quotes.of_article(db, 1, 1)


def test_nothing_is_read_twice_by_one_extractor(db: Database, reader: Any) -> None:
    store(db, reader, 3)
    assert count(db, reader) == 0
    assert list(reextract(db, reader)) == []
    newer = Changed(reader, list)
    assert count(db, newer) == 3
    assert [one.changes for one in reextract(db, newer)] == [[], [], []]
    assert count(db, newer) == 0


class Failing(Changed):
    """An extractor that fails on everything."""

    def extract_many(self, readings: Iterable[Reading]) -> Iterator[ReadingFailed]:  # type: ignore[override]
        return (ReadingFailed("no luck") for _ in readings)


def test_what_cannot_be_read_again_stays_as_it_was_read_and_is_tried_again(db: Database, reader: Any) -> None:
    before = store(db, reader, 2)
    failing = Failing(reader, list)
    assert [(one.changes, one.failed) for one in reextract(db, failing)] == [([], "no luck")] * 2
    assert quotes.of_article(db, 1, 1) == before
    assert count(db, failing) == 2


def test_an_article_that_was_stored_unread_is_read_when_it_can_be(db: Database, reader: Any) -> None:
    (first, *others) = store(db, reader)
    unchanged = [quote["id"] for quote in others]
    edited = TEXT.replace("rebuild", "repair")
    url = "https://tidewater.example/0"
    outcome = ingest(db, Article(edited, url=url, published=date(2024, 5, 1)), Failing(reader, list))
    assert (outcome.status, outcome.failed) == ("revised", "no luck")
    kept = quotes.get(db, first["id"])
    assert kept is not None
    assert kept["current"]  # as far as anybody knows
    (reread,) = reextract(db, Changed(reader, list))
    assert [change.kind for change in reread.changes] == ["added", "gone"]
    found = quotes.of_article(db, 1, 2)
    assert (found[0]["text"], found[0]["replaces"]) == ("We will repair the bridge.", first["id"])
    assert [quote["id"] for quote in found[1:]] == unchanged
    assert count(db, Changed(reader, list)) == 0


def test_what_is_interrupted_goes_on_where_it_was(db: Database, reader: Any) -> None:
    store(db, reader, 3)
    newer = Changed(reader, list)
    next(reextract(db, newer))
    assert count(db, newer) == 2
    assert len(list(reextract(db, newer))) == 2


def test_ids_stay_and_changes_are_told(db: Database, reader: Any) -> None:
    before = store(db, reader)

    def change(found: list[Quote]) -> list[Quote]:
        first, second, _ = found
        start, end = first.spans[0].start, first.spans[0].end
        shorter = replace(first, spans=(Span(start + 4, end),), text=first.text[3:])
        return [shorter, replace(second, speaker="Ada Fenn")]

    ((_, changes),) = [(one.article, one.changes) for one in reextract(db, Changed(reader, change))]
    assert [(one.kind, one.quote) for one in changes] == [
        ("changed", before[0]["id"]),
        ("changed", before[1]["id"]),
        ("gone", before[2]["id"]),
    ]
    assert changes[0].fields == {"text": ("We will rebuild the bridge.", "will rebuild the bridge.")}
    assert changes[1].fields == {"speaker": ("Tam Vale", "Ada Fenn")}
    after = quotes.of_article(db, 1, 1)
    assert after[1]["speaker"]["slug"] == "ada-fenn"
    gone = quotes.get(db, before[2]["id"])
    assert gone is not None
    assert gone["current"] is False
    (entry,) = decision_history.of(db, before[1]["pk"])
    assert (entry["source"], entry["made_by"]) == ("machine", "hand-2")
    vale = speakers.get(db, "tam-vale")
    assert vale is not None
    assert vale["quotes"] == 0


def test_what_a_person_decided_is_never_overwritten(db: Database, reader: Any) -> None:
    before = store(db, reader)
    okonjo = speakers.pk_of(db, "mira-okonjo")
    with transaction(db):
        correct(db, before[1], Correction({"speaker": okonjo, "said": None}), DECISION)
        correct(db, before[0], Correction({"status": "confirmed"}), DECISION)
        correct(db, before[2], Correction({"status": "rejected"}), DECISION)

    def change(found: list[Quote]) -> list[Quote]:
        return [replace(quote, speaker="Ada Fenn", speaker_kind="person") for quote in found]

    list(reextract(db, Changed(reader, change)))
    first, second, third = (quotes.get(db, quote["id"]) for quote in before)
    assert first is not None
    assert (first["status"], first["speaker"]["slug"], first["extractor"]) == (
        "confirmed",
        "mira-okonjo",
        "hand-1",
    )
    assert second is not None
    assert (second["speaker"]["slug"], second["said"]) == ("mira-okonjo", None)
    assert second["reading"]["speaker"]["name"] == "Ada Fenn"
    assert third is not None
    assert (third["status"], third["current"]) == ("rejected", False)

    list(reextract(db, Changed(reader, lambda _: [], "hand-3")))
    assert [quote["id"] for quote in quotes.of_article(db, 1, 1)] == [before[0]["id"], before[1]["id"]]


def test_a_quote_that_is_found_again_is_the_one_it_was(db: Database, reader: Any) -> None:
    before = store(db, reader)
    list(reextract(db, Changed(reader, lambda _: [])))
    assert quotes.of_article(db, 1, 1) == []
    ((changes),) = [one.changes for one in reextract(db, Changed(reader, list, "hand-3"))]
    assert [(one.kind, one.quote) for one in changes] == [("added", quote["id"]) for quote in before]
    again = quotes.of_article(db, 1, 1)
    assert [quote["id"] for quote in again] == [quote["id"] for quote in before]
    assert [quote["statement_id"] for quote in again] == [quote["statement_id"] for quote in before]


def called(name: str) -> Any:
    """A change of a newer extractor: everything is said by somebody of this name."""
    return lambda found: [replace(quote, speaker=name, speaker_kind="person") for quote in found]


def names(db: Database, slug: str) -> dict[str, int]:
    row = speakers.get(db, slug)
    assert row is not None
    return {name["name"]: name["articles"] for name in name_evidence.names_of(db, row["pk"])}


def test_a_name_that_no_article_uses_any_more_is_none(db: Database, reader: Any) -> None:
    ingest(db, Article(TEXT, url="https://a.example/1"), Changed(reader, called("Mira Harbour Okonjo")))
    ingest(db, Article(TEXT, url="https://a.example/2"), Changed(reader, called("Okonjo")))
    assert names(db, "mira-harbour-okonjo") == {"Mira Harbour Okonjo": 1, "Okonjo": 1}
    speaker = speakers.pk_of(db, "mira-harbour-okonjo")
    assert speaker is not None
    with transaction(db):
        speaker_decisions.named(db, speaker, "M. Okonjo")
    list(reextract(db, Changed(reader, called("Okonjo"), "hand-3")))
    assert names(db, "mira-harbour-okonjo") == {"M. Okonjo": 0}
    assert names(db, "okonjo") == {"Okonjo": 2}
    assert speakers.resembling(db, "Mira Harbour Okonjo", "person")[0].names == {"Okonjo"}


def test_somebody_who_is_quoted_no_more_keeps_the_name(db: Database, reader: Any) -> None:
    ingest(db, Article(TEXT, url="https://a.example/1"), Changed(reader, called("Ada Moor")))
    list(reextract(db, Changed(reader, called("Per Lund"), "hand-3")))
    assert names(db, "ada-moor") == {"Ada Moor": 0}
    list(reextract(db, Changed(reader, called("Ada Moor"), "hand-4")))
    assert names(db, "ada-moor") == {"Ada Moor": 1}
    assert speakers.pk_of(db, "ada-moor-2") is None


def told_as(factuality: Any) -> Any:
    return lambda found: [replace(quote, factuality=factuality) for quote in found]


def test_what_was_stored_as_said_becomes_denied_by_a_newer_reading(db: Database, reader: Any) -> None:
    store(db, reader)
    newer = Changed(reader, told_as("denied"))
    (reread,) = reextract(db, newer)
    assert {tuple(change.fields.items()) for change in reread.changes} == {
        (("factuality", ("said", "denied")),)
    }
    assert {quote["factuality"] for quote in quotes.of_article(db, 1, 1)} == {"denied"}
    assert speakers.listing(db).items == []
    (entry,) = decision_history.of(db, 1)
    assert entry["changes"] == {"factuality": {"before": "said", "after": "denied"}}


def test_a_persons_word_on_whether_it_was_said_stands_against_every_reading(
    db: Database, reader: Any
) -> None:
    first, *_ = store(db, reader)
    with transaction(db):
        correct(db, first, Correction({"factuality": "fabricated"}), DECISION)
    list(reextract(db, Changed(reader, told_as("hypothetical"))))
    decided, second, _ = quotes.of_article(db, 1, 1)
    assert (decided["factuality"], decided["reading"]["factuality"]) == ("fabricated", "hypothetical")
    assert second["factuality"] == "hypothetical"
    with transaction(db):
        correct(db, decided, Correction({}, frozenset({"factuality"})), DECISION)
    assert quotes.of_article(db, 1, 1)[0]["factuality"] == "hypothetical"


def test_how_sure_a_date_is_changes_with_a_reading_and_is_no_change_of_the_date(
    db: Database, reader: Any
) -> None:
    store(db, reader)

    def surer(found: list[Quote]) -> list[Quote]:
        return [replace(quote, said=quote.said and replace(quote.said, confidence=0.75)) for quote in found]

    (reread,) = reextract(db, Changed(reader, surer))
    assert reread.changes == []
    assert {quote["said"]["confidence"] for quote in quotes.of_article(db, 1, 1)} == {0.75}


def test_beside_a_confirmed_quote_stands_whether_it_is_read_as_said_now(db: Database, reader: Any) -> None:
    before = store(db, reader)
    with transaction(db):
        correct(db, before[0], Correction({"status": "confirmed"}), DECISION)
        correct(db, before[1], Correction({"status": "confirmed"}), DECISION)

    def change(found: list[Quote]) -> list[Quote]:
        said = found[1].said
        assert said is not None
        return [
            replace(found[0], factuality="fabricated"),
            replace(found[1], said=replace(said, confidence=0.9)),
            found[2],
        ]

    (reread,) = reextract(db, Changed(reader, change))
    assert [(one.quote, one.fields) for one in reread.changes] == [
        (before[0]["id"], {"factuality": ("said", "fabricated")})
    ]
    first, second = (quotes.get(db, quote["id"]) for quote in before[:2])
    assert first is not None
    assert (first["status"], first["factuality"], first["reading"]["factuality"]) == (
        "confirmed",
        "said",
        "fabricated",
    )
    assert second is not None
    assert second["said"]["confidence"] == second["reading"]["said"]["confidence"] == 0.9
    with transaction(db):
        correct(db, first, Correction({}, frozenset({"factuality"})), DECISION)
    restored = quotes.get(db, before[0]["id"])
    assert restored is not None
    assert restored["factuality"] == "fabricated"
