"""Prepares the articles of an archive in other processes, while this one stores them."""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import chain, islice
from typing import TypeVar

from quotes.cli.running.lifeline import end_with_parent

_AHEAD = 2  # pieces of work queued for each process, so that none is idle

Given = TypeVar("Given")
Made = TypeVar("Made")


def in_processes(
    processes: int,
) -> Callable[[Callable[[Given], Made], Iterable[Given]], Iterator[Made]]:
    """A function like `map` that works in `processes` processes, with bounded memory.

    A single item is done in this process, since a new process takes a second to start.
    """

    def mapped(make: Callable[[Given], Made], things: Iterable[Given]) -> Iterator[Made]:
        left = iter(things)
        first = list(islice(left, 2))
        if len(first) < 2:
            yield from map(make, first)
            return
        # Forking a process with threads, which numeric libraries start, can hang.
        with ProcessPoolExecutor(processes, multiprocessing.get_context("spawn"), initializer=_start) as pool:
            waiting: deque[Future[Made]] = deque()
            try:
                for thing in chain(first, left):
                    waiting.append(pool.submit(make, thing))
                    if len(waiting) > processes * _AHEAD:
                        yield waiting.popleft().result()
                while waiting:
                    yield waiting.popleft().result()
            finally:
                pool.shutdown(wait=False, cancel_futures=True)

    return mapped


def _start() -> None:
    end_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # only the process that writes handles Ctrl-C
