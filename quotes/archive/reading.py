"""Read the pieces of a shard so that no article can end the work on it.

Pages are parsed and articles are read in a separate process. If that process dies, takes too long or needs
too much memory, its articles are tried one by one, and the one that causes it again fails with the reason.
"""

from __future__ import annotations

import multiprocessing
import weakref
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import islice
from multiprocessing.util import Finalize
from typing import TYPE_CHECKING, Protocol

from quotes.archive.inputs import Piece
from quotes.extraction import Quote, Reading, ReadingFailed
from quotes.intake.article import Article
from quotes.intake.formats.records import Incoming
from quotes.readers.errors import ReadingCutShort
from quotes.readers.worker import Worker

if TYPE_CHECKING:
    from quotes.extraction import Extractor
    from quotes.workflows.ingestion import Reader

TRIES = 3  # the first attempt together with others, the rest alone
MEGABYTES = 2_000  # of memory that a process may use
SECONDS = 120  # for one article
_TOGETHER = 4  # times as long for articles that are read together
_AT_ONCE = 64
_BYTES_AT_ONCE = 1_000_000


@dataclass(frozen=True, slots=True)
class Options:
    """How articles are read: the model, the day for articles without one, and the greatest length."""

    model: str | None = None
    published: date | None = None
    limit: int = 1_000_000


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome of a piece: the article and its quotes, or a sentence that says why there are none.

    `size` is that of the piece, in bytes.
    """

    place: str
    size: int
    id: str | int | None
    article: Article | None
    quotes: list[Quote]
    error: str | None = None


class PieceReader(Protocol):
    """Reads pieces; `version` changes whenever the same text might be read differently."""

    @property
    def version(self) -> str: ...

    def read(self, pieces: Iterable[Piece], options: Options) -> Iterator[Outcome]:
        """The outcome of each piece, in order."""


@dataclass(frozen=True, slots=True)
class ReadPieces:
    """The task of finding the articles in some pieces, and their quotes."""

    pieces: tuple[Piece, ...]
    options: Options

    def run(self, extractor: Extractor) -> list[Outcome]:
        return outcomes(self.pieces, self.options, extractor)


def outcomes(pieces: Sequence[Piece], options: Options, extractor: Reader) -> list[Outcome]:
    """Read the pieces with an extractor, in this process."""
    incoming = [_dated(piece.incoming(options.limit), options.published) for piece in pieces]
    articles = [one.article for one in incoming if one.article is not None]
    found = extractor.extract_many(
        Reading(one.text, one.published, one.author, one.modified, one.lang) for one in articles
    )
    return [_outcome(piece, one, found) for piece, one in zip(pieces, incoming, strict=True)]


def _dated(one: Incoming, published: date | None) -> Incoming:
    if one.article is None or one.article.published is not None or published is None:
        return one
    return replace(one, article=replace(one.article, published=published))


def _outcome(piece: Piece, one: Incoming, found: Iterator[list[Quote] | ReadingFailed]) -> Outcome:
    if one.article is None:
        return Outcome(piece.place, len(piece.content), one.id, None, [], one.error)
    read = next(found)
    if isinstance(read, ReadingFailed):
        return Outcome(piece.place, len(piece.content), one.id, one.article, [], str(read))
    return Outcome(piece.place, len(piece.content), one.id, one.article, read)


class ApartReader:
    """Reads in a separate process, which is replaced after it has died or was stopped.

    One article may take `seconds` and `megabytes`. Raises ModelError if the model cannot be loaded.
    """

    def __init__(
        self, model: str | None = None, *, seconds: float = SECONDS, megabytes: int = MEGABYTES
    ) -> None:
        self._model = model
        self._seconds = seconds
        self._megabytes = megabytes
        self._worker: Worker | None = None
        # Otherwise Python, when this process exits, would wait for a process that waits for tasks.
        Finalize(self, _close, args=(weakref.ref(self),), exitpriority=1)

    @property
    def version(self) -> str:
        return self._started().version()

    def read(self, pieces: Iterable[Piece], options: Options) -> Iterator[Outcome]:
        for together in _batches(pieces):
            try:
                yield from self._ask(together, options, self._seconds * min(_TOGETHER, len(together)))
            except ReadingCutShort:
                for piece in together:
                    yield self._alone(piece, options)

    def close(self) -> None:
        if self._worker is not None:
            self._worker.kill()
            self._worker = None

    def _alone(self, piece: Piece, options: Options) -> Outcome:
        why = ""
        for _ in range(TRIES - 1):
            try:
                return self._ask((piece,), options, self._seconds)[0]
            except ReadingCutShort as error:
                why = f"{str(error).rstrip('.')}, {TRIES} times"
        return Outcome(piece.place, len(piece.content), piece.known.get("url"), None, [], why)

    def _ask(self, pieces: tuple[Piece, ...], options: Options, seconds: float) -> list[Outcome]:
        worker = self._started()
        good = False
        try:
            done = worker.ask(ReadPieces(pieces, options), seconds)
            good = not done.worn
        finally:
            if not good:
                self.close()
        result: list[Outcome] = done.result
        return result

    def _started(self) -> Worker:
        if self._worker is None:
            # Processes that an engine started as daemons may otherwise have no child processes. The child
            # ends with its parent, however that ends.
            multiprocessing.current_process().daemon = False
            self._worker = Worker(self._model, self._megabytes)
        return self._worker


def _close(reader: weakref.ref[ApartReader]) -> None:
    if (still := reader()) is not None:
        still.close()


@cache
def reader_of_this_process(model: str | None = None) -> ApartReader:
    """The only reader of this process for a model, so that the model is loaded once."""
    return ApartReader(model)


def _batches(pieces: Iterable[Piece]) -> Iterator[tuple[Piece, ...]]:
    stream = iter(pieces)
    while batch := list(islice(stream, 1)):
        size = len(batch[0].content)
        while size < _BYTES_AT_ONCE and len(batch) < _AT_ONCE:
            following = next(stream, None)
            if following is None:
                break
            batch.append(following)
            size += len(following.content)
        yield tuple(batch)
