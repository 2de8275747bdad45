"""What quotes and statements are about: topics across articles, and which of them are speakers.

A topic that is a speaker is counted with the speaker's other names under one of them, its root. Which topics
are speakers is found anew whenever a speaker gets a name, so that it does not depend on what came first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlite_utils import Database

from quotes.extraction import Topic
from quotes.store.identity import speakers
from quotes.store.listing import Listing, Page, Row, listed, one
from quotes.store.tracking import statements
from quotes.tracking.names import folded, keys_of, keys_to_find, same_class
from quotes.tracking.speakers import match
from quotes.tracking.topics import SPEAKING, better, key_of, keys_asked, name_of

# A surname that is asked for means no more persons than this.
MOST_MEANT = 20

# Whom counts are of that are nobody's in particular.
EVERYBODY = 0

SHOWN = "t.pk, coalesce(s.name, t.name) AS name, t.kind, s.slug, c.statements, c.topic"
JOINED = "CROSS JOIN topics t ON t.pk = c.topic LEFT JOIN speakers s ON s.pk = t.speaker"


def put(db: Database, quote: int, about: Sequence[Topic]) -> None:
    """Let a quote be about these topics and no others; its statement is to be refreshed then."""
    rows: dict[int, tuple[int, int, str, str, int]] = {}
    for number, topic in enumerate(about):
        pk = _topic(db, topic)
        rows.setdefault(pk, (quote, pk, topic.kind, topic.where, number))
    present = db.execute("SELECT * FROM quote_topics WHERE quote = ? ORDER BY number", (quote,)).fetchall()
    if present == list(rows.values()):
        return
    db.execute("DELETE FROM quote_topics WHERE quote = ?", (quote,))
    db.conn.executemany(
        "INSERT INTO quote_topics (quote, topic, kind, place, number) VALUES (?, ?, ?, ?, ?)",
        list(rows.values()),
    )
    for topic in {topic.kind: topic for topic in about}.values():
        _settle_kinds(db, [pk for pk, row in rows.items() if row[2] == topic.kind], topic.kind)


def follow(db: Database, speaker: int) -> None:
    """Find which topics are this speaker, who has a new name, or is or was merged with another."""
    root = speakers.root(db, speaker)
    rows = db.query(
        "SELECT n.name, s.kind FROM speaker_names n JOIN speakers s ON s.pk = n.speaker"
        " WHERE s.pk IN (:speaker, :root) OR s.merged_into IN (:speaker, :root)",
        {"speaker": speaker, "root": root},
    )
    keys = {key for row in list(rows) for key in keys_to_find(row["name"], row["kind"])}
    wanted, values = listed("key", sorted(keys))
    found = db.query(
        f"SELECT topic AS pk FROM topic_keys WHERE key IN {wanted} UNION"
        " SELECT t.pk FROM topics t JOIN speakers s ON s.pk = t.speaker"
        " WHERE s.pk IN (:speaker, :root) OR s.merged_into IN (:speaker, :root)",
        {**values, "speaker": speaker, "root": root},
    )
    _link(db, [row["pk"] for row in list(found)])


def called(db: Database, text: str) -> tuple[int, ...]:
    """The topics that somebody means by a name in any form, a speaker's slug, or a surname; none if none.

    A surname means all who have it, but the name of a place or an organization means no person.
    """
    named = _named(db, text)
    if any(kind != "person" for kind in named.values()):
        return tuple(named)
    return tuple(sorted({*named, *_ending_in(db, text)}))


def listing(
    db: Database,
    filters: statements.Filters,
    kind: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> Page:
    """What the statements that the filters leave are about, what most are first, with their number.

    Raises cursor.BadCursor and search.NoWords.
    """
    rows = list_of(filters, kind, common=statements.is_common(db, filters))
    return rows.page(db, limit, cursor, dict)


def list_of(filters: statements.Filters, kind: str | None = None, *, common: bool = False) -> Listing:
    """The list of topics; read from counts that are kept where only the speaker is asked for."""
    if filters == statements.Filters(speaker=filters.speaker):
        select = f"SELECT {SHOWN} FROM topic_counts c {JOINED}"
        rows = Listing("topics", select, "c", "statements", numeric=True, pk="topic")
        rows.where("c.speaker = :speaker", speaker=filters.speaker or EVERYBODY)
    else:
        said = statements.list_of(filters, common=common)
        counted = (
            "SELECT x.topic, count(*) AS statements"
            f" FROM {statements.source_of(filters)} CROSS JOIN about x ON x.statement = st.pk"
            f" WHERE {' AND '.join(said.conditions)} GROUP BY x.topic"
        )
        select = f"WITH c AS MATERIALIZED ({counted}) SELECT {SHOWN} FROM c {JOINED}"
        rows = Listing("topics", select, "c", "statements", numeric=True, pk="topic", values=said.values)
    rows.where_given("t.kind = :topic_kind", topic_kind=kind)
    return rows


def _named(db: Database, text: str) -> dict[int, str]:
    """The topics of exactly this name, in any form, each with its kind."""
    keys, values = listed("key", list(keys_asked(text)))
    names, more = listed("name", [f"name {folded(text, kind)}" for kind in SPEAKING])
    rows = db.query(
        f"SELECT coalesce(root, pk) AS pk, kind FROM topics WHERE key IN {keys} OR speaker IN ("
        " SELECT coalesce(merged_into, pk) FROM speakers WHERE slug = :text"
        f" OR pk IN (SELECT speaker FROM speaker_keys WHERE key IN {names})) ORDER BY 1",
        {**values, **more, "text": text},
    )
    return {row["pk"]: row["kind"] for row in rows}


def _ending_in(db: Database, text: str) -> list[int]:
    """The persons whose names end so."""
    rows = db.query(
        "SELECT DISTINCT coalesce(t.root, t.pk) AS pk FROM topic_keys k JOIN topics t ON t.pk = k.topic"
        " WHERE k.key = :tail ORDER BY 1 LIMIT :most",
        {"tail": f"tail {folded(text, 'person')}", "most": MOST_MEANT},
    )
    return [row["pk"] for row in rows]


def index_all(db: Database) -> None:
    """Make again what topics are: which names are one, and which are speakers."""
    first: dict[str, int] = {}
    for row in list(db.query("SELECT pk, name, kind FROM topics ORDER BY pk")):
        key = key_of(row["name"], row["kind"])
        if key not in first:
            first[key] = row["pk"]
            continue
        db.execute("UPDATE OR IGNORE quote_topics SET topic = ? WHERE topic = ?", (first[key], row["pk"]))
        db.execute("DELETE FROM quote_topics WHERE topic = ?", (row["pk"],))
    db.execute("DELETE FROM topic_keys")
    db.execute("DELETE FROM about")
    db.execute("UPDATE topics SET root = NULL, speaker = NULL, key = 'old ' || pk")
    for key, pk in first.items():
        row = _row(db, pk)
        db.execute(
            "UPDATE topics SET key = ?, name = ? WHERE pk = ?", (key, name_of(row["name"], row["kind"]), pk)
        )
        _index(db, pk)
    db.execute("DELETE FROM topics WHERE key LIKE 'old %'")
    _link(db, list(first.values()))
    named = "SELECT DISTINCT q.statement AS pk FROM quote_topics x JOIN quotes q ON q.pk = x.quote"
    statements.refresh(db, [row["pk"] for row in list(db.query(named))])


def _topic(db: Database, topic: Topic) -> int:
    """The topic's pk; a new one where the name is new."""
    key, name = key_of(topic.name, topic.kind), name_of(topic.name, topic.kind)
    known = one(db, "SELECT pk, name FROM topics WHERE key = :key", key=key)
    if known is not None:
        name = better(known["name"], name)
        if name != known["name"]:
            db.execute("UPDATE topics SET name = ? WHERE pk = ?", (name, known["pk"]))
        return int(known["pk"])
    pk = db.table("topics").insert({"key": key, "name": name, "kind": topic.kind}).last_pk
    assert isinstance(pk, int)
    _index(db, pk)
    _link(db, [pk])
    return pk


