"""Read the files of an archive piece by piece; each piece is an article that has yet to be read.

A path may name a range of a file: `news.jsonl#bytes=0-4000000` is the lines that begin in that range, and
`news.parquet#row_groups=0-2` the first two row groups.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from quotes.archive.extra import needed
from quotes.archive.files import storage
from quotes.intake.article import DETAILS
from quotes.intake.errors import IntakeError
from quotes.intake.files import read_content
from quotes.intake.formats.records import Incoming, read_records
from quotes.intake.formats.warc import BrokenArchive, article_on, captures

TABLES = (".parquet",)
CRAWLS = (".warc", ".warc.gz")
PACKED = (".gz", ".bz2", ".xz", ".zst")
RECORDS = (".jsonl", ".ndjson")
# Endings of files with one article each.
SINGLE = (".html", ".htm", ".xhtml", ".txt", ".md", ".mht", ".mhtml", ".eml", ".pdf")
LINES = (*RECORDS, *(f"{kind}{packed}" for kind in RECORDS for packed in PACKED))
READABLE = (*LINES, *TABLES, *CRAWLS, *SINGLE)
_FIELDS = ("id", "text", "html", *DETAILS)
_ROWS_AT_ONCE = 64


@dataclass(frozen=True, slots=True)
class Piece:
    """What may be an article. `place` tells people its position: a file, and where in the file."""

    place: str
    kind: Literal["line", "page", "file", "broken"]
    content: bytes
    known: dict[str, Any] = field(default_factory=dict)

    def incoming(self, limit: int) -> Incoming:
        """The article in it, or why there is none; one with more than `limit` characters is refused."""
        if self.kind == "line":
            return next(read_records([self.content], limit))
        if self.kind == "file":
            return read_content(self.known["name"], self.content, limit)
        if self.kind == "broken":
            return Incoming(None, None, self.known["error"])
        url = self.known["url"]
        try:
            return Incoming(url, article_on(self.content, url, limit, self.known.get("charset")))
        except IntakeError as error:
            return Incoming(url, None, str(error))


def split(path: str) -> tuple[str, str, int, int | None]:
    """A path's file, the unit of its range ("" for the whole file), and the range's two ends."""
    file, mark, stretch = path.rpartition("#")
    unit, _, bounds = stretch.partition("=")
    if not mark or unit not in ("bytes", "row_groups"):
        return path, "", 0, None
    start, _, end = bounds.partition("-")
    return file, unit, int(start), int(end)


def pieces(path: str) -> Iterator[Piece]:
    """The pieces in a file, or in the named range of it. Raises OSError and ExtraMissing."""
    file, _, start, end = split(path)
    kind = file.lower()
    if kind.endswith(CRAWLS):
        yield from _pages(file)
    elif kind.endswith(TABLES):
        yield from _rows(file, start, end)
    elif kind.endswith(SINGLE):
        system, inner = storage(file)
        yield Piece(file, "file", system.cat_file(inner), {"name": inner.rpartition("/")[2]})
    else:
        yield from _lines(file, start, end)


def _lines(file: str, start: int, end: int | None) -> Iterator[Piece]:
    system, path = storage(file)
    with system.open(path, "rb", compression="infer") as lines:
        if start:  # a line that begins before the range belongs to the range before
            lines.seek(start - 1)
            lines.readline()
        at = lines.tell() if start else 0
        number = 0
        while end is None or at < end:
            line = lines.readline()
            if not line:
                return
            number += 1
            place = f"{file}, line {number}" if end is None or not start else f"{file}, byte {at}"
            yield Piece(place, "line", line)
            at += len(line)


def _rows(file: str, start: int, end: int | None) -> Iterator[Piece]:
    parquet = needed("pyarrow.parquet")
    system, path = storage(file)
    with system.open(path, "rb") as opened:
        table = parquet.ParquetFile(opened)
        groups = range(start, table.num_row_groups if end is None else end)
        number = sum(table.metadata.row_group(group).num_rows for group in range(start))
        columns = [name for name in _FIELDS if name in table.schema_arrow.names]
        for batch in table.iter_batches(_ROWS_AT_ONCE, row_groups=list(groups), columns=columns):
            for row in batch.to_pylist():
                number += 1
                record = {name: _plain(value) for name, value in row.items() if value is not None}
                yield Piece(f"{file}, row {number}", "line", json.dumps(record).encode())


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return value.decode("utf-8", errors="replace")
    return value.isoformat() if isinstance(value, date) else value


def _pages(file: str) -> Iterator[Piece]:
    """The pages of a web archive that look like articles; if it is broken, a piece that says so."""
    system, path = storage(file)
    with system.open(path, "rb") as opened:
        try:
            for capture in captures(opened):
                if capture.left_out is None:
                    known = {"url": capture.url, "charset": capture.charset}
                    yield Piece(f"{file}, {capture.url}", "page", capture.page, known)
        except BrokenArchive as error:
            yield Piece(file, "broken", b"", {"error": str(error)})
