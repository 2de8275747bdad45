"""Speakers, their names, and the articles that use each name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlite_utils import Database

from quotes.store import search
from quotes.store.identity import roles
from quotes.store.listing import Listing, Page, Row, insert, listed, one
from quotes.tracking.identity.names_alike import keys as identity_keys
from quotes.tracking.names import (
    canonical,
    folded,
    keys_of,
    keys_to_find,
    same_class,
    slug_of,
    sort_key,
)
from quotes.tracking.speakers import Known, meant

FIELDS = "s.pk, s.slug, s.name, s.kind, s.quotes, s.last_day, s.sort"
SELECT = f"SELECT {FIELDS} FROM speakers s"
# Slugs that no speaker may have, since /api/speakers has other addresses with these names.
RESERVED = frozenset(("suggestions", "import"))
# Kinds of speakers that are never mistaken for each other.
CLASSES = ("person", "organization")
ORDERS = {"name": ("sort", False), "quotes": ("quotes", True), "recent": ("last_day", True)}


def resembling(db: Database, name: str, kind: str) -> list[Known]:
    """The speakers that a name belongs to or may belong to, including merged ones."""
    keys, values = listed("key", sorted(keys_to_find(name, kind)))
    rows = db.query(
        "SELECT s.pk, s.kind, coalesce(s.merged_into, s.pk) AS root,"
        " s.merged_into IS NULL AND s.in_doubt AS in_doubt"
        " FROM speakers s WHERE s.pk IN"
        f" (SELECT speaker FROM speaker_keys WHERE key IN {keys})",
        values,
    )
    return [
        Known(row["pk"], row["kind"], frozenset(names_of(db, row["pk"])), row["root"], bool(row["in_doubt"]))
        for row in list(rows)
        if same_class(row["kind"], kind)
    ]


def names_of(db: Database, speaker: int) -> list[str]:
    """Every name of a speaker, the oldest first."""
    rows = db.query("SELECT name FROM speaker_names WHERE speaker = :pk ORDER BY pk", {"pk": speaker})
    return [row["name"] for row in rows]


def add(db: Database, name: str, kind: str, created: str) -> int:
    """Make a speaker with this name. Returns its pk."""
    row = {
        "slug": _free_slug(db, name),
        "name": name,
        "sort": sort_key(name),
        "kind": kind,
        "created": created,
    }
    return insert(db, "speakers", row)


def seen(db: Database, speaker: int, name: str, article: int) -> bool:
    """Record that an article uses this name for a speaker. Returns whether it is the first."""
    pk = named(db, speaker, name)
    db.execute("INSERT OR IGNORE INTO names_seen (name, article) VALUES (?, ?)", (pk, article))
    row = one(db, "SELECT articles FROM speaker_names WHERE pk = :pk", pk=pk)
    return row is not None and row["articles"] <= 1


def no_longer_seen(db: Database, article: int) -> list[int]:
    """Forget names that an article no longer uses. Returns the speakers who lost a name by this.

    A name that no article uses is deleted, unless a person gave it or it is the speaker's last one.
    """
    lost = list(
        db.query(
            "SELECT n.pk, n.speaker FROM names_seen w JOIN speaker_names n ON n.pk = w.name"
            " WHERE w.article = :article AND NOT EXISTS (SELECT 1 FROM quotes q WHERE q.article = :article"
            # The plus keeps SQLite from scanning all quotes of the speaker.
            " AND +q.read_speaker = n.speaker AND q.read_name = n.name AND NOT q.gone)",
            {"article": article},
        )
    )
    for name in lost:
        db.execute("DELETE FROM names_seen WHERE name = ? AND article = ?", (name["pk"], article))
        db.execute(
            "DELETE FROM speaker_names WHERE pk = :pk AND articles = 0 AND NOT given AND EXISTS"
            " (SELECT 1 FROM speaker_names o WHERE o.speaker = :speaker AND (o.articles > 0 OR o.given))",
            name,
        )
    poorer = sorted({name["speaker"] for name in lost})
    for speaker in poorer:
        index_again(db, speaker)
    return poorer


def call_best(db: Database, speaker: int) -> None:
    """Choose a speaker's canonical name, unless people have chosen one.

    Names that evidence joined are considered; those of speakers whom people merged are not.
    """
    row = one(db, "SELECT name, kind, named_by_hand FROM speakers WHERE pk = :pk", pk=speaker)
    assert row is not None
    if row["named_by_hand"]:
        return
    rows = db.query(
        "SELECT name, articles FROM speaker_names WHERE speaker = :pk OR speaker IN"
        " (SELECT speaker FROM joins WHERE root = :pk)",
        {"pk": speaker},
    )
    names = [(known["name"], known["articles"]) for known in rows]
    better = canonical(names, row["kind"]) if names else row["name"]
    if better != row["name"]:
        db.table("speakers").update(speaker, {"name": better, "sort": sort_key(better)})


def named(db: Database, speaker: int, name: str, *, given: bool = False) -> int:
    """Add a name, read in an article or `given` by a person, to a speaker. Returns the name's pk."""
    sql = "SELECT pk FROM speaker_names WHERE speaker = :speaker AND name = :name"
    known = one(db, sql, speaker=speaker, name=name)
    if known is not None:
        db.execute("UPDATE speaker_names SET given = max(given, ?) WHERE pk = ?", (given, known["pk"]))
        return int(known["pk"])
    kind = _kind(db, speaker)
    row = {"speaker": speaker, "name": name, "folded": folded(name, kind), "given": int(given)}
    pk = insert(db, "speaker_names", row)
    _index(db, speaker, name, kind)
    return pk


