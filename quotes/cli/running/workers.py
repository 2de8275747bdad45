"""Extraction in several processes at once, each with its own pipeline."""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from datetime import date
from itertools import islice
from types import TracebackType
from typing import Self

from quotes.cli.running.lifeline import end_with_parent
from quotes.extraction import Extractor, Quote, Reading, ReadingFailed

_AT_ONCE = 8  # articles that are sent to a process together
_AHEAD = 2  # bundles queued for each process, so that none is idle

_extractor: Extractor | None = None  # the extractor of this process, after `_start` has run in it


class Workers:
    """An `Extractor` that spreads `extract_many` over processes, in order and with bounded memory."""

    def __init__(self, model: str | None, processes: int) -> None:
        self.version = Extractor(model).version
        self._processes = processes
        # Forking a process with threads, which numeric libraries start, can hang.
        self._pool = ProcessPoolExecutor(
            processes, multiprocessing.get_context("spawn"), initializer=_start, initargs=(model,)
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:  # no one needs the articles that they are reading
            for process in multiprocessing.active_children():
                process.kill()
        self._pool.shutdown(cancel_futures=True)

    def extract(
        self,
        text: str,
        published: date | None = None,
        author: str | None = None,
        modified: date | None = None,
    ) -> list[Quote]:
        found = next(self.extract_many([Reading(text, published, author, modified)]))
        if isinstance(found, ReadingFailed):
            raise found
        return found

    def extract_many(self, readings: Iterable[Reading]) -> Iterator[list[Quote] | ReadingFailed]:
        waiting: deque[Future[list[list[Quote] | ReadingFailed]]] = deque()
        for bundle in _bundles(readings):
            waiting.append(self._pool.submit(_extract, bundle))
            if len(waiting) > self._processes * _AHEAD:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def _bundles(readings: Iterable[Reading]) -> Iterator[tuple[Reading, ...]]:
    left = iter(readings)
    return iter(lambda: tuple(islice(left, _AT_ONCE)), ())


def _start(model: str | None) -> None:
    global _extractor  # noqa: PLW0603 - the one thing that a process of the pool is for
    end_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # only the process that writes handles Ctrl-C
    _extractor = Extractor(model)


def _extract(bundle: tuple[Reading, ...]) -> list[list[Quote] | ReadingFailed]:
    assert _extractor is not None
    return list(_extractor.extract_many(bundle))
