"""What extraction reads: a text and what is known of it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Reading(NamedTuple):
    """One article's text. `published` anchors words like "Saturday"; `author` never is a speaker.

    `modified`, the day of the article's last change, takes the place of `published` where the text proves
    that one too old. `lang` is the language of the text, an ISO 639 code; in another than English, no quotes
    are found, and None is taken for English.
    """

    text: str
    published: date | None = None
    author: str | None = None
    modified: date | None = None
    lang: str | None = None

    @property
    def is_english(self) -> bool:
        return self.lang is None or self.lang.lower().split("-")[0] == "en"
