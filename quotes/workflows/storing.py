"""Stores what was read in an article: the first time, after its text changed, or by a newer extractor.

A quote that was stored before keeps its id and people's decisions about it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from sqlite_utils import Database

from quotes.extraction import Quote
from quotes.store.identity import quoted_sources, settling, speakers
from quotes.store.listing import Row
from quotes.store.publication import articles
from quotes.store.quotations import recording, topics
from quotes.store.tracking import grouping, statements, summaries
from quotes.tracking.contradictions.claims import marks_of
from quotes.tracking.quoted_names import Source, well_named
from quotes.tracking.revision_matching import Pairs, by_place, by_words, changed
from quotes.tracking.wordings import compared
from quotes.tracking.words import words_of

Kind = Literal["added", "changed", "gone"]
# Groups the given quotes again, at once or later, and returns the statements that changed.
Regroup = Callable[[Database, Iterable[int]], set[int]]


@dataclass(frozen=True, slots=True)
class Change:
    """A change by a new reading: the quote's id, and each changed field's value before and after."""

    kind: Kind
    quote: str
    fields: dict[str, tuple[Any, Any]]


def prepare(found: Iterable[Quote]) -> None:
    """Do slow work that needs no lock, before the quotes are stored."""
    for quote in found:
        compared(quote.text)
        marks_of(quote.text)


def store(
    db: Database,
    article: Row,
    found: list[Quote],
    extractor: str,
    at: str,
    regroup: Regroup = grouping.resettle,
) -> list[Change]:
    """Store what was read in an article's latest revision, which is new. To be called in a transaction.

    `regroup` groups the new and changed quotes, or queues them.
    """
    found = _well_named(db, article, found)
    names = quoted_sources.settle(db, article["pk"], found, at)
    before = recording.standing(
        db, article["pk"], articles.read_before(db, article["pk"], article["revision"])
    )
    pairs = _same_words(before, found)
    reworded = changed(
        [words_of(row["text"]) for row in before], [words_of(one.text) for one in found], pairs
    )
    replaced = {new: before[old]["pk"] for new, old in reworded.items()}
    return _store(db, article, _Reading(found, names, before, pairs, replaced, extractor, at), regroup)


def reread(db: Database, article: str, found: list[Quote], extractor: str, at: str) -> list[Change]:
    """Replace the reading of a stored article, if there is one, by that of a newer extractor."""
    prepare(found)
    with grouping.grouped(db):
        row = articles.get(db, article)
        assert row is not None
        if row["revisions"][-1]["extractor"] is None:
            changes = store(db, row, found, extractor, at)
        else:
            found = _well_named(db, row, found)
            names = quoted_sources.settle(db, row["pk"], found, at)
            before = recording.standing(db, row["pk"], row["revision"])
            reading = _Reading(found, names, before, _same_place(before, found), {}, extractor, at)
            changes = _store(db, row, reading)
        articles.read_by(db, row["pk"], row["revision"], extractor)
        return changes


@dataclass(frozen=True, slots=True)
class _Reading:
    """The quotes found, the stored quotes, and which of them match or replace each other.

    `names` are the rows of the names of the article's sources. The stored quotes are read after these are
    resolved, since that may move them. `regrouped` collects the quotes to group again, and `touched` the
    statements to refresh at the end.
    """

    found: list[Quote]
    names: dict[Source, int]
    before: list[Row]
    pairs: Pairs
    replaced: dict[int, int]
    extractor: str
    at: str
    regrouped: list[int] = field(default_factory=list)
    touched: set[int] = field(default_factory=set)

    def name_of(self, quote: Quote) -> int | None:
        """The row of the name of a quote's source; None if there is no source or it is unnamed."""
        return self.names.get((quote.speaker or "", quote.speaker_kind or ""))


