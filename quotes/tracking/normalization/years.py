"""Decades, and years without their century, in one form: "the 1990s" and "the nineties", "'98"."""

from __future__ import annotations

import re

from quotes.tracking.normalization.phrase import Phrase, Reading
from quotes.tracking.normalization.values import CARDINALS, CENTURIES, DECADES

# Years without a century are in the last century from here on.
_OF_LAST_CENTURY = 30


def decade(phrase: Phrase, at: int) -> Reading | None:
    """Ten years: "the 1990s", "the '90s", "the nineties", "the nineteen nineties"."""
    word, then = phrase[at], phrase[at + 1]
    if word in DECADES:
        return Reading(f"{DECADES[word]}s", at + 1)
    if CARDINALS.get(word, 0) in CENTURIES and then in DECADES and phrase.joins(at + 1):
        return Reading(_years(100 * CARDINALS[word] + DECADES[then]), at + 2)
    if (
        re.fullmatch(r"(?:[12][0-9])?[0-9]0", word)
        and then == "s"
        and phrase.touches(at + 1, apostrophe=True)
    ):
        return Reading(_years(int(word)), at + 2)
    return None


def _years(first: int) -> str:
    """A decade in its usual form: that of the last century without the century."""
    return f"{first - 1900}s" if 1910 <= first < 2000 else f"{first}s"


def short_year(phrase: Phrase, at: int) -> Reading | None:
    """A year without its century, after an apostrophe: '98."""
    word = phrase[at]
    if not re.fullmatch(r"[0-9]{2}", word) or not phrase.behind_apostrophe(at):
        return None
    century = 1900 if int(word) >= _OF_LAST_CENTURY else 2000
    return Reading(str(century + int(word)), at + 1)
