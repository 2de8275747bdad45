"""Positions of words in a text, as W3C Web Annotation selectors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from quotes.lookup.evidence.text_window import Window

# How much of the text before and after the words a selector repeats, in code points.
BESIDE = 32


def targets(source: str | None, window: Window, spans: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """For each span, its page and two selectors: by its words, and by its position.

    Positions are code points in the stored text, including quotation marks.
    """
    return [
        {"source": source, "selector": list(_selectors(window, span["start"], span["end"]))} for span in spans
    ]


def _selectors(window: Window, start: int, end: int) -> tuple[dict[str, Any], dict[str, Any]]:
    return (
        {
            "type": "TextQuoteSelector",
            "exact": window.between(start, end),
            "prefix": window.between(start - BESIDE, start),
            "suffix": window.between(end, end + BESIDE),
        },
        {"type": "TextPositionSelector", "start": start, "end": end},
    )
