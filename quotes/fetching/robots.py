"""The rules of a site's robots.txt (RFC 9309), read with Protego."""

from __future__ import annotations

import math

from protego import Protego

from quotes.fetching.hosts import Rules

# RFC 9309 requires reading at least the first 500 kibibytes, and keeping the file for at most a day.
LARGEST = 500 * 1024
KEPT_SECONDS = 24 * 3600.0
# How soon to try again after a file could not be fetched; nothing else is fetched meanwhile.
MISSED_SECONDS = 3600.0
# The longest delay that is respected. A longer one means "never", for which robots.txt has Disallow.
LONGEST_DELAY = 300.0
# The seconds between two requests to a host that requests no delay.
COURTESY_SECONDS = 1.0

PRODUCT = "quotes"


def rules_of(status: int, content: bytes, now: float) -> Rules:
    """The rules that follow from the answer to a request for robots.txt."""
    if status == 200:
        return Rules(content[:LARGEST].decode("utf-8", "replace"), now + KEPT_SECONDS)
    if 400 <= status < 500 and status != 429:
        return Rules("", now + KEPT_SECONDS)
    return missed(now)


def missed(now: float) -> Rules:
    """The rules of a site whose robots.txt may exist but cannot be fetched: nothing is allowed."""
    return Rules(None, now + MISSED_SECONDS)


def allows(rules: Rules, url: str) -> bool:
    return rules.text is not None and bool(_parsed(rules.text).can_fetch(url, PRODUCT))


def delay(rules: Rules) -> float:
    """The seconds that the site requests between two requests; 0 if it requests none."""
    asked = _parsed(rules.text).crawl_delay(PRODUCT) if rules.text else None
    seconds = float(asked or 0)
    return min(max(seconds, 0.0), LONGEST_DELAY) if math.isfinite(seconds) else LONGEST_DELAY


def _parsed(text: str) -> Protego:
    return Protego.parse(text)
