"""The days of a live blog's posts, each of which begins with a line giving its time: "5 August 2024, 21:00".

"Today" in a post is the post's own day, not the day on which the blog was started.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from contextlib import suppress
from datetime import date

from quotes.extraction.shared.calendar_words import MONTHS

_LINE = re.compile(r"^(?P<day>\d{1,2}) (?P<month>[A-Z][a-z]+) (?P<year>\d{4}), \d{2}:\d{2}$", re.MULTILINE)
_MOST_DAYS = 31  # lines, each of which costs a look at the whole text; a longer list is a list of dates
_FEWEST = 2  # posts of a live blog; a single such line is that of an ordinary article


def posts_of(text: str) -> list[tuple[int, date]]:
    """The positions of a live blog's posts, as character offsets, and their days; none for other articles."""
    found: list[tuple[int, date]] = []
    for line in _LINE.finditer(text):
        month = MONTHS.get(line["month"].lower())
        if month is not None:
            with suppress(ValueError):  # there is no such day
                found.append((line.start(), date(int(line["year"]), month, int(line["day"]))))
    lasts = len({day for _, day in found})
    return found if len(found) >= _FEWEST and lasts <= _MOST_DAYS else []


def day_at(posts: Sequence[tuple[int, date]], offset: int, before: date | None) -> date | None:
    """The day of the post that contains the offset; `before` if the offset is before all posts."""
    place = bisect_right(posts, offset, key=lambda post: post[0])
    return posts[place - 1][1] if place else before
