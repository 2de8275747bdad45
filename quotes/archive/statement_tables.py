"""Statements as one Parquet file, with columns named and typed like those of quotes in archives."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any

from quotes.archive.extra import needed
from quotes.archive.tables import schemas

Row = dict[str, Any]

_TOGETHER = 20_000
_AS_IN_ARCHIVES = (
    "text", "form", "speaker", "speaker_kind", "said_on", "said_precision", "said_basis", "said_text",
    "said_confidence", "about", "factuality", "confidence",
)  # fmt: skip
# Of the earliest quote that reports it; `first_quote` and `first_article` are `quote` and `article` in
# archives.
_FIRST = ("quote", "article", "published", "publisher", "title", "url")
_ABOUT = ("name", "kind", "where")


def statement_schema() -> Any:
    """The Arrow schema of statements. Raises ExtraMissing."""
    pa = needed("pyarrow")
    _, quotes = schemas()
    columns = [("statement", pa.string()), *(quotes.field(name) for name in _AS_IN_ARCHIVES)]
    columns += [("speaker_slug", pa.string()), ("speaker_wikidata", pa.string())]
    columns += [("reports", pa.int32()), ("articles", pa.int32())]
    columns += [(f"first_{name}", quotes.field(name).type) for name in _FIRST]
    return pa.schema(columns)


def parquet(statements: Iterable[Row], together: int = _TOGETHER) -> Iterator[bytes]:
    """The bytes of a file, piece by piece, of statements as `store.tracking.statements` returns them.

    A row group contains `together` of them. Raises ExtraMissing before the first piece.
    """
    pa, schema = needed("pyarrow"), statement_schema()
    rows = (_row(statement) for statement in statements)
    written = _Written()
    with needed("pyarrow.parquet").ParquetWriter(written, schema, compression="zstd") as writer:
        while batch := list(islice(rows, together)):
            writer.write_table(pa.Table.from_pylist(batch, schema))
            yield written.taken()
    yield written.taken()


def _row(statement: Row) -> Row:
    speaker, said, first = statement["speaker"] or {}, statement["said"] or {}, statement["first_reported"]
    return {
        "statement": statement["id"],
        **{
            name: statement[name]
            for name in ("text", "form", "factuality", "confidence", "reports", "articles")
        },
        "speaker": speaker.get("name"),
        "speaker_kind": speaker.get("kind"),
        "speaker_slug": speaker.get("slug"),
        "speaker_wikidata": statement["speaker_wikidata"],
        **{f"said_{name}": said.get(name) for name in ("precision", "basis", "text", "confidence")},
        "said_on": _day(said.get("on")),
        "about": [{name: topic[name] for name in _ABOUT} for topic in statement["about"]],
        **{f"first_{name}": first[name] for name in _FIRST},
        "first_published": _day(first["published"]),
    }


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


class _Written(io.RawIOBase):
    """The output of a writer that has not been taken yet, so that a file can be streamed."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._at = 0

    def writable(self) -> bool:
        return True

    def write(self, piece: Any) -> int:
        kept = bytes(piece)
        self._pieces.append(kept)
        self._at += len(kept)
        return len(kept)

    def tell(self) -> int:
        return self._at

    def taken(self) -> bytes:
        """What has been written since the last call."""
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)
