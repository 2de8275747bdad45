"""How long work tells how far it is."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """What is told how far a step is; called often, so it should do little."""

    def __call__(self, step: str, done: int, total: int) -> None:
        """`done` of `total` of a step are done."""


def silent(step: str, done: int, total: int) -> None:
    """Tells nobody."""
