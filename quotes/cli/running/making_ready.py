"""Prepares the articles of an archive in other processes, while this one stores them."""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from itertools import islice
from typing import TypeVar

from quotes.cli.running.lifeline import end_with_parent

_AHEAD = 2  # pieces of work queued for each process, so that none is idle

Given = TypeVar("Given")
Made = TypeVar("Made")


class WorkerProcesses:
    """Processes that work for this one, started when there is something for them to do."""

    def __init__(self, processes: int) -> None:
        self._processes = processes
        self._pool: ProcessPoolExecutor | None = None

    def mapped(self, make: Callable[[Given], Made], things: Iterable[Given], /) -> Iterator[Made]:
        """Like `map`, but the processes work, with bounded memory.

        This process does the first item itself, while the others start, which takes half a second.
        """
        left = iter(things)
        own = map(make, list(islice(left, 1)))
        waiting: deque[Future[Made]] = deque()
        for thing in left:
            waiting.append(self._started().submit(make, thing))
            if len(waiting) > self._processes * _AHEAD:
                yield from own
                yield waiting.popleft().result()
        yield from own
        while waiting:
            yield waiting.popleft().result()

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            # Forking a process with threads, which numeric libraries start, can hang.
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self._processes, context, initializer=_start)
        return self._pool

    def end(self) -> None:
        """End the processes, whatever they have to do."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)


@contextmanager
def worker_processes(processes: int) -> Iterator[WorkerProcesses]:
    """So many processes that help, until the end of the block."""
    these = WorkerProcesses(processes)
    try:
        yield these
    finally:
        these.end()


def _start() -> None:
    end_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # only the process that writes handles Ctrl-C
