"""Stores the quotes read in an article, and the changes that a newer reading makes.

The columns `read_...` hold what the extractor read, and only reading changes them. `speaker`, `said_...`,
`day` and `factuality` also include people's decisions; lists use these.
"""

from __future__ import annotations

import json
from itertools import count as numbers
from typing import Any

from sqlite_utils import Database

from quotes.extraction import Quote
from quotes.store.identity import name_meanings
from quotes.store.ids import quote_id
from quotes.store.listing import Row, insert, one
from quotes.store.quotations import decision_history
from quotes.store.tracking import claims, shingles, statements
from quotes.tracking.wordings import compared

SAID = ("said_on", "said_precision", "said_basis", "said_text", "said_confidence")


def add(
    db: Database, article: Row, quote: Quote, speaker: int | None, extractor: str, replaces: int | None = None
) -> tuple[int, str]:
    """Store a quote of an article's latest revision, with a statement of its own. Returns its pk and id.

    `replaces` is the quote of the previous revision of which this is a new wording. People's decisions about
    its speaker, date and factuality are taken over.
    """
    start = quote.spans[0].start
    identifier = _free_id(db, article["id"], article["revision"], start)
    row = {
        "id": identifier,
        "article": article["pk"],
        "revision": article["revision"],
        "first_revision": article["revision"],
        "start": start,
        "speaker": name_meanings.speaker_of(db, speaker, article["pk"]),
        "read_speaker": speaker,
        "extractor": extractor,
        "replaces": replaces,
        **columns(quote, article["day"]),
        **(_handed_on(db, replaces) if replaces is not None else {}),
    }
    row["statement"] = statements.add(db, row["speaker"], identifier)
    pk = insert(db, "quotes", row)
    _mark(db, pk, row["speaker"], quote.text)
    claims.add(db, pk, row["speaker"], quote.text)
    shingles.add(db, quote.text)
    return pk, identifier


def _handed_on(db: Database, replaced: int) -> Row:
    """A quote's columns for speaker, date and factuality, as far as people decided them."""
    row = one(db, "SELECT * FROM quotes WHERE pk = :pk", pk=replaced)
    assert row is not None
    speaker = ("speaker", "decided_speaker", "speaker_decided") if row["speaker_decided"] else ()
    said = ("day", *SAID, "said_decided") if row["said_decided"] else ()
    factuality = ("factuality", "factuality_decided") if row["factuality_decided"] else ()
    return {name: row[name] for name in (*speaker, *said, *factuality)}


def update(
    db: Database, article: Row, row: Row, quote: Quote, speaker: int | None, extractor: str
) -> dict[str, tuple[Any, Any]]:
    """Update a stored quote to a new reading. Returns the changed fields, each before and after.

    `row` is the quote as `standing` returns it. People's decisions are kept.
    """
    record = quote.as_record()
    new = {
        **_read(quote, record),
        "article": article["pk"],
        "revision": article["revision"],
        "start": quote.spans[0].start,
        "read_speaker": speaker,
        "extractor": extractor,
        "gone": 0,
        "live": int(row["status"] != "rejected"),
    }
    new |= _confirmed(row, new)
    if not new.get("said_decided", row["said_decided"]):
        new |= _holding(quote, record["said"], article["day"])
    if not new.get("factuality_decided", row["factuality_decided"]):
        new["factuality"] = quote.factuality
    if not new.get("speaker_decided", row["speaker_decided"]):
        new["speaker"] = name_meanings.speaker_of(db, speaker, article["pk"])
    db.table("quotes").update(row["pk"], new)
    index(db, row["pk"], new.get("speaker", row["speaker"]), quote.text)
    if row["words"] != new["words"]:
        shingles.forget(db, row["text"])
    return {
        name: (row[column], new[column])
        for name, column in (
            ("text", "text"),
            ("form", "form"),
            ("speaker", "read_name"),
            ("speaker_kind", "read_kind"),
            ("said", "read_said"),
            ("factuality", "read_factuality"),
        )
        if row[column] != new[column]
    }


def read_beside(db: Database, row: Row, quote: Quote) -> dict[str, tuple[Any, Any]]:
    """Keep a confirmed quote, but store its new factuality and date confidence. Returns the changes.

    It may have been confirmed before the extractor read either of them.
    """
    new: Row = {"read_factuality": quote.factuality}
    if quote.factuality != row["factuality"]:
        new["factuality_decided"] = 1
    record = quote.as_record()["said"]
    if row["read_said"] == _read_said(record):
        new["read_said_confidence"] = record["confidence"] if record else None
        if not row["said_decided"]:
            new["said_confidence"] = new["read_said_confidence"]
    db.table("quotes").update(row["pk"], new)
    before = row["read_factuality"]
    return {"factuality": (before, quote.factuality)} if before != quote.factuality else {}


