"""Resolves all names of a file again, after the rules have changed or an older version made it.

Every name gets the row that today's rules give it, the evidence of every article is read again, and names are
joined to speakers from that. People's decisions are not changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from sqlite_utils import Database

from quotes.store.database.progress import Progress, silent
from quotes.store.identity import naming, quote_moves, quoted_sources, settling, speakers
from quotes.store.listing import Row
from quotes.store.publication import articles
from quotes.tracking.identity.repair import repaired
from quotes.tracking.names import folded, generation, parts_of, unnamed

READ = """
SELECT q.pk, q.article, q.revision = a.revision AND NOT q.gone AS current, q.read_name, q.read_kind,
    q.read_speaker, q.mention ->> 'text' AS mention, q.mention ->> 'end' <= q.cue ->> 'start' AS cue_behind,
    a.collected
FROM quotes q JOIN articles a ON a.pk = q.article WHERE q.read_kind <> 'anonymous' AND q.read_name IS NOT NULL
ORDER BY q.article, q.pk
"""

COUNT = "SELECT count(DISTINCT article) FROM quotes WHERE read_kind <> 'anonymous' AND read_name IS NOT NULL"


def settle_all(db: Database, progress: Progress = silent) -> None:
    """Resolve every name to a speaker. To be called in a transaction."""
    for table in ("sightings", "traits", "joins", "placings", "meant_by", "names_seen"):
        db.execute(f"DELETE FROM {table}")
    db.execute("UPDATE speaker_names SET articles = 0")
    _one_name_a_row(db)
    total = db.execute(COUNT).fetchone()[0]
    renamed: set[int] = set()
    for done, (article, rows) in enumerate(_by_article(db), 1):
        renamed |= _read(db, article, rows)
        progress("names read", done, total)
    _forget_unused(db)
    pks = [pk for (pk,) in db.execute("SELECT pk FROM speakers ORDER BY pk")]
    moved: set[int] = set()
    left = set(pks)
    while left:
        component = settling.component(db, min(left))
        left -= component.keys()
        moved |= settling.settle_component(db, component)
        progress("names settled", len(pks) - len(left), len(pks))
    quotes = db.execute("SELECT count(*) FROM quotes").fetchone()[0]
    progress("quotes given to another speaker", quote_moves.follow(db, moved | renamed), quotes)


def _by_article(db: Database) -> Iterator[tuple[int, list[Row]]]:
    """The quotes with a named source, article by article."""
    names = ("pk", "article", "current", "name", "kind", "speaker", "mention", "cue_behind", "collected")
    rows = (dict(zip(names, row, strict=True)) for row in db.execute(READ).fetchall())
    for article, group in groupby(rows, key=itemgetter("article")):
        yield article, list(group)


def _read(db: Database, article: int, rows: list[Row]) -> set[int]:
    """Give an article's names their rows and evidence. Returns the rows whose quotes have changed."""
    text = articles.latest_text(db, article)
    mentions: dict[tuple[str, str], set[str]] = {}
    pks: dict[tuple[str, str], int] = {}
    renamed: set[int] = set()
    for row in rows:
        behind = None if row["cue_behind"] is None else bool(row["cue_behind"])
        name = repaired(row["name"], row["kind"], text, cue_behind=behind)
        kind = row["kind"] if name else None
        if name != row["name"]:
            db.execute("UPDATE quotes SET read_name = ?, read_kind = ? WHERE pk = ?", (name, kind, row["pk"]))
        pk = None
        if name and not unnamed(name):
            source = (name, row["kind"])
            pk = pks.setdefault(source, naming.row_of(db, *source, row["collected"]))
            if row["current"]:
                mentions.setdefault(source, set()).update({row["mention"]} - {None})
        if pk != row["speaker"]:
            db.execute("UPDATE quotes SET read_speaker = ? WHERE pk = ?", (pk, row["pk"]))
            renamed |= {one for one in (pk, row["speaker"]) if one is not None}
            if pk is None:
                quote_moves.follow_quote(db, row["pk"])
    quoted_sources.see(db, article, {source: pks[source] for source in mentions}, mentions)
    return renamed


def _one_name_a_row(db: Database) -> None:
    """Leave each row only the spellings of its fullest name, and the names that people gave it."""
    rows = db.query(
        "SELECT n.pk, n.speaker, n.name, s.kind FROM speaker_names n JOIN speakers s ON s.pk = n.speaker"
        " WHERE NOT n.given ORDER BY n.speaker"
    )
    for speaker, group in groupby(list(rows), key=itemgetter("speaker")):
        names = list(group)
        kept = min(
            ((-len(parts_of(one["name"], one["kind"])), _form(one), one["pk"]) for one in names), default=None
        )
        lost = [one["pk"] for one in names if kept is not None and _form(one) != kept[1]]
        for pk in lost:
            db.execute("DELETE FROM speaker_names WHERE pk = ?", (pk,))
        if lost:
            speakers.index_again(db, speaker)


def _form(row: Row) -> tuple[str, str]:
    return folded(row["name"], row["kind"]), " ".join(sorted(generation(row["name"])))


def _forget_unused(db: Database) -> None:
    """Delete the names that no quote has any more, except the last one of a row."""
    db.execute(
        "DELETE FROM speaker_names WHERE articles = 0 AND NOT given AND EXISTS (SELECT 1 FROM speaker_names o"
        " WHERE o.speaker = speaker_names.speaker AND (o.articles > 0 OR o.given))"
    )
    speakers.index_all(db)
