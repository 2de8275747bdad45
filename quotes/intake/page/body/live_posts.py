"""Puts a line with the day and time before each post of a live blog.

A live blog runs for days, so "this afternoon" in a post is the afternoon of the post, not of the day on which
the blog started.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from quotes.intake.page.linked_data import Node, string_of
from quotes.intake.spelling import letters

_MOST_POSTS = 5_000
_KEY = 60  # letters by which a post is recognised


def with_times_of_posts(paragraphs: Sequence[str], nodes: Sequence[Node]) -> list[str]:
    """The paragraphs, with a line such as "5 August 2024, 21:00" before each post whose time is known.

    A post is recognised by its headline, or by its beginning.
    """
    times = dict(_times(nodes))
    if not times:
        return list(paragraphs)
    whole: list[str] = []
    for paragraph in paragraphs:
        at = times.pop(letters(paragraph)[:_KEY], None)
        if at is not None:
            whole.append(f"{at.day} {at:%B %Y, %H:%M}")
        whole.append(paragraph)
    return whole


def _times(nodes: Sequence[Node]) -> Iterator[tuple[str, datetime]]:
    for node in nodes:
        updates = node.get("liveBlogUpdate")
        for update in (updates if isinstance(updates, list) else [])[:_MOST_POSTS]:
            moment = _moment(update)
            name = isinstance(update, dict) and (
                string_of(update, "headline") or string_of(update, "articleBody")
            )
            if moment is not None and name:
                yield letters(name)[:_KEY], moment


def _moment(update: Any) -> datetime | None:
    """When a post was published, in the page's time zone if it is given."""
    try:
        return datetime.fromisoformat(update["datePublished"])
    except (KeyError, TypeError, ValueError):
        return None