def get(db: Database, slug: str) -> Row | None:
    """A speaker as people have described it; its names are in `name_evidence.names_of`."""
    row = one(db, f"{SELECT} WHERE s.slug = :slug", slug=slug)
    if row is None:
        return None
    more = one(
        db,
        "SELECT s.description, s.wikidata, r.slug AS merged_into FROM speakers s"
        " LEFT JOIN speakers r ON r.pk = s.merged_into WHERE s.pk = :pk",
        pk=row["pk"],
    )
    assert more is not None
    return {**row, **more, "roles": roles.of(db, row["pk"])}


def by_pk(db: Database, pks: Sequence[int]) -> list[Row]:
    """These speakers, as in lists, in no particular order."""
    wanted, values = listed("pk", list(pks))
    return list(db.query(f"{SELECT} WHERE s.pk IN {wanted}", values))


def pk_of(db: Database, slug: str) -> int | None:
    """The speaker with a slug, or the one it was merged into."""
    row = one(db, "SELECT coalesce(merged_into, pk) AS pk FROM speakers WHERE slug = :slug", slug=slug)
    return None if row is None else int(row["pk"])


def root(db: Database, speaker: int | None) -> int | None:
    """The speaker that this one was merged into, or itself."""
    if speaker is None:
        return None
    row = one(db, "SELECT coalesce(merged_into, pk) AS root FROM speakers WHERE pk = :pk", pk=speaker)
    assert row is not None
    return int(row["root"])


def name_of(db: Database, speaker: int) -> str:
    """A speaker's canonical name."""
    row = one(db, "SELECT name FROM speakers WHERE pk = :pk", pk=speaker)
    assert row is not None
    return str(row["name"])


def called(db: Database, name: str) -> list[int]:
    """The speakers that a query may mean: by slug, name, ending of a name, or parts of it."""
    row = one(db, "SELECT coalesce(merged_into, pk) AS pk FROM speakers WHERE slug = :slug", slug=name)
    if row is not None:
        return [row["pk"]]
    found = {known.root for kind in CLASSES for known in resembling(db, name, kind) if meant(name, known)}
    if not found:
        rows = db.query(
            "SELECT DISTINCT coalesce(s.merged_into, s.pk) AS pk FROM speaker_names_search f"
            " JOIN speaker_names n ON n.pk = f.rowid JOIN speakers s ON s.pk = n.speaker"
            " WHERE f.speaker_names_search MATCH :name LIMIT 100",
            {"name": search.all_of(name)},
        )
        found = {row["pk"] for row in rows}
    return sorted(found)


