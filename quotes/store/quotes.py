"""Quotes: what an article says that somebody said, as it was read from it.

The columns `read_...` hold the machine's reading and are changed by reading alone; `speaker`, `said_...`,
`day` and `factuality` are what holds after everything that people have decided since, and what lists are
made by.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import count as numbers
from typing import Any

from sqlite_utils import Database

from quotes.extraction.quote import Quote
from quotes.store import claims, history, runs, speakers, statements
from quotes.store.about import OF_QUOTE, about_of
from quotes.store.ids import quote_id
from quotes.store.page import Row, listed, one
from quotes.store.said import said_of
from quotes.tracking.normalization import normal_words
from quotes.tracking.words import fingerprints_of, key_of, words_of

SAID = ("said_on", "said_precision", "said_basis", "said_text", "said_confidence")

# What was quoted, though a newer text of the article may not hold it any more.
QUOTED = "q.status <> 'rejected' AND NOT q.gone"

SELECT = f"""
SELECT q.pk, q.id, q.start, q.revision, q.live, q.status, q.text, q.spans, q.form, q.mention, q.cue,
    q.relayer, q.confidence, q.extractor, q.day, q.read_name, q.read_kind, q.read_said, q.said_on,
    q.said_precision, q.said_basis, q.said_text, q.said_confidence, q.read_said_confidence, q.factuality,
    q.read_factuality, q.speaker_decided, q.said_decided, q.factuality_decided, q.gone,
    q.first_revision, r.id AS replaces,
    q.speaker AS speaker_pk, q.statement AS statement_pk, st.id AS statement_id,
    s.name AS speaker_name, s.slug AS speaker_slug, s.kind AS speaker_kind,
    s.wikidata AS speaker_wikidata,
    rs.name AS read_speaker_name, rs.slug AS read_speaker_slug, rs.kind AS read_speaker_kind,
    a.pk AS article_pk, a.id AS article_id, a.title, a.url, a.publisher, a.author, a.published, a.collected,
    {OF_QUOTE}
FROM quotes q
JOIN articles a ON a.pk = q.article
JOIN statements st ON st.pk = q.statement
LEFT JOIN speakers s ON s.pk = q.speaker
LEFT JOIN speakers rs ON rs.pk = q.read_speaker
LEFT JOIN quotes r ON r.pk = q.replaces
"""


def add(
    db: Database, article: Row, quote: Quote, speaker: int | None, extractor: str, replaces: int | None = None
) -> int:
    """Store a quote of an article's latest revision, on a statement of its own; its pk.

    `replaces` is the quote of the revision before that this one words anew: whose that was, when it was said
    and whether, if people have decided it, holds for this one too.
    """
    start = quote.spans[0].start
    identifier = _free_id(db, article["id"], article["revision"], start)
    root = speakers.root(db, speaker)
    row = {
        "id": identifier,
        "article": article["pk"],
        "revision": article["revision"],
        "first_revision": article["revision"],
        "start": start,
        "speaker": root,
        "read_speaker": speaker,
        "extractor": extractor,
        "replaces": replaces,
        **_read(quote),
        **_holding(quote, article["day"]),
        "factuality": quote.factuality,
        **(_handed_on(db, replaces) if replaces is not None else {}),
    }
    row["statement"] = statements.add(db, row["speaker"], identifier)
    pk = db.table("quotes").insert(row).last_pk
    assert isinstance(pk, int)
    index(db, pk, row["speaker"], quote.text)
    return pk


def _handed_on(db: Database, replaced: int) -> Row:
    """The columns of a quote's speaker, date and factuality that people have decided."""
    row = one(db, "SELECT * FROM quotes WHERE pk = :pk", pk=replaced)
    assert row is not None
    speaker = ("speaker", "decided_speaker", "speaker_decided") if row["speaker_decided"] else ()
    said = ("day", *SAID, "said_decided") if row["said_decided"] else ()
    factuality = ("factuality", "factuality_decided") if row["factuality_decided"] else ()
    return {name: row[name] for name in (*speaker, *said, *factuality)}


