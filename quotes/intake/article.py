"""An article as it comes in: a text and what is known of where it appeared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

LONGEST_LABEL = 1_000  # characters of a title, an author's or a publisher's name
LONGEST_URL = 4_000


@dataclass(frozen=True, slots=True)
class Article:
    """A text to read. `text` is kept exactly as given; all offsets count its code points.

    `modified` is the day of its last change; one before `published` cannot be right, and is dropped.
    """

    text: str
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: date | None = None
    modified: date | None = None

    def __post_init__(self) -> None:
        if self.modified and self.published and self.modified < self.published:
            object.__setattr__(self, "modified", None)
