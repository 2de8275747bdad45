"""An article as it comes in: a text and what is known of where it appeared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Article:
    """A text to read. `text` is kept exactly as given; all offsets count its code points."""

    text: str
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: date | None = None