def update(
    db: Database, article: Row, row: Row, quote: Quote, speaker: int | None, extractor: str
) -> dict[str, tuple[Any, Any]]:
    """Let a stored quote be as it was read again; what of it has changed, before and after.

    `row` is the quote as `standing` has it. What people have decided holds on.
    """
    new = {
        **_read(quote),
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
        new |= _holding(quote, article["day"])
    if not new.get("factuality_decided", row["factuality_decided"]):
        new["factuality"] = quote.factuality
    if not new.get("speaker_decided", row["speaker_decided"]):
        new["speaker"] = speakers.root(db, speaker)
    db.table("quotes").update(row["pk"], new)
    index(db, row["pk"], new.get("speaker", row["speaker"]), quote.text)
    if row["words"] != new["words"]:
        runs.forget(db, row["text"])
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
    """Let a confirmed quote stand, and keep beside it whether it is read as said now; what changes of that.

    It may have been confirmed when neither this nor how sure a date is was read.
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
    """The columns by which what a person has confirmed stays, where it is read otherwise now.

    Who is named now and was nobody, or unnamed, before contradicts nothing.
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
    """The quotes that were read in a revision of an article, as they are stored."""
    rows = db.query(
        "SELECT * FROM quotes WHERE article = :article AND revision = :revision ORDER BY start, pk",
        {"article": article, "revision": revision},
    )
    return [{**row, "spans": json.loads(row["spans"])} for row in rows]


def drop(db: Database, quote: int, *, same_text: bool) -> None:
    """Take a quote out of every list and count, as no longer found: in the same text, or in a newer one."""
    db.execute("UPDATE quotes SET live = 0, gone = ? WHERE pk = ?", (int(same_text), quote))


def id_of(db: Database, quote: int) -> str:
    """The id of a stored quote."""
    row = one(db, "SELECT id FROM quotes WHERE pk = :pk", pk=quote)
    assert row is not None
    return str(row["id"])


def note_reading(
    db: Database, quote: int, at: str, extractor: str, fields: dict[str, tuple[Any, Any]]
) -> None:
    """Write down that a newer reading has changed a quote."""
    told = {
        name: tuple(json.loads(value) if name == "said" and value else value for value in values)
        for name, values in fields.items()
    }
    entry = {"at": at, "source": "machine", "made_by": extractor}
    history.note(db, quote, entry, {name: (before, after) for name, (before, after) in told.items()})


def _free_id(db: Database, article: str, revision: int, start: int) -> str:
    """The place's id, numbered where a quote that has moved since has it already."""
    ids = (quote_id(article, revision, start, number) for number in numbers())
    return next(name for name in ids if one(db, "SELECT 1 FROM quotes WHERE id = :id", id=name) is None)


def index(db: Database, quote: int, speaker: int | None, text: str) -> None:
    """Make what a quote's wording is found by, among the quotes of its speaker and among all."""
    _index_of_speaker(db, quote, speaker, normal_words(text))
    claims.put(db, quote, speaker, text)
    runs.add(db, text)


def index_all(db: Database) -> None:
    """Make again what the wordings of all quotes are found by."""
    for row in list(db.query("SELECT pk, speaker, text FROM quotes")):
        key = key_of(words_of(row["text"]))
        db.execute("UPDATE quotes SET words = ? WHERE pk = ?", (key, row["pk"]))
        _index_of_speaker(db, row["pk"], row["speaker"], normal_words(row["text"]))
    db.execute("DELETE FROM runs")
    runs.add_many(db, (text for (text,) in db.execute("SELECT text FROM quotes")))


def _index_of_speaker(db: Database, quote: int, speaker: int | None, words: list[str]) -> None:
    db.execute("DELETE FROM fingerprints WHERE quote = ?", (quote,))
    if speaker is not None:
        marks = [(speaker, mark, quote) for mark in sorted(fingerprints_of(words))]
        db.conn.executemany("INSERT INTO fingerprints (speaker, mark, quote) VALUES (?, ?, ?)", marks)


def _read(quote: Quote) -> Row:
    """The columns that hold the machine's reading."""
    record = quote.as_record()
    return {
        "words": key_of(words_of(quote.text)),
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
    """The date as it was read, without how sure that is: a date of which only this changes is the same."""
    if said is None:
        return None
    kept = {name: said[name] for name in ("on", "precision", "basis", "text")}
    return json.dumps(kept, separators=(",", ":"))


def _holding(quote: Quote, published: str) -> Row:
    """The columns that hold when a quote was said, as long as nobody has decided otherwise."""
    said = quote.said
    return {
        "day": said.on.isoformat() if said and said.on else published,
        "said_on": said.on.isoformat() if said and said.on else None,
        "said_precision": said.precision if said else None,
        "said_basis": said.basis if said else None,
        "said_text": said.text if said else None,
        "said_confidence": quote.as_record()["said"]["confidence"] if said else None,
    }


def get(db: Database, identifier: str) -> Row | None:
    """One quote, wherever it stands, superseded and rejected ones included."""
    row = one(db, f"{SELECT} WHERE q.id = :id", id=identifier)
    return None if row is None else shown(row)


def of_article(db: Database, article: int, revision: int) -> list[Row]:
    """The quotes of a revision of an article, in the order of the text."""
    return _shown(
        db,
        "WHERE q.article = :article AND q.revision = :revision AND q.status <> 'rejected' AND NOT q.gone"
        " ORDER BY q.start",
        article=article,
        revision=revision,
    )


def superseded(db: Database, article: int) -> list[Row]:
    """The quotes that stood in earlier texts of an article and do not in its latest, in order."""
    return _shown(
        db,
        "WHERE q.article = :article AND q.revision < a.revision AND q.status <> 'rejected' AND NOT q.gone"
        " ORDER BY q.revision, q.start",
        article=article,
    )


def of_statement(db: Database, statement: int) -> list[Row]:
    """The reports of a statement, the first published first."""
    order = "ORDER BY a.day = '', a.day, a.collected, q.id"
    return _shown(db, f"WHERE q.statement = :statement AND q.live {order}", statement=statement)


def by_pk(db: Database, pks: Sequence[int]) -> list[Row]:
    """These quotes, in this order."""
    if not pks:
        return []
    wanted, values = listed("pk", list(pks))
    found = {row["pk"]: row for row in _shown(db, f"WHERE q.pk IN {wanted}", **values)}
    return [found[pk] for pk in pks if pk in found]


def wordings(db: Database, keys: Sequence[int]) -> dict[int, str]:
    """A text of each wording that is known by these keys, if it was quoted."""
    sql = f"SELECT q.text FROM quotes q WHERE q.words = ? AND {QUOTED} LIMIT 1"
    found = ((key, db.execute(sql, (key,)).fetchone()) for key in keys)
    return {key: row[0] for key, row in found if row is not None}


def wordings_of(db: Database, keys: Sequence[int], asked: Sequence[int]) -> set[int]:
    """Which of these wordings these speakers are quoted with."""
    if not keys:
        return set()
    listed_keys, places = ", ".join(["(?)"] * len(keys)), ", ".join("?" * len(asked))
    rows = db.execute(
        f"WITH wanted (key) AS (VALUES {listed_keys}) SELECT key FROM wanted WHERE EXISTS"
        f" (SELECT 1 FROM quotes q WHERE q.words = key AND q.speaker IN ({places}) AND {QUOTED})",
        (*keys, *asked),
    )
    return {key for (key,) in rows}


def wordings_marked(db: Database, speaker: int, fingerprint: int, most: int) -> list[int]:
    """Wordings of a speaker's quotes that have a fingerprint, by key; of `most` quotes, if there are more."""
    rows = db.execute(
        "SELECT DISTINCT q.words FROM"
        " (SELECT quote FROM fingerprints WHERE speaker = ? AND mark = ? LIMIT ?) f"
        " JOIN quotes q ON q.pk = f.quote",
        (speaker, fingerprint, most),
    )
    return [key for (key,) in rows]


def of_wording(
    db: Database, key: int, most: int, asked: Sequence[int] = (), *, said: bool = True
) -> list[Row]:
    """Quotes of a wording that were said, or those that were not; of `asked` alone if it is given.

    Each with `pk`, `speaker`, `statement`, `live`, `day` and `factuality`.
    """
    names = ("pk", "speaker", "statement", "live", "day", "factuality")
    theirs = f"AND q.speaker IN ({', '.join('?' * len(asked))})" if asked else ""
    rows = db.execute(
        f"SELECT {', '.join(f'q.{name}' for name in names)} FROM quotes q WHERE q.words = ? {theirs}"
        f" AND {QUOTED} AND q.factuality {'=' if said else '<>'} 'said' LIMIT ?",
        (key, *asked, most),
    )
    return [dict(zip(names, row, strict=True)) for row in rows]


def shown(row: Mapping[str, Any]) -> Row:
    """A joined row as the one shape that quotes have everywhere."""
    said = said_of(row)
    return {
        **row,
        "spans": json.loads(row["spans"]),
        "mention": json.loads(row["mention"]) if row["mention"] else None,
        "cue": json.loads(row["cue"]) if row["cue"] else None,
        "speaker": speakers.shown(row),
        "reading": _reading(row),
        "said": said,
        "current": bool(row["live"]),
        "about": about_of(row),
        "article": {
            "id": row["article_id"],
            "title": row["title"],
            "url": row["url"],
            "publisher": row["publisher"],
            "author": row["author"],
            "published": row["published"],
        },
    }


def _reading(row: Mapping[str, Any]) -> Row:
    """What the machine has read of a quote, whatever people have decided."""
    read = {
        **row,
        "speaker_name": row["read_speaker_name"],
        "speaker_slug": row["read_speaker_slug"],
        "speaker_kind": row["read_speaker_kind"],
        "speaker_decided": 0,
    }
    said = json.loads(row["read_said"]) if row["read_said"] else None
    return {
        "speaker": speakers.shown(read),
        "said": said and {**said, "confidence": row["read_said_confidence"]},
        "factuality": row["read_factuality"],
    }


def _shown(db: Database, condition: str, **values: Any) -> list[Row]:
    return [shown(row) for row in list(db.query(f"{SELECT} {condition}", values))]
