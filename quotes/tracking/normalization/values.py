"""The values of number words."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

from quotes.tracking.normalization.lexicon import counted_in, meanings, words_in

# Longer numbers are compared as written.
MOST_DIGITS = 28
LITERAL = re.compile(rf"-?[0-9]{{1,{MOST_DIGITS}}}(?:\.[0-9]{{1,{MOST_DIGITS}}})?")
WHOLE = re.compile(rf"[0-9]{{1,{MOST_DIGITS}}}")
# These may be thousands in the notation of other languages, or a part of them, but not "1" and "0".
PERHAPS_THOUSANDS = re.compile(r"-?[0-9]{1,3}(?:\.000)+|0[0-9]{2,}")


def _in_order(digits: str, teens: str, tens: str) -> dict[str, int]:
    below_twenty = (*words_in("numbers", digits), *words_in("numbers", teens))
    return {word: value for value, word in enumerate(below_twenty)} | {
        word: 10 * value for value, word in enumerate(words_in("numbers", tens), 2)
    }


CARDINALS = _in_order("digits", "teens", "tens")
ORDINALS = _in_order("ordinal digits", "ordinal teens", "ordinal tens")
TENS = frozenset(words_in("numbers", "tens"))
SCALES = {word: 10**power for word, power in counted_in("numbers", "scales").items()} | {"dozen": 12}
ORDINAL_SCALES = {word: 10**power for word, power in counted_in("numbers", "ordinal scales").items()}
SHORT_SCALES = counted_in("numbers", "short scales")
SHORT_SCALES_OF_MONEY = counted_in("numbers", "short scales of money")
FRACTIONS = counted_in("numbers", "fractions")
DECADES = counted_in("numbers", "decades")
ORDINAL_ENDINGS = frozenset(("st", "nd", "rd", "th"))
ARTICLES = frozenset(("a", "an"))
MONEY = meanings("money")
SIGNS_OF_MONEY = frozenset(MONEY.values()) - {"p"}
# These are so rarely numbers that they stay words, and a replacement of them is not a changed number.
HARDLY_COUNTING = {"1": "one", "1th": "first", "2th": "second"}
# The centuries whose years are spoken as two numbers: "nineteen eighty-four".
CENTURIES = range(16, 21)

STARTS = frozenset(
    (*CARDINALS, *ORDINALS, *ORDINAL_SCALES, *DECADES, *SIGNS_OF_MONEY, *ARTICLES, "half", "minus")
)

# Words that continue a number.
GOING_ON = frozenset((*CARDINALS, *ORDINALS, *SCALES, *ORDINAL_SCALES, *DECADES, *FRACTIONS)).union(
    (*MONEY, *ORDINAL_ENDINGS, *SHORT_SCALES, *SHORT_SCALES_OF_MONEY),
    (f"{word}s" for word in FRACTIONS),
    ("and", "point", "oh", "s"),
)
BEHIND_ARTICLES = frozenset((*SCALES, *FRACTIONS, *ORDINALS, *TENS))


class Value(NamedTuple):
    """A number as far as it has been read; `digits` tells whether it is written in digits."""

    value: int | Fraction
    end: int
    ordinal: bool = False
    digits: bool = False