def _confirmed(row: Row, new: Row) -> Row:
    """The columns that keep what a person confirmed, where the new reading differs.

    A speaker who is named now and was missing or unnamed before is no contradiction.
    """
    held: Row = {}
    if row["status"] != "confirmed":
        return held
    if row["read_speaker"] not in (None, new["read_speaker"]) and not row["speaker_decided"]:
        held |= {"speaker_decided": 1, "decided_speaker": row["read_speaker"]}
    if row["read_said"] not in (None, new["read_said"]):
        held["said_decided"] = 1
    if row["read_factuality"] != new["read_factuality"]:
        held["factuality_decided"] = 1
    return held


def standing(db: Database, article: int, revision: int) -> list[Row]:
    """The stored quotes that were read in a revision of an article."""
    rows = db.query(
        "SELECT * FROM quotes WHERE article = :article AND revision = :revision ORDER BY start, pk",
        {"article": article, "revision": revision},
    )
    return [{**row, "spans": json.loads(row["spans"])} for row in rows]


def drop(db: Database, quote: int, *, same_text: bool) -> None:
    """Remove a quote that is no longer found, in its text or in a newer one, from all lists and counts."""
    db.execute("UPDATE quotes SET live = 0, gone = ? WHERE pk = ?", (int(same_text), quote))


def note_reading(
    db: Database, quote: int, at: str, extractor: str, fields: dict[str, tuple[Any, Any]]
) -> None:
    """Record that a newer reading changed a quote."""
    told = {
        name: tuple(json.loads(value) if name == "said" and value else value for value in values)
        for name, values in fields.items()
    }
    entry = {"at": at, "source": "machine", "made_by": extractor}
    decision_history.note(db, quote, entry, {name: (before, after) for name, (before, after) in told.items()})


def _free_id(db: Database, article: str, revision: int, start: int) -> str:
    """The id for a place in a text, with a number if a quote that has moved since has it."""
    ids = (quote_id(article, revision, start, number) for number in numbers())
    return next(name for name in ids if one(db, "SELECT 1 FROM quotes WHERE id = :id", id=name) is None)


def index(db: Database, quote: int, speaker: int | None, text: str) -> None:
    """Index a quote's wording, for its speaker and for all quotes."""
    _index_of_speaker(db, quote, speaker, text)
    claims.put(db, quote, speaker, text)
    shingles.add(db, text)


def index_all(db: Database) -> None:
    """Make the indexes of all quotes' wordings again."""
    for row in list(db.query("SELECT pk, speaker, text FROM quotes")):
        db.execute("UPDATE quotes SET words = ? WHERE pk = ?", (compared(row["text"]).key, row["pk"]))
        _index_of_speaker(db, row["pk"], row["speaker"], row["text"])
    db.execute("DELETE FROM runs")
    shingles.add_many(db, (text for (text,) in db.execute("SELECT text FROM quotes")))


def _index_of_speaker(db: Database, quote: int, speaker: int | None, text: str) -> None:
    db.execute("DELETE FROM fingerprints WHERE quote = ?", (quote,))
    _mark(db, quote, speaker, text)


def _mark(db: Database, quote: int, speaker: int | None, text: str) -> None:
    if speaker is not None:
        marks = [(speaker, mark, quote) for mark in sorted(compared(text).marks)]
        db.conn.executemany("INSERT INTO fingerprints (speaker, mark, quote) VALUES (?, ?, ?)", marks)


def columns(quote: Quote, published: str) -> Row:
    """The columns of a quote's row that depend on the quote and the day of its article ("" if none)."""
    record = quote.as_record()
    return {
        **_read(quote, record),
        **_holding(quote, record["said"], published),
        "factuality": quote.factuality,
    }


def _read(quote: Quote, record: Row) -> Row:
    """The columns that hold what the extractor read."""
    return {
        "words": compared(quote.text).key,
        "form": quote.form,
        "confidence": record["confidence"],
        "text": quote.text,
        "spans": json.dumps(record["spans"]),
        "mention": json.dumps(record["mention"]) if quote.mention else None,
        "cue": json.dumps(record["cue"]) if quote.cue else None,
        "relayer": quote.relayer,
        "read_name": quote.speaker,
        "read_kind": quote.speaker_kind,
        "read_said": _read_said(record["said"]),
        "read_said_confidence": record["said"]["confidence"] if quote.said else None,
        "read_factuality": quote.factuality,
    }


def _read_said(said: Row | None) -> str | None:
    """The date that was read without its confidence, since a change of the confidence alone is no change."""
    if said is None:
        return None
    kept = {name: said[name] for name in ("on", "precision", "basis", "text")}
    return json.dumps(kept, separators=(",", ":"))


def _holding(quote: Quote, record: Row | None, published: str) -> Row:
    """The columns for a quote's date, for use unless a person has decided it."""
    said = quote.said
    return {
        "day": said.on.isoformat() if said and said.on else published,
        "said_on": said.on.isoformat() if said and said.on else None,
        "said_precision": said.precision if said else None,
        "said_basis": said.basis if said else None,
        "said_text": said.text if said else None,
        "said_confidence": record["confidence"] if record else None,
    }