def parts_of_names(db: Database, words: Iterable[str]) -> frozenset[str]:
    """Those of the words that occur in some speaker's name."""
    sql = "SELECT 1 FROM speaker_names_search WHERE speaker_names_search MATCH :word LIMIT 1"
    named = (word for word in words if word[0].isalnum())
    return frozenset(word for word in named if one(db, sql, word=search.all_of(word)) is not None)


def listing(
    db: Database,
    *,
    q: str | None = None,
    kind: str | None = None,
    sort: str = "name",
    limit: int = 20,
    cursor: str | None = None,
) -> Page:
    """The speakers who are quoted. Raises cursor.BadCursor and search.NoWords."""
    return list_of(q, kind, sort).page(db, limit, cursor, dict)


def list_of(q: str | None, kind: str | None, sort: str) -> Listing:
    order, descending = ORDERS[sort]
    rows = Listing("speakers", SELECT, "s", order, descending, numeric=order == "quotes")
    rows.where("+s.quotes > 0")  # the plus keeps SQLite from sorting what an index on quotes has found
    rows.where_given("s.kind = :kind", kind=kind)
    if q is not None:
        rows.where(
            "s.pk IN (SELECT coalesce(m.merged_into, m.pk) FROM speaker_names_search f"
            " JOIN speaker_names n ON n.pk = f.rowid JOIN speakers m ON m.pk = n.speaker"
            " WHERE f.speaker_names_search MATCH :q)",
            q=search.starting_with(q),
        )
    return rows


def shown(row: Mapping[str, Any], name: str = "speaker_name") -> Row | None:
    """The source in a joined row of a quote or statement: a speaker, an unnamed source, or None."""
    if row["speaker_slug"] is not None:
        return {"name": row[name], "slug": row["speaker_slug"], "kind": row["speaker_kind"]}
    if row["read_name"] is None or row["speaker_decided"]:
        return None
    return {"name": row["read_name"], "slug": None, "kind": row["read_kind"]}


def index_all(db: Database) -> None:
    """Make the keys of all names again."""
    db.execute("DELETE FROM speaker_keys")
    rows = db.query(
        "SELECT n.speaker, n.name, s.kind FROM speaker_names n JOIN speakers s ON s.pk = n.speaker"
    )
    for row in list(rows):
        _index(db, row["speaker"], row["name"], row["kind"])


def index_again(db: Database, speaker: int) -> None:
    """Make the keys of a speaker's names again, after its kind has changed."""
    db.execute("DELETE FROM speaker_keys WHERE speaker = ?", (speaker,))
    kind = _kind(db, speaker)
    for name in names_of(db, speaker):
        _index(db, speaker, name, kind)


def keys(name: str, kind: str) -> frozenset[str]:
    """The keys that find a speaker with this name."""
    return keys_of(name, kind) | identity_keys(name, kind)


def _index(db: Database, speaker: int, name: str, kind: str) -> None:
    rows = [(key, speaker) for key in sorted(keys(name, kind))]
    db.conn.executemany("INSERT OR IGNORE INTO speaker_keys (key, speaker) VALUES (?, ?)", rows)


def _kind(db: Database, speaker: int) -> str:
    row = one(db, "SELECT kind FROM speakers WHERE pk = :pk", pk=speaker)
    assert row is not None
    return str(row["kind"])


def _free_slug(db: Database, name: str) -> str:
    """The slug of a name, with a number if another speaker has it."""
    slug = slug_of(name)
    taken = RESERVED | {
        row["slug"]
        for row in db.query(
            "SELECT slug FROM speakers WHERE slug = :slug OR slug BETWEEN :low AND :high",
            {"slug": slug, "low": f"{slug}-", "high": f"{slug}-:"},  # ":" sorts after every digit
        )
    }
    return next(
        slug if number == 1 else f"{slug}-{number}"
        for number in range(1, len(taken) + 2)
        if (slug if number == 1 else f"{slug}-{number}") not in taken
    )
