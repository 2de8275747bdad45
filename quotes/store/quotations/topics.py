"""Topics of quotes and statements across articles, and which topics are speakers.

The topics of one speaker are counted together under one of them, the root. Which topics are speakers is
decided again whenever a speaker gets a name, so that it does not depend on the order of articles.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from sqlite_utils import Database

from quotes.extraction import Topic, TopicKind, TopicPlace
from quotes.store.identity import speakers
from quotes.store.listing import Row, insert, listed, one
from quotes.store.tracking import statements
from quotes.tracking.names import keys_of, keys_to_find, same_class
from quotes.tracking.speakers import match
from quotes.tracking.topics import SPEAKING, better, key_of, name_of


def put(db: Database, quote: int, topics: Sequence[Topic]) -> None:
    """Replace a quote's topics; the caller must then refresh its statement."""
    rows: dict[int, tuple[int, int, str, str, int]] = {}
    keyed = [about(topic) for topic in topics]
    pks = _topics(db, keyed)
    for number, topic in enumerate(keyed):
        pk = pks[topic.key]
        rows.setdefault(pk, (quote, pk, topic.kind, topic.where, number))
    present = db.execute("SELECT * FROM quote_topics WHERE quote = ? ORDER BY number", (quote,)).fetchall()
    if present == list(rows.values()):
        return
    db.execute("DELETE FROM quote_topics WHERE quote = ?", (quote,))
    db.conn.executemany(
        "INSERT INTO quote_topics (quote, topic, kind, place, number) VALUES (?, ?, ?, ?, ?)",
        list(rows.values()),
    )
    for kind in dict.fromkeys(topic.kind for topic in topics):
        _settle_kinds(db, [pk for pk, row in rows.items() if row[2] == kind], kind)


class About(NamedTuple):
    """A topic of a quote, with its key and name across articles."""

    key: str
    name: str
    kind: TopicKind
    where: TopicPlace


def about(topic: Topic) -> About:
    """Prepare a topic for storage."""
    key, name = key_of(topic.name, topic.kind), name_of(topic.name, topic.kind)
    return About(key, name, topic.kind, topic.where)


def put_new(db: Database, quotes: Iterable[tuple[int, Sequence[About]]]) -> None:
    """Store the topics of new quotes, given by pk; their statements are filled in later."""
    told = list(quotes)
    topics = _topics(db, [topic for _, several in told for topic in several])
    rows: dict[tuple[int, int], tuple[int, int, str, str, int]] = {}
    for quote, several in told:
        for number, topic in enumerate(several):
            pk = topics[topic.key]
            rows.setdefault((quote, pk), (quote, pk, topic.kind, topic.where, number))
    db.conn.executemany(
        "INSERT INTO quote_topics (quote, topic, kind, place, number) VALUES (?, ?, ?, ?, ?)",
        list(rows.values()),
    )
    for pk, kind in {(row[1], row[2]): None for row in rows.values()}:
        _settle_kinds(db, [pk], kind)


def _topics(db: Database, told: Sequence[About]) -> dict[str, int]:
    """The topic for each key, made if new; made in order, since a speaker's first topic is its root."""
    asked = (json.dumps(sorted({topic.key for topic in told})),)
    sql = "SELECT key, pk, name FROM topics WHERE key IN (SELECT value FROM json_each(?))"
    known = {key: (pk, name) for key, pk, name in db.execute(sql, asked)}
    new: dict[int, About] = {}
    for topic in told:
        if topic.key not in known:
            pk = insert(db, "topics", {"key": topic.key, "name": topic.name, "kind": topic.kind})
            known[topic.key] = (pk, topic.name)
            new[pk] = topic
        pk, name = known[topic.key]
        if better(name, topic.name) != name:
            known[topic.key] = (pk, topic.name)
            db.execute("UPDATE topics SET name = ? WHERE pk = ?", (topic.name, pk))
    for pk, topic in new.items():
        _index(db, pk, topic.name, topic.kind)
    _link(db, _maybe_speakers(db, new))
    return {key: pk for key, (pk, _) in known.items()}


def _maybe_speakers(db: Database, topics: Mapping[int, About]) -> list[int]:
    """The topics whose names share a key with a speaker's name."""
    keys = [
        (pk, key)
        for pk, topic in topics.items()
        if topic.kind in SPEAKING
        for key in keys_to_find(topic.name, topic.kind)
    ]
    sql = (
        "SELECT DISTINCT asked.value ->> 0 FROM json_each(?) asked"
        " JOIN speaker_keys k ON k.key = asked.value ->> 1 ORDER BY 1"
    )
    return [pk for (pk,) in db.execute(sql, (json.dumps(keys),))]


def follow(db: Database, speaker: int) -> None:
    """Find the topics of a speaker again, after it got a name, was merged or was separated."""
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


def index_all(db: Database) -> None:
    """Make all topics again: which names are one topic, and which topics are speakers."""
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
        _index(db, pk, *_name_and_kind(db, pk))
    db.execute("DELETE FROM topics WHERE key LIKE 'old %'")
    _link(db, list(first.values()))
    named = "SELECT DISTINCT q.statement AS pk FROM quote_topics x JOIN quotes q ON q.pk = x.quote"
    statements.refresh(db, [row["pk"] for row in list(db.query(named))])


def _index(db: Database, topic: int, name: str, kind: TopicKind) -> None:
    """Index a topic, so that it is found when a speaker gets its name."""
    if kind in SPEAKING:
        keys = [(key, topic) for key in sorted(keys_of(name, kind))]
        db.conn.executemany("INSERT OR IGNORE INTO topic_keys (key, topic) VALUES (?, ?)", keys)


def _name_and_kind(db: Database, topic: int) -> tuple[str, TopicKind]:
    row = _row(db, topic)
    return row["name"], row["kind"]


def _settle_kinds(db: Database, topics: Iterable[int], kind: str) -> None:
    """Give topics that were just read with another kind the kind that they are read with most often."""
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
            _index(db, pk, *_name_and_kind(db, pk))
            _link(db, [pk])


def _link(db: Database, topics: Iterable[int]) -> None:
    """Find the speakers of topics, and count the topics of one speaker as one."""
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
    """The speaker that a name certainly means, if there is exactly one."""
    if kind not in SPEAKING:
        return None
    # A row made for a name of several speakers is certainly none of them.
    known = [
        replace(one, in_doubt=False)
        for one in speakers.resembling(db, name, kind)
        if same_class(one.kind, kind)
    ]
    return speakers.root(db, match(name, kind, known))


def _of_speaker(db: Database, speaker: int | None) -> list[int]:
    """The topics of a speaker; the first is the root."""
    if speaker is None:
        return []
    rows = db.query("SELECT pk FROM topics WHERE speaker = :speaker ORDER BY pk", {"speaker": speaker})
    return [row["pk"] for row in rows]


def _row(db: Database, topic: int) -> Row:
    row = one(db, "SELECT pk, name, kind, speaker FROM topics WHERE pk = :pk", pk=topic)
    assert row is not None
    return row
