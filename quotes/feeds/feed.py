"""A parsed feed, whatever its format."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from hashlib import sha256
from statistics import median

from quotes.feeds.skips import Skips
from quotes.intake.days import parse_day

_LONGEST_KEY = 200
_ZONE = re.compile(r"[Zz]|[+-]\d\d:?\d\d$")


class NotAFeed(ValueError):  # noqa: N818 - reads as a sentence
    """There is no feed at the address; the message says what there is instead."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An article that a feed announces.

    `key` is its id in the feed. `published` is the day as given in the feed, `at` the time in Unix time.
    `html` is the article itself, if the feed has more than a teaser.
    """

    key: str
    url: str | None
    title: str | None = None
    author: str | None = None
    published: date | None = None
    at: float | None = None
    html: str | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed. `pause` is the number of seconds for which it asks not to be fetched again.

    An index of sitemaps has no entries, but the addresses of `sitemaps` that may have some.
    """

    kind: str
    title: str | None
    entries: tuple[Entry, ...]
    pause: float = 0.0
    skips: Skips = field(default_factory=Skips)
    sitemaps: tuple[str, ...] = ()

    @property
    def window(self) -> float | None:
        """The seconds until newer articles push an article out of the feed; None if unknown.

        Measured on the newer half, since an old article pinned to the feed says nothing about its pace.
        """
        times = [entry.at for entry in self.entries if entry.at is not None]
        return 2 * (max(times) - median(times)) if len(times) > 1 else None


def key_of(given: object) -> str:
    """The key of an entry, cut to the maximum length."""
    key = str(given).strip()
    return key if len(key) <= _LONGEST_KEY else sha256(key.encode("utf-8", "replace")).hexdigest()


def distinct(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries with distinct keys.

    Some feeds give all their articles one id; then the addresses are the keys. Of duplicate entries the first
    is kept.
    """
    listed = list(entries)
    addresses = defaultdict(set)
    for entry in listed:
        addresses[entry.key].add(entry.url)
    kept: dict[str, Entry] = {}
    for entry in listed:
        shared = len(addresses[entry.key]) > 1 and entry.url is not None
        one = replace(entry, key=key_of(entry.url)) if shared else entry
        kept.setdefault(one.key, one)
    return tuple(kept.values())


def when(written: str | None, now: datetime | None = None) -> tuple[date | None, float | None]:
    """The day as written, and the Unix time, of a date in the format of mail or ISO 8601.

    Both are None if it is not a date or is in the future.
    """
    if not written:
        return None, None
    moment = _moment(written.strip())
    latest = (now or datetime.now(UTC)) + timedelta(days=1)
    if moment is None:
        try:
            day = parse_day(written.strip())
        except (ValueError, OverflowError):
            return None, None
        return (day, None) if day <= latest.date() else (None, None)
    if moment > latest:
        return None, None
    return moment.date(), moment.timestamp()


def _moment(written: str) -> datetime | None:
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            found = read(written)
            found.timestamp()
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        if found.tzinfo is not None:
            return found
        return found.replace(tzinfo=UTC) if read is parsedate_to_datetime or "T" in written else None
    return None
