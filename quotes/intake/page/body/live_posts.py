"""The posts of a live blog, each behind a line that tells its own day and time.

A live blog goes on for days, so that "this afternoon" in a post is the post's afternoon and not that of the
day on which the blog was begun.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from quotes.intake.page.linked_data import Node, string_of
from quotes.intake.spelling import letters

_MOST_POSTS = 5_000
_KEY = 60  # letters by which a post is known again


def with_times_of_posts(paragraphs: Sequence[str], nodes: Sequence[Node]) -> list[str]:
    """The paragraphs, with a line such as "5 August 2024, 21:00" before each post whose time the page tells.

    A post is known again by its headline, or by how it begins.
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
    """When a post appeared, on its page's clock where it tells that."""
    try:
        return datetime.fromisoformat(update["datePublished"])
    except (KeyError, TypeError, ValueError):
        return None
