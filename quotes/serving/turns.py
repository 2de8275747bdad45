"""Turns for expensive work: a few at once, more wait in order, and no caller takes all places."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition


class NoTurn(Exception):  # noqa: N818 - reads as a sentence
    """Too many callers have or want a turn; `retry_after` is in seconds."""

    def __init__(self, message: str, retry_after: int) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class Turns:
    """`at_once` turns at a time, and `waiting` places to wait, at most `seconds`; a caller has `each` places.

    `what` is what they do, for messages: "texts are being read".
    """

    def __init__(self, what: str, at_once: int, *, waiting: int, each: int, seconds: float) -> None:
        self._what = what
        self._at_once = at_once
        self._free = at_once
        self._places = at_once + waiting
        self._each = each
        self._seconds = seconds
        self._queue: deque[object] = deque()
        self._taken: Counter[str] = Counter()
        self._changed = Condition()

    @contextmanager
    def turn(self, caller: str) -> Iterator[None]:
        """A context with a turn, as soon as there is one. Raises NoTurn."""
        self._wait(caller)
        try:
            yield
        finally:
            self._end(caller)

    @contextmanager
    def idle_turn(self) -> Iterator[None]:
        """A turn that nobody else wants, without waiting for it.

        Raises NoTurn.
        """
        with self._changed:
            if self._queue or not self._free:
                raise NoTurn("Others are waiting.", 1)
            self._free -= 1
        try:
            yield
        finally:
            with self._changed:
                self._free += 1
                self._changed.notify_all()

    @property
    def is_idle(self) -> bool:
        """Whether there is a free turn that nobody waits for."""
        return bool(self._free and not self._queue)

    @property
    def under_way(self) -> int:
        """How many turns are taken."""
        return self._at_once - self._free

    @property
    def waiting(self) -> int:
        """How many wait."""
        return len(self._queue)

    def _wait(self, caller: str) -> None:
        ticket = object()
        with self._changed:
            if self._taken[caller] >= self._each:
                raise NoTurn(f"{self._each} of your {self._what} or waiting already. Try again later.", 10)
            if self._taken.total() >= self._places:
                raise NoTurn(f"Too many {self._what} or waiting. Try again later.", 30)
            self._taken[caller] += 1
            self._queue.append(ticket)
            came = self._changed.wait_for(lambda: self._free and self._queue[0] is ticket, self._seconds)
            self._queue.remove(ticket)
            if came:
                self._free -= 1
            else:
                self._leave(caller)
            self._changed.notify_all()
        if not came:
            raise NoTurn(f"Too many {self._what}: no turn came in {self._seconds:g} seconds.", 30)

    def _end(self, caller: str) -> None:
        with self._changed:
            self._free += 1
            self._leave(caller)
            self._changed.notify_all()

    def _leave(self, caller: str) -> None:
        self._taken[caller] -= 1
        if not self._taken[caller]:
            del self._taken[caller]
