"""The Atom feed of an alert, for feed readers that have its address."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from html import escape
from typing import Any

from feedgen.feed import FeedGenerator

from quotes.alerts.digest import Item

FEED_LENGTH = 50


def atom(items: Sequence[tuple[Item, datetime]], *, title: str, address: str, created: datetime) -> bytes:
    """An Atom feed of an alert's matches, each with the time at which it matched."""
    feed = FeedGenerator()
    feed.id(address)
    feed.title(title)
    feed.link(href=address, rel="self")
    feed.updated(max((at for _, at in items), default=created))
    for item, at in items:
        _entry(feed.add_entry(order="append"), item, at)
    xml: bytes = feed.atom_str(pretty=True)
    return xml


def _entry(entry: Any, item: Item, at: datetime) -> None:
    told = f"{item.told}: " if item.told else ""
    entry.id(item.permalink)
    entry.title(f"{told}{item.speaker}: “{item.text}”")
    entry.author(name=item.speaker)
    entry.updated(at)
    entry.link(href=item.permalink)
    entry.content(_html(item), type="html")


def _html(item: Item) -> str:
    context = " ".join(part for part in (item.before, item.sentence, item.after) if part)
    source = escape(item.source.name)
    if item.source.url:
        source = f'<a href="{escape(item.source.url)}">{source}</a>'
    parts = [
        f"<blockquote>“{escape(item.text)}”</blockquote>",
        f"<p>{escape(item.speaker)}, {escape(item.when)} ({escape(item.sure)})</p>",
        *(
            f'<p>{one.how}, {escape(one.when)}: <a href="{escape(one.url)}">“{escape(one.text)}”</a></p>'
            for one in item.earlier
        ),
        f"<p>{escape(context)}</p>",
        f'<p>{source} · <a href="{escape(item.lookup)}">The verdict on these words</a></p>',
        *(f"<p>{escape(reason.text)}</p>" for reason in item.reasons),
    ]
    return "".join(parts)
