"""What a site's robots.txt asks for (RFC 9309), read with Protego."""

from __future__ import annotations

import math

from protego import Protego

from quotes.fetching.hosts import Rules

# RFC 9309 asks to read at least the first 500 kibibytes, and to keep the file no longer than a day.
LARGEST = 500 * 1024
KEPT_SECONDS = 24 * 3600.0
# How soon to look again for a file that could not be had: nothing is fetched meanwhile.
MISSED_SECONDS = 3600.0
# A site that asks for more gets no more than this; it is a way of saying "never", which has words of its own.
LONGEST_DELAY = 300.0
# Between two requests to a host that asks for nothing.
COURTESY_SECONDS = 1.0

PRODUCT = "quotes"


def rules_of(status: int, content: bytes, now: float) -> Rules:
    """What the answer to a request for robots.txt means."""
    if status == 200:
        return Rules(content[:LARGEST].decode("utf-8", "replace"), now + KEPT_SECONDS)
    if 400 <= status < 500 and status != 429:
        return Rules("", now + KEPT_SECONDS)
    return missed(now)


def missed(now: float) -> Rules:
    """Of a site whose robots.txt may exist and cannot be had: whether it allows anything is not known."""
    return Rules(None, now + MISSED_SECONDS)


def allows(rules: Rules, url: str) -> bool:
    return rules.text is not None and bool(_parsed(rules.text).can_fetch(url, PRODUCT))


def delay(rules: Rules) -> float:
    """The seconds that the site asks to let pass between two requests; 0 where it asks for nothing."""
    asked = _parsed(rules.text).crawl_delay(PRODUCT) if rules.text else None
    seconds = float(asked or 0)
    return min(max(seconds, 0.0), LONGEST_DELAY) if math.isfinite(seconds) else LONGEST_DELAY


def _parsed(text: str) -> Protego:
    return Protego.parse(text)
