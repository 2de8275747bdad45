"""When to ask a source again: as seldom as it requests, but often enough to miss no article."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

MINUTE = 60.0
HOUR = 60 * MINUTE
DAY = 24 * HOUR

SHORTEST = 15 * MINUTE
FIRST = HOUR
LONGEST = 12 * HOUR
# The longest pause accepted from ttl or max-age; more must be a mistake in a news feed.
LONGEST_ASKED = DAY
# The longest pause accepted from Retry-After.
LONGEST_RETRY = 7 * DAY
# How many times a feed is fetched before newer articles push out its oldest one.
LOOKS_PER_WINDOW = 4

# A permanent redirect is believed when it has held for this long, and this many times in a row.
LASTING_SECONDS = 2 * DAY
LASTING_POLLS = 3
# A source is stalled if it had nothing new for this long, or for this multiple of its usual interval.
STALLED_SECONDS = 14 * DAY
FAILING_SECONDS = 3 * DAY

_MAX_AGE = re.compile(r"(?:^|[,\s])max-age\s*=\s*\"?(\d{1,9})", re.IGNORECASE)
_NEVER = re.compile(r"(?:^|[,\s])no-(?:store|cache)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Pace:
    """How often a source is asked: every `interval` seconds, and at least every `most`, given by its window.

    `failures` counts consecutive failures.
    """

    interval: float = FIRST
    most: float = LONGEST
    failures: int = 0


def max_age(cache_control: str) -> float:
    """The seconds for which an answer is fresh, by its Cache-Control header."""
    found = None if _NEVER.search(cache_control) else _MAX_AGE.search(cache_control)
    return float(found[1]) if found else 0.0


def after_answer(
    pace: Pace, now: float, *, new: int, window: float | None, asked: float
) -> tuple[Pace, float]:
    """The pace after a source has answered, and when to ask it next.

    `window` is the feed's, None if it is unchanged or has no times. `asked` is the longest pause that the
    feed or its server requests, in seconds.
    """
    most = pace.most if window is None else min(max(window / LOOKS_PER_WINDOW, SHORTEST), LONGEST)
    wanted = pace.interval / 2 if new else pace.interval * 1.5
    pace = Pace(min(max(wanted, SHORTEST), most), most)
    return pace, now + max(pace.interval, min(asked, LONGEST_ASKED))


def after_failure(pace: Pace, now: float, retry_after: float | None) -> tuple[Pace, float]:
    """The pace after a source has failed, and when to try again; the pause doubles each time."""
    pace = replace(pace, failures=pace.failures + 1)
    pause = min(max(pace.interval, SHORTEST) * 2 ** min(pace.failures, 10), DAY)
    return pace, now + max(pause, min(retry_after or 0.0, LONGEST_RETRY))


@dataclass(frozen=True, slots=True)
class Move:
    """The permanent redirect of a source: where to, since when, and in how many answers in a row."""

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
        """Whether the source now has the new address."""
        return self.lasts_at is not None and now >= self.lasts_at and self.polls >= LASTING_POLLS


def state(
    *, now: float, muted: str | None, failing_since: float | None, new_at: float | None, added: float
) -> str:
    """The state of a source: `ok`, `failing`, `stalled` or `muted`."""
    if muted is not None:
        return "muted"
    if failing_since is not None and now - failing_since >= FAILING_SECONDS:
        return "stalled"
    if failing_since is not None:
        return "failing"
    return "stalled" if now - max(new_at or 0.0, added) >= STALLED_SECONDS else "ok"
