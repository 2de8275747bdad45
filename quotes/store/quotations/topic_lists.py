"""Topics in queries and lists, with the number of statements about each."""

from __future__ import annotations

from sqlite_utils import Database

from quotes.store.listing import Listing, Page, listed
from quotes.store.tracking import statements
from quotes.tracking.names import folded
from quotes.tracking.topics import SPEAKING, keys_asked

# The most persons that a surname in a query may mean.
MOST_MEANT = 20

# The "speaker" of the counts for all speakers together.
EVERYBODY = 0

SHOWN = "t.pk, coalesce(s.name, t.name) AS name, t.kind, s.slug, c.statements, c.topic"
JOINED = "CROSS JOIN topics t ON t.pk = c.topic LEFT JOIN speakers s ON s.pk = t.speaker"


def called(db: Database, text: str) -> tuple[int, ...]:
    """The topics that a query means: a name in any spelling, a speaker's slug, or a surname.

    A surname means all persons who have it, unless it is the name of a place or an organization.
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
    """The topics of the statements that match the filters, with counts, the most frequent first.

    Raises cursor.BadCursor and search.NoWords.
    """
    rows = list_of(filters, kind, common=statements.is_common(db, filters))
    return rows.page(db, limit, cursor, dict)


def list_of(filters: statements.Filters, kind: str | None = None, *, common: bool = False) -> Listing:
    """The list of topics; read from stored counts if only the speaker is filtered."""
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
    """The topics with exactly this name, in any spelling, each with its kind."""
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
    """The persons whose names end with this text."""
    rows = db.query(
        "SELECT DISTINCT coalesce(t.root, t.pk) AS pk FROM topic_keys k JOIN topics t ON t.pk = k.topic"
        " WHERE k.key = :tail ORDER BY 1 LIMIT :most",
        {"tail": f"tail {folded(text, 'person')}", "most": MOST_MEANT},
    )
    return [row["pk"] for row in rows]
