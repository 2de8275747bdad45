"""The pool of reading processes, as a `Reader`."""

from __future__ import annotations

import atexit
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import Any

from quotes.extraction import Quote, Reading
from quotes.extraction.errors import ReadingFailed
from quotes.intake.article import Article
from quotes.intake.errors import IntakeError, PageTooLarge
from quotes.readers.errors import ReadingCutShort
from quotes.readers.tasks import ReadAnswer, ReadPage, ReadText, Task
from quotes.readers.worker import Worker
from quotes.serving.turns import NoTurn, Turns

WAITING = 6  # texts that may wait while others are read
EACH = 4  # texts of one caller that may be read or wait
WAIT_SECONDS = 20.0
PAGE_SECONDS = 20.0
_STOPPING = "The service is stopping."


class Pool:
    """Reads in `processes` processes, each text within `seconds` and `megabytes` of memory.

    Processes are started when they are first needed. One that was killed, or uses too much memory, is
    replaced. As a `Reader` the pool has an anonymous caller; `for_caller` returns a reader with its own share
    of turns.
    """

    def __init__(self, model: str | None, *, processes: int, seconds: float, megabytes: int) -> None:
        self._model = model
        self._seconds = seconds
        self._megabytes = megabytes
        self._turns = Turns(
            "texts are being read", processes, waiting=WAITING, each=EACH, seconds=WAIT_SECONDS
        )
        self._lock = Lock()
        self._idle: list[Worker] = []
        self._busy: set[Worker] = set()
        self._closed = False
        self._version: str | None = None

    @property
    def version(self) -> str:
        """The extractor's version. Raises ModelError if the model cannot be loaded."""
        if self._version is None:
            worker = self._take()
            try:
                self._version = worker.version()
            finally:
                self._put_back(worker, good=self._version is not None)
        return self._version

    def for_caller(self, caller: str) -> CallersReader:
        """A reader for `caller`, any text that identifies a caller."""
        return CallersReader(self, caller)

    def extract_many(self, readings: Iterable[Reading]) -> Iterator[list[Quote] | ReadingFailed]:
        return self.for_caller("").extract_many(readings)

    def extract(
        self,
        text: str,
        published: date | None = None,
        author: str | None = None,
        modified: date | None = None,
    ) -> list[Quote]:
        return self.for_caller("").extract(text, published, author, modified)

    def read_when_idle(self, reading: Reading) -> list[Quote] | ReadingFailed:
        """The quotes of a text, read only if nobody else wants a turn now. Raises NoTurn."""
        try:
            found: list[Quote] | ReadingFailed = self._read(
                self._turns.idle_turn(), ReadText(reading), self._seconds
            )
        except ReadingFailed as error:
            return error
        return found

    @property
    def is_idle(self) -> bool:
        """Whether `read_when_idle` would read a text now."""
        return self._turns.is_idle

    def run(self, task: Task, caller: str, seconds: float | None = None) -> Any:
        """Do a task in the caller's turn and return its result. Raises NoTurn and ReadingCutShort."""
        return self._read(self._turns.turn(caller), task, seconds or self._seconds)

    def close(self) -> None:
        """End all processes, including those that are reading. Later requests are refused."""
        with self._lock:
            self._closed = True
            workers = [*self._idle, *self._busy]
            self._idle.clear()
        for worker in workers:
            worker.kill()
        atexit.unregister(self.close)

    @property
    def under_way(self) -> int:
        """How many texts are being read."""
        return self._turns.under_way

    @property
    def waiting(self) -> int:
        """How many texts wait for a turn."""
        return self._turns.waiting

    def _read(self, turn: AbstractContextManager[None], task: Task, seconds: float) -> Any:
        with turn:
            worker = self._take()
            good = False
            try:
                done = worker.ask(task, seconds)
                good = not done.worn
            except ReadingCutShort as error:
                if self._closed:
                    raise NoTurn(_STOPPING, 10) from error
                raise
            finally:
                self._put_back(worker, good=good)
        return done.result

    def _take(self) -> Worker:
        with self._lock:
            if self._closed:
                raise NoTurn(_STOPPING, 10)
            worker = self._idle.pop() if self._idle else self._started()
            self._busy.add(worker)
            return worker

    def _put_back(self, worker: Worker, *, good: bool) -> None:
        if not good:
            worker.kill()
        with self._lock:
            self._busy.discard(worker)
            if self._closed:
                return
            # Start another at once, so that it has loaded its model when it is needed.
            self._idle.append(worker if good else self._started())

    def _started(self) -> Worker:
        # At its end, Python sends its child processes a signal that these ignore, and would wait for them.
        atexit.unregister(self.close)
        atexit.register(self.close)
        return Worker(self._model, self._megabytes)


@dataclass(frozen=True, slots=True)
class CallersReader:
    """A reader on the pool that takes turns with those of other callers."""

    pool: Pool
    caller: str

    @property
    def version(self) -> str:
        return self.pool.version

    def extract(
        self,
        text: str,
        published: date | None = None,
        author: str | None = None,
        modified: date | None = None,
    ) -> list[Quote]:
        """The quotes of a text, in its order. Raises ReadingFailed and NoTurn."""
        found: list[Quote] | ReadingFailed = self.pool.run(
            ReadText(Reading(text, published, author, modified)), self.caller
        )
        if isinstance(found, ReadingFailed):
            raise found
        return found

    def extract_many(self, readings: Iterable[Reading]) -> Iterator[list[Quote] | ReadingFailed]:
        """The quotes of each text, one after the other. Raises NoTurn."""
        for reading in readings:
            try:
                yield self.pool.run(ReadText(reading), self.caller)
            except ReadingFailed as error:
                yield error

    def read_page(self, html: str, **known: Any) -> Article:
        """The article on a page, as `intake.read_html`. Raises NoArticle, PageTooLarge and NoTurn."""
        return self._article(ReadPage(html, known))

    def read_answer(self, content: bytes, media_type: str, charset: str | None, **known: Any) -> Article:
        """The article in what a server sent, as `intake.files.read_answer`. Raises IntakeError and NoTurn."""
        return self._article(ReadAnswer(content, media_type, charset, known))

    def _article(self, task: ReadPage | ReadAnswer) -> Article:
        try:
            found = self.pool.run(task, self.caller, PAGE_SECONDS)
        except ReadingFailed as error:
            raise PageTooLarge(str(error)) from error
        if isinstance(found, IntakeError):
            raise found
        assert isinstance(found, Article)
        return found
