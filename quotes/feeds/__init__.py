"""Parsing feeds, and scheduling when to ask again, without network or database."""

from quotes.feeds.feed import Entry, Feed, NotAFeed
from quotes.feeds.parsing import discover, parse_feed

__all__ = ["Entry", "Feed", "NotAFeed", "discover", "parse_feed"]
