"""Texts of invented articles, written as a list of who says what."""

from __future__ import annotations

from collections.abc import Iterable


def text_of(lines: Iterable[str]) -> str:
    """The text whose lines are given as `NAME: words`, with what may stand behind the words after ` | `."""
    marked = []
    for line in lines:
        name, words = line.split(": ", 1)
        said, _, behind = words.partition(" | ")
        marked.append(f'{name} says "{said}" {behind}')
    return "\n".join(marked)
