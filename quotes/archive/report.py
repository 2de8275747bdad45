"""Report what an archive contains: who is quoted, how often, about what, and when."""

from __future__ import annotations

from typing import Any

from quotes.archive.extra import ArchiveError, needed
from quotes.archive.files import absolute, joined
from quotes.archive.loading import shards_in
from quotes.archive.tables import QUOTES

Row = dict[str, Any]

# Words that were denied, supposed or made up count for nobody.
_SAID = """FROM quotes WHERE factuality = 'said' AND speaker IS NOT NULL AND speaker_kind <> 'anonymous'
    AND ($speaker IS NULL OR lower(speaker) = lower($speaker))"""
# Each a heading and its query. Copies of an article count once.
_QUESTIONS = {
    "speakers": f"""SELECT speaker, count(DISTINCT quote) AS quotes, count(DISTINCT article) AS articles,
        count(DISTINCT outlet) AS outlets, min(coalesce(said_on, published)) AS since,
        max(coalesce(said_on, published)) AS until
        {_SAID} GROUP BY speaker ORDER BY quotes DESC, speaker LIMIT $most""",
    "about": f"""SELECT topic.name AS topic, count(DISTINCT quote) AS quotes,
        count(DISTINCT speaker) AS speakers
        FROM (SELECT quote, speaker, unnest(about) AS topic {_SAID})
        GROUP BY topic.name ORDER BY quotes DESC, topic.name LIMIT $most""",
    "months": f"""SELECT strftime(coalesce(said_on, published), '%Y-%m') AS month,
        count(DISTINCT quote) AS quotes, count(DISTINCT article) AS articles
        {_SAID} AND coalesce(said_on, published) IS NOT NULL GROUP BY month ORDER BY month""",
}


def report(archive: str, speaker: str | None, most: int) -> dict[str, list[Row]]:
    """Lists of rows: `speakers`, the topics they are quoted `about`, and `months`; of one speaker if given.

    Raises ArchiveError.
    """
    shards_in(archive)
    duckdb = needed("duckdb")
    files = f"{absolute(joined(archive, QUOTES))}/*.parquet"
    with duckdb.connect() as db:
        try:
            db.read_parquet(files).create_view("quotes")
            return {name: _rows(db, sql, speaker, most) for name, sql in _QUESTIONS.items()}
        except duckdb.Error as error:
            raise ArchiveError(f"{archive} cannot be searched: {' '.join(str(error).split())}") from error


def _rows(db: Any, sql: str, speaker: str | None, most: int) -> list[Row]:
    values = {"speaker": speaker, **({"most": most} if "$most" in sql else {})}
    found = db.execute(sql, values)
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
