"""What extraction reads: a text and what is known of it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Reading(NamedTuple):
    """One article's text. `published` anchors words like "Saturday"; `author` never is a speaker.

    `modified`, the day of the article's last change, takes the place of `published` where the text proves
    that one too old.
    """

    text: str
    published: date | None = None
    author: str | None = None
    modified: date | None = None
