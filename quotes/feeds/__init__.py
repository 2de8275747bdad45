"""Feeds in, what they announce out, and when to ask again: bytes and numbers, no network and no database."""

from quotes.feeds.feed import Entry, Feed, NotAFeed
from quotes.feeds.parsing import discover, parse_feed

__all__ = ["Entry", "Feed", "NotAFeed", "discover", "parse_feed"]
