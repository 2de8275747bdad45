"""The result of a grammar rule, and how rules match the words around a trigger."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quotes.extraction.dating.expressions.time_forms import TimeForm

# How far to look back from a trigger for the words that belong to it.
_REACH = 48


@dataclass(frozen=True, slots=True)
class RuleMatch:
    """The result of a rule."""

    start: int
    end: int
    form: TimeForm


def just_before(text: str, start: int) -> str:
    """The few words before `start` that may belong to a trigger there."""
    return text[max(0, start - _REACH) : start]


def left(pattern: re.Pattern[str], text: str, start: int) -> tuple[re.Match[str], int] | None:
    """The words right before `start` that match the pattern, with the offset where they begin."""
    window = just_before(text, start)
    found = pattern.search(window)
    return None if found is None else (found, start - len(window) + found.start())
