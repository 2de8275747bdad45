"""Read single rows of an archive's Parquet files at the positions that an index gives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

from quotes.archive.extra import ArchiveError, needed
from quotes.archive.files import absolute, joined
from quotes.archive.tables import ARTICLES, QUOTES
from quotes.store.ids import content_hash
from quotes.store.listing import Row

# The positions of row groups are remembered for this many files.
_FILES = 512


class Place(NamedTuple):
    """The position of a row: its shard, and its row in the shard's file."""

    shard: str
    row: int


class Counts(NamedTuple):
    """For a statement: the quotes that report it, their articles, and the highest confidence."""

    reports: int
    articles: int
    confidence: float


class _File(NamedTuple):
    """A Parquet file: its metadata, the first row of each row group, and when it was written."""

    path: Path
    metadata: Any
    starts: tuple[int, ...]
    written: str


class Rows:
    """Reads rows of the quotes and articles of an archive; several threads may use it at once."""

    def __init__(self, archive: str) -> None:
        self._archive = absolute(archive)
        self._opened = lru_cache(maxsize=_FILES)(self._open)

    def quotes(self, places: Iterable[Place]) -> dict[Place, Row]:
        """Quotes as the archive stores them, each with the time it was `collected`."""
        return self._read(QUOTES, places, None)

    def articles(self, places: Iterable[Place]) -> dict[Place, Row]:
        """The `text`, `author` and `extractor` of articles."""
        return self._read(ARTICLES, places, ["text", "author", "extractor"])

    def _read(self, kind: str, places: Iterable[Place], columns: list[str] | None) -> dict[Place, Row]:
        groups: dict[tuple[str, int], list[Place]] = {}
        for place in places:
            starts = self._file(kind, place.shard).starts
            group = next((at for at in range(len(starts) - 1) if place.row < starts[at + 1]), None)
            if group is None:
                raise _changed(place.shard)
            groups.setdefault((place.shard, group), []).append(place)
        found: dict[Place, Row] = {}
        for (shard, group), wanted in groups.items():
            file = self._file(kind, shard)
            with needed("pyarrow.parquet").ParquetFile(file.path, metadata=file.metadata) as parquet:
                table = parquet.read_row_group(group, columns=columns, use_threads=False)
            rows = table.take([place.row - file.starts[group] for place in wanted]).to_pylist()
            for place, row in zip(wanted, rows, strict=True):
                found[place] = {**row, "collected": file.written}
        return found

    def _file(self, kind: str, shard: str) -> _File:
        path = Path(joined(self._archive, kind, f"{shard}.parquet"))
        try:
            return self._opened(path, path.stat().st_mtime_ns)
        except (OSError, needed("pyarrow").ArrowInvalid) as error:
            raise _changed(shard) from error

    @staticmethod
    def _open(path: Path, changed: int) -> _File:
        metadata = needed("pyarrow.parquet").read_metadata(path)
        sizes = (metadata.row_group(at).num_rows for at in range(metadata.num_row_groups))
        written = datetime.fromtimestamp(changed // 10**9, UTC).isoformat(timespec="seconds")
        return _File(path, metadata, tuple(accumulate(sizes, initial=0)), written)


def _changed(shard: str) -> ArchiveError:
    return ArchiveError(
        f"The shard {shard} has changed since it was indexed: run `quotes archive index` again."
    )


def shown_quote(row: Row) -> Row:
    """A row of an archive in the format that quotes have everywhere."""
    published = _iso(row["published"])
    said = _said(row)
    speaker = _speaker(row)
    return {
        **{name: row[name] for name in ("text", "spans", "form", "mention", "cue", "relayer", "factuality")},
        **{name: row[name] for name in ("confidence", "extractor", "collected")},
        "id": row["quote"],
        "archived": True,
        "speaker": speaker,
        "speaker_wikidata": None,
        "said": said,
        "about": [{**topic, "slug": None} for topic in row["about"] or ()],
        "published": published,
        "status": "unreviewed",
        "article_id": row["article"],
        "article": {
            "id": row["article"],
            "archived": True,
            "title": row["title"],
            "url": row["url"],
            "publisher": row["publisher"] or row["outlet"],
            "author": None,
            "published": published,
        },
        "revision": 1,
        "live": 1,
        "current": True,
        "reading": {"speaker": speaker, "said": said, "factuality": row["factuality"]},
        "replaces": None,
    }


def shown_statement(pk: int, identifier: str, quote: Row, reports: Sequence[Row], counts: Counts) -> Row:
    """The statement that a quote reports, with its first `reports`, by day of publication."""
    names = ("text", "form", "speaker", "said", "factuality", "about")
    return {
        **{name: quote[name] for name in names},
        "pk": pk,
        "id": identifier,
        "archived": True,
        "merged_into": None,
        "speaker_wikidata": None,
        "confidence": counts.confidence,
        "reports": counts.reports,
        "articles": counts.articles,
        "first_reported": reports[0],
        "updated": quote["collected"],
    }


def around(quote: Row, article: Row, reach: int) -> Row:
    """The text around a quote, in the format of `quotes.store.publication.snapshots.around`."""
    text = article["text"]
    start = max(0, quote["spans"][0]["start"] - reach)
    end = quote["spans"][-1]["end"] + reach
    return {
        "text": text[start:end],
        "start": start,
        "ends": end >= len(text),
        "hash": content_hash(text),
        "collected": quote["collected"],
        "extractor": article["extractor"],
    }


def _speaker(row: Mapping[str, Any]) -> Row | None:
    """The speaker. Nobody in an archive has a slug, because the tracker does not know them by one."""
    if row["speaker"] is None:
        return None
    return {"name": row["speaker"], "slug": None, "kind": row["speaker_kind"]}


def _said(row: Mapping[str, Any]) -> Row | None:
    if row["said_precision"] is None:
        return None
    told = {name: row[f"said_{name}"] for name in ("precision", "basis", "text", "confidence")}
    return {"on": _iso(row["said_on"]), **told}


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
