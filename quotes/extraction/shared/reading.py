"""The input of extraction: a text and what is known about it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Reading(NamedTuple):
    """One article's text. Words like "Saturday" are counted from `published`; `author` is never a speaker.

    `modified`, the day the article was last changed, replaces `published` if the text proves that one too
    early. `lang` is the language of the text, an ISO 639 code. No quotes are found in languages other than
    English; None counts as English.
    """

    text: str
    published: date | None = None
    author: str | None = None
    modified: date | None = None
    lang: str | None = None

    @property
    def is_english(self) -> bool:
        return self.lang is None or self.lang.lower().split("-")[0] == "en"
