"""Reading quotes: one, or those of an article, a statement or a wording."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlite_utils import Database

from quotes.store.identity import speakers
from quotes.store.listing import Row, listed, one
from quotes.store.quotations.said_columns import said_of
from quotes.store.quotations.topic_columns import OF_QUOTE, about_of

# Not rejected, and still found in its own text, though perhaps not in a newer text of the article.
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
    a.pk AS article_pk, a.id AS article_id, a.title, a.url, o.name AS publisher, a.author, a.published,
    a.archived_copy, a.copied_at, a.collected,
    {OF_QUOTE}
FROM quotes q
JOIN articles a ON a.pk = q.article
LEFT JOIN outlets o ON o.pk = a.outlet
JOIN statements st ON st.pk = q.statement
LEFT JOIN speakers s ON s.pk = q.speaker
LEFT JOIN placings pl ON pl.speaker = q.read_speaker AND pl.article = q.article
LEFT JOIN joins j ON j.speaker = coalesce(pl.meant, q.read_speaker)
LEFT JOIN speakers rs ON rs.pk = coalesce(j.root, pl.meant, q.read_speaker)
LEFT JOIN quotes r ON r.pk = q.replaces
"""


def get(db: Database, identifier: str) -> Row | None:
    """One quote, which may be superseded or rejected.

    The id may be that of a quote that was replaced by another when two articles were joined.
    """
    row = one(
        db,
        f"{SELECT} WHERE q.pk = (SELECT coalesce(m.moved_to, m.pk) FROM quotes m WHERE m.id = :id)",
        id=identifier,
    )
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
    """The quotes in earlier texts of an article that are not in its latest one, in order."""
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
    """A text for each of these wordings, by key, if it was quoted."""
    sql = f"SELECT q.text FROM quotes q WHERE q.words = ? AND {QUOTED} LIMIT 1"
    found = ((key, db.execute(sql, (key,)).fetchone()) for key in keys)
    return {key: row[0] for key, row in found if row is not None}


def wordings_of(db: Database, keys: Sequence[int], asked: Sequence[int]) -> set[int]:
    """Those of the wordings that any of these speakers is quoted with."""
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
    """The wordings, by key, of at most `most` quotes of a speaker that have a fingerprint."""
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
    """Quotes of a wording that were said, or those that were not; only of the speakers `asked`, if given.

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
    """A joined row in the form that quotes have everywhere."""
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
            "archived_copy": row["archived_copy"],
            "copied_at": row["copied_at"],
        },
    }


def _reading(row: Mapping[str, Any]) -> Row:
    """What the extractor read, whatever people have decided."""
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