def _index(db: Database, topic: int) -> None:
    """Make what a topic is found by when a speaker gets a name."""
    row = _row(db, topic)
    if row["kind"] in SPEAKING:
        keys = [(key, topic) for key in sorted(keys_of(row["name"], row["kind"]))]
        db.conn.executemany("INSERT OR IGNORE INTO topic_keys (key, topic) VALUES (?, ?)", keys)


def _settle_kinds(db: Database, topics: Iterable[int], kind: str) -> None:
    """Let topics that were read as of another kind than before be what they are most often read as."""
    for pk in topics:
        if _row(db, pk)["kind"] == kind:
            continue
        most = one(
            db,
            "SELECT kind FROM quote_topics WHERE topic = :pk"
            " GROUP BY kind ORDER BY count(*) DESC, kind DESC LIMIT 1",
            pk=pk,
        )
        if most is not None and most["kind"] != _row(db, pk)["kind"]:
            db.execute("UPDATE topics SET kind = ? WHERE pk = ?", (most["kind"], pk))
            db.execute("DELETE FROM topic_keys WHERE topic = ?", (pk,))
            _index(db, pk)
            _link(db, [pk])


def _link(db: Database, topics: Iterable[int]) -> None:
    """Find which speakers topics are, and count those of one speaker as one."""
    touched: set[int] = set()
    for pk in topics:
        row = _row(db, pk)
        speaker = _speaker(db, row["name"], row["kind"])
        if speaker != row["speaker"]:
            db.execute("UPDATE topics SET speaker = ?, root = NULL WHERE pk = ?", (speaker, pk))
            touched |= {pk, *_of_speaker(db, row["speaker"]), *_of_speaker(db, speaker)}
    for pk in touched:
        of_one = _of_speaker(db, _row(db, pk)["speaker"])
        root = of_one[0] if of_one and of_one[0] != pk else None
        db.execute("UPDATE topics SET root = ? WHERE pk = ?", (root, pk))
    wanted, values = listed("pk", sorted(touched))
    rows = db.query(
        "SELECT DISTINCT q.statement AS pk FROM quote_topics x JOIN quotes q ON q.pk = x.quote"
        f" WHERE x.topic IN {wanted}",
        values,
    )
    statements.refresh(db, [row["pk"] for row in list(rows)])


def _speaker(db: Database, name: str, kind: str) -> int | None:
    """The one speaker that a name surely means, if there is one."""
    if kind not in SPEAKING:
        return None
    # One who was made because the name is that of several is surely none of them.
    known = [
        replace(one, in_doubt=False)
        for one in speakers.resembling(db, name, kind)
        if same_class(one.kind, kind)
    ]
    return speakers.root(db, match(name, kind, known))


def _of_speaker(db: Database, speaker: int | None) -> list[int]:
    """The topics that are a speaker, the first of which counts for all."""
    if speaker is None:
        return []
    rows = db.query("SELECT pk FROM topics WHERE speaker = :speaker ORDER BY pk", {"speaker": speaker})
    return [row["pk"] for row in rows]


def _row(db: Database, topic: int) -> Row:
    row = one(db, "SELECT pk, name, kind, speaker FROM topics WHERE pk = :pk", pk=topic)
    assert row is not None
    return row
