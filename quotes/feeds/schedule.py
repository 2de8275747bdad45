"""When a source is asked again: as seldom as it asks, and often enough that nothing passes unseen."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

MINUTE = 60.0
HOUR = 60 * MINUTE
DAY = 24 * HOUR

SHORTEST = 15 * MINUTE
FIRST = HOUR
LONGEST = 12 * HOUR
# What a feed or its server may ask for with ttl or max-age; more is a mistake in a feed of news.
LONGEST_ASKED = DAY
# What a server may ask for with Retry-After.
LONGEST_RETRY = 7 * DAY
# Before its oldest article is pushed out by newer ones, a feed is fetched so many times.
LOOKS_PER_WINDOW = 4

# A redirect that says it is for ever is believed when it has held for so long, and so many times.
LASTING_SECONDS = 2 * DAY
LASTING_POLLS = 3
# A source is stalled when nothing new has come for so long, or for so many times what is usual.
STALLED_SECONDS = 14 * DAY
FAILING_SECONDS = 3 * DAY

_MAX_AGE = re.compile(r"(?:^|[,\s])max-age\s*=\s*\"?(\d{1,9})", re.IGNORECASE)
_NEVER = re.compile(r"(?:^|[,\s])no-(?:store|cache)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Pace:
    """How often a source is asked: every `interval` seconds, and at least every `most`, whose window it is.

    `failures` counts those that followed each other.
    """

    interval: float = FIRST
    most: float = LONGEST
    failures: int = 0


def max_age(cache_control: str) -> float:
    """The seconds for which an answer is still good, by its Cache-Control header."""
    found = None if _NEVER.search(cache_control) else _MAX_AGE.search(cache_control)
    return float(found[1]) if found else 0.0


def after_answer(
    pace: Pace, now: float, *, new: int, window: float | None, asked: float
) -> tuple[Pace, float]:
    """The pace after a source has answered, and when to ask it next.

    `window` is the feed's, None where it is unchanged or has no times; `asked` is the longest pause that the
    feed or its server asks for, in seconds.
    """
    most = pace.most if window is None else min(max(window / LOOKS_PER_WINDOW, SHORTEST), LONGEST)
    wanted = pace.interval / 2 if new else pace.interval * 1.5
    pace = Pace(min(max(wanted, SHORTEST), most), most)
    return pace, now + max(pace.interval, min(asked, LONGEST_ASKED))


def after_failure(pace: Pace, now: float, retry_after: float | None) -> tuple[Pace, float]:
    """The pace after a source has failed, and when to try it again: each time after twice as long."""
    pace = replace(pace, failures=pace.failures + 1)
    pause = min(max(pace.interval, SHORTEST) * 2 ** min(pace.failures, 10), DAY)
    return pace, now + max(pause, min(retry_after or 0.0, LONGEST_RETRY))


@dataclass(frozen=True, slots=True)
class Move:
    """Where a source says that it has moved for ever, since when, and how many answers in a row said so."""

    to: str | None = None
    since: float | None = None
    polls: int = 0

    @property
    def lasts_at(self) -> float | None:
        return None if self.since is None else self.since + LASTING_SECONDS

    def seen(self, to: str | None, now: float) -> Move:
        """The move after an answer that came by permanent redirects from `to`, or by none."""
        if to is None:
            return Move()
        return Move(to, self.since, self.polls + 1) if to == self.to else Move(to, now, 1)

    def is_lasting(self, now: float) -> bool:
        """Whether the source is now known by the new address."""
        return self.lasts_at is not None and now >= self.lasts_at and self.polls >= LASTING_POLLS


def state(
    *, now: float, muted: str | None, failing_since: float | None, new_at: float | None, added: float
) -> str:
    """How a source is: `ok`, `failing`, `stalled`, or `muted`."""
    if muted is not None:
        return "muted"
    if failing_since is not None and now - failing_since >= FAILING_SECONDS:
        return "stalled"
    if failing_since is not None:
        return "failing"
    return "stalled" if now - max(new_at or 0.0, added) >= STALLED_SECONDS else "ok"
