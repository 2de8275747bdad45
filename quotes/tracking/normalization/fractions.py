"""Parts of a whole: "half", "two thirds", "a quarter of a million", "2/3"."""

from __future__ import annotations

import re
from fractions import Fraction

from quotes.tracking.normalization.phrase import Phrase
from quotes.tracking.normalization.values import ARTICLES, CARDINALS, FRACTIONS, SCALES, Value

_SLASHED = re.compile(r"([0-9]{1,4})/([0-9]{1,4})")


def fraction(phrase: Phrase, at: int, *, half: bool = True) -> Value | None:
    """A fraction of a whole: "half", "two thirds", "a quarter of", "2/3"."""
    word, then = phrase[at], phrase[at + 1]
    in_digits = slashed(word)
    if in_digits is not None:
        return Value(in_digits, at + 1, digits=True)
    if word == "half" and half:
        return Value(Fraction(1, 2), at + 1)
    if not phrase.joins(at + 1):
        return None
    if word in ARTICLES and then in FRACTIONS:
        whole = phrase[at + 2] == "of" or (then == "half" and phrase[at + 2] in SCALES)
        return Value(Fraction(1, FRACTIONS[then]), at + 2) if whole else None
    count = CARDINALS.get(word) or (int(word) if re.fullmatch(r"[0-9]{1,2}", word) else 0)
    if count == 1 and then in FRACTIONS:
        return Value(Fraction(1, FRACTIONS[then]), at + 2)
    if count > 1 and then.endswith("s") and then[:-1] in FRACTIONS:
        return Value(Fraction(count, FRACTIONS[then[:-1]]), at + 2)
    return None


def slashed(word: str) -> Fraction | None:
    """A fraction in digits in its lowest terms; anything else with a slash may be a day."""
    found = _SLASHED.fullmatch(word)
    if found is None or int(found[1]) == 0 or int(found[2]) == 0:
        return None
    value = Fraction(int(found[1]), int(found[2]))
    return value if value < 1 and str(value) == word else None


def of_scale(phrase: Phrase, part: Value) -> Value:
    """A fraction with its scale: "half a million", "three quarters of a million"."""
    end = part.end + (phrase[part.end] == "of")
    end += phrase[end] in ARTICLES
    if phrase[end] in SCALES and all(phrase.joins(between) for between in range(part.end, end + 1)):
        return Value(part.value * SCALES[phrase[end]], end + 1)
    return part
