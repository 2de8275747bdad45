"""Read one shard and write it completely or not at all.

Knows no engine: anything that runs Python can run it.

Two files are written: `articles/NAME.parquet`, then `quotes/NAME.parquet`. The second marks the shard as
done; its metadata says what it was made from, and by which extractor. Doing a shard again overwrites both
files, so that every article is there once, however often and wherever the work was started.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from typing import Any, BinaryIO, Self

from quotes.archive.extra import needed
from quotes.archive.files import joined, stamp, storage, written_whole
from quotes.archive.inputs import pieces, split
from quotes.archive.reading import Options, Outcome, PieceReader, reader_of_this_process
from quotes.archive.shards import name_of
from quotes.archive.tables import ARTICLES, LAYOUT, QUOTES, Row, article_row, quote_rows, schemas

_KEY = b"quotes"
# So much is held in memory until it is written, as one row group of each file. A lookup reads whole row
# groups: those of 5,000 quotes take twice as long, and those of 500 are hardly faster but a sixth larger.
ROWS = 1_000
_CHARACTERS = 1_000_000  # of articles' texts


@dataclass(frozen=True, slots=True)
class Counts:
    """Totals of a shard so far. `failures` are pieces that contain no article or could not be read."""

    articles: int = 0
    words: int = 0
    quotes: int = 0
    failures: int = 0
    bytes: int = 0

    def __add__(self, other: Self) -> Self:
        return replace(self, **{name: value + getattr(other, name) for name, value in asdict(self).items()})


@dataclass(frozen=True, slots=True)
class Done:
    """A finished shard. `hash` is the SHA-256 of its quotes; `stamp` changes with input, options and code."""

    name: str
    counts: Counts
    extractor: str
    hash: str
    stamp: str
    files: tuple[str, ...]


def extract_shard(
    paths: Sequence[str],
    out: str,
    options: Options = Options(),  # noqa: B008 - it is immutable
    *,
    reader: PieceReader | None = None,
    told: Callable[[Counts], None] = lambda _counts: None,
) -> Done:
    """Read the articles of some files, or of a range of one, into the archive `out`.

    `told` is called with the counts since its last call. Without a `reader`, this process's own reader is
    used. Raises OSError, ArchiveError and ModelError.
    """
    reader = reader or reader_of_this_process(options.model)
    name = name_of(paths)
    files = tuple(sorted({split(path)[0] for path in paths}))
    stamped = stamp_of(paths, reader.version, options)
    with ExitStack() as written:
        # The file of quotes is closed last, since its name marks the shard as done.
        quotes_file = written.enter_context(written_whole(out, QUOTES, f"{name}.parquet"))
        articles_file = written.enter_context(written_whole(out, ARTICLES, f"{name}.parquet"))
        tables = _Tables(articles_file, quotes_file)
        for path in paths:
            for outcome in reader.read(pieces(path), options):
                told(tables.add(outcome, reader.version))
        done = Done(name, tables.counts, reader.version, tables.hash, stamped, files)
        tables.close({_KEY: json.dumps(asdict(done)).encode()})
    return done


def finished(out: str, name: str) -> Done | None:
    """The shard written under this name; None if there is none, or if it cannot be read."""
    parquet = needed("pyarrow.parquet")
    system, path = storage(quotes_address(out, name))
    try:
        with system.open(path, "rb") as file:
            told = json.loads(parquet.read_metadata(file).metadata[_KEY])
    except (FileNotFoundError, needed("pyarrow").ArrowInvalid, KeyError, TypeError):
        return None
    return Done(**{**told, "counts": Counts(**told["counts"]), "files": tuple(told["files"])})


def stamp_of(paths: Sequence[str], extractor: str, options: Options) -> str:
    """A string that changes whenever the shard of these paths might come out differently."""
    files = [stamp(split(path)[0]) for path in paths]
    told = [LAYOUT, list(paths), files, extractor, str(options.published), options.limit]
    return sha256(json.dumps(told).encode()).hexdigest()


def quotes_address(out: str, name: str) -> str:
    return joined(out, QUOTES, f"{name}.parquet")


class _Tables:
    """The two files of a shard, written as rows arrive, so that memory use stays constant."""

    def __init__(self, articles: BinaryIO, quotes: BinaryIO) -> None:
        parquet = needed("pyarrow.parquet")
        self._of_articles, self._of_quotes = schemas()
        self._articles = parquet.ParquetWriter(articles, self._of_articles, compression="zstd")
        self._quotes = parquet.ParquetWriter(quotes, self._of_quotes, compression="zstd")
        self._article_rows: list[Row] = []
        self._quote_rows: list[Row] = []
        self._characters = 0
        self._digest = sha256()
        self.counts = Counts()

    @property
    def hash(self) -> str:
        return self._digest.hexdigest()

    def add(self, outcome: Outcome, extractor: str) -> Counts:
        """Write the outcome of a piece. Returns what it adds to the counts."""
        row = article_row(outcome, extractor)
        self._article_rows.append(row)
        for quote in quote_rows(outcome, row):
            self._quote_rows.append(quote)
            line = json.dumps(quote, sort_keys=True, default=str)
            self._digest.update(line.encode())
        self._characters += len(row.get("text") or "")
        more = Counts(
            articles=int(outcome.error is None),
            words=row["words"],
            quotes=len(outcome.quotes),
            failures=int(outcome.error is not None),
            bytes=outcome.size,
        )
        self.counts += more
        if self._characters > _CHARACTERS or len(self._quote_rows) >= ROWS or len(self._article_rows) >= ROWS:
            self._flush()
        return more

    def close(self, metadata: dict[bytes, bytes]) -> None:
        self._flush()
        self._quotes.add_key_value_metadata(metadata)
        self._articles.close()
        self._quotes.close()

    def _flush(self) -> None:
        table: Any = needed("pyarrow").Table
        if self._article_rows:
            self._articles.write_table(table.from_pylist(self._article_rows, self._of_articles))
        if self._quote_rows:
            self._quotes.write_table(table.from_pylist(self._quote_rows, self._of_quotes))
        self._article_rows, self._quote_rows, self._characters = [], [], 0
