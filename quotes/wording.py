"""Wording shared by all faces."""

from __future__ import annotations


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number of things in words: 1 report, 1,204 reports."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"