def _store(
    db: Database, article: Row, reading: _Reading, regroup: Regroup = grouping.resettle
) -> list[Change]:
    changes = [*_gone(db, article, reading), *_found(db, article, reading)]
    if reading.before:
        poorer = speakers.no_longer_seen(db, article["pk"])
        settling.settle_less(db, poorer)
        for speaker in poorer:
            topics.follow(db, speaker)
    changed = regroup(db, reading.regrouped)
    statements.refresh(db, reading.touched | changed)
    summaries.begin(db, reading.regrouped)
    return sorted(changes, key=lambda change: change.kind)


def _gone(db: Database, article: Row, reading: _Reading) -> Iterator[Change]:
    """Remove quotes that are no longer found, unless a person confirmed them in this very text."""
    kept = set(reading.pairs.values())
    for was, row in enumerate(reading.before):
        if was in kept or row["gone"]:
            continue
        if row["revision"] == article["revision"] and (row["status"] == "confirmed" or _decided(row)):
            continue
        same_text = row["revision"] == article["revision"]
        recording.drop(db, row["pk"], same_text=same_text)
        reading.touched.add(row["statement"])
        if same_text:
            reading.regrouped.append(row["pk"])
        yield Change("gone", row["id"], {"text": (row["text"], None)})


def _found(db: Database, article: Row, reading: _Reading) -> Iterator[Change]:
    for number, quote in enumerate(reading.found):
        if number in reading.pairs:
            yield from _again(db, article, reading, quote, reading.before[reading.pairs[number]])
        else:
            speaker = reading.name_of(quote)
            replaced = reading.replaced.get(number)
            pk, identifier = recording.add(db, article, quote, speaker, reading.extractor, replaced)
            if quote.about:
                topics.put(db, pk, quote.about)
            reading.regrouped.append(pk)
            yield Change("added", identifier, {"text": (None, quote.text)})


def _again(db: Database, article: Row, reading: _Reading, quote: Quote, row: Row) -> Iterator[Change]:
    """Update a stored quote to the new reading."""
    topics.put(db, row["pk"], quote.about)
    reading.touched.add(row["statement"])
    if row["status"] == "confirmed" and row["revision"] == article["revision"]:
        yield from _beside(db, reading, quote, row)
        return
    renamed = (quote.speaker, quote.speaker_kind) != (row["read_name"], row["read_kind"])
    speaker = reading.name_of(quote) if renamed or row["read_speaker"] is None else row["read_speaker"]
    fields = recording.update(db, article, row, quote, speaker, reading.extractor)
    if fields or row["gone"]:
        reading.regrouped.append(row["pk"])
    if row["gone"]:
        yield Change("added", row["id"], {"text": (None, quote.text)})
    elif fields:
        recording.note_reading(db, row["pk"], reading.at, reading.extractor, fields)
        yield Change("changed", row["id"], fields)


def _beside(db: Database, reading: _Reading, quote: Quote, row: Row) -> Iterator[Change]:
    """Keep a confirmed quote; if its words are the same, store its new factuality."""
    same = row["spans"] == [{"start": span.start, "end": span.end} for span in quote.spans]
    fields = recording.read_beside(db, row, quote) if same else {}
    if fields:
        recording.note_reading(db, row["pk"], reading.at, reading.extractor, fields)
        yield Change("changed", row["id"], fields)


def _decided(row: Row) -> bool:
    return any(row[f"{name}_decided"] for name in ("speaker", "said", "factuality"))


def _same_words(before: Sequence[Row], found: Sequence[Quote]) -> Pairs:
    return by_words([words_of(row["text"]) for row in before], [words_of(quote.text) for quote in found])


def _same_place(before: Sequence[Row], found: Sequence[Quote]) -> Pairs:
    return by_place(
        [[(span["start"], span["end"]) for span in row["spans"]] for row in before],
        [[(span.start, span.end) for span in quote.spans] for quote in found],
    )


def _well_named(db: Database, article: Row, found: list[Quote]) -> list[Quote]:
    """The quotes with the names of their sources cut down to valid names, or removed if nothing is valid."""
    text = articles.latest_text(db, article["pk"])
    return [well_named(quote, text) for quote in found]
