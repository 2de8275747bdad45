"""How long-running work reports progress."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """A callback for progress; called often, so it should do little."""

    def __call__(self, step: str, done: int, total: int) -> None:
        """`done` of `total` of a step are done."""


def silent(step: str, done: int, total: int) -> None:
    """Reports nothing."""
