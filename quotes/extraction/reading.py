"""What extraction reads: a text and what is known of it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Reading(NamedTuple):
    """One article's text. `published` anchors words like "Saturday"; `author` never is a speaker."""

    text: str
    published: date | None = None
    author: str | None = None
