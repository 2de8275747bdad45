"""Classes of single words: small words, numbers, negations."""

from __future__ import annotations

import re

from quotes.tracking.words import words_of

SMALL_WORDS = frozenset(
    words_of(
        """a an the this that these those it its it's he his him he's she her hers she's they their them
        they're they've we our us i my me i'm i've i'd i'll you your you're is isn't are aren't
        was wasn't were weren't be been being am has hasn't have haven't had hadn't having do does
        did don't doesn't didn't doing done will won't would wouldn't shall should shouldn't can
        can't could couldn't may might must to of in on at by for from with as and or but so if
        then than there there's here very more most much many some any all who whom whose which
        what when where why how about into over under also just not no never nor out up down off
        only own same such too now well really even still yet again because while until before
        after through between both each other another we're we've we'll we'd that's what's let's
        lets get got go going gone goes come came make made say said says tell told think know
        want like see look take one ones thing things way lot kind people every something anything
        everything nothing someone anyone everyone nobody yes oh okay ok s t d ll re ve m mr mrs
        ms dr cannot"""
    )
)

_SCALES = frozenset(words_of("hundred thousand million billion trillion dozen"))
# Number words; those with a value are digits in their normal form.
NUMBER_WORDS = _SCALES | frozenset(
    words_of(
        """hundreds thousands millions billions trillions dozens half third quarter thirds quarters
        double triple once"""
    )
)
# Numbers only next to other numbers: changing "the first time" to "the last time" changes no number.
_PERHAPS_NUMBERS = frozenset(("one", "first", "second", "both", "single", "a", "an"))
_SIGN_OF_MONEY = re.compile(r"^[^0-9-]+")

NEGATIONS = frozenset(
    words_of(
        """not no never nobody nothing neither nor none nowhere without hardly barely scarcely seldom rarely
        cannot noone nought naught refuse refuses refused fail fails failed deny denies denied
        lack lacks lacked ain't"""
    )
)
_NEGATIVE_BEGINNINGS = ("un", "in", "im", "il", "ir", "dis", "non", "anti")
_NEGATIVE_ENDINGS = (("less", "ful"), ("less", ""))

WEIGHT_OF_SMALL_WORDS = 0.35


def weight(word: str) -> float:
    """How much a word helps to identify its passage."""
    return WEIGHT_OF_SMALL_WORDS if word in SMALL_WORDS else 1.0


def is_negation(word: str) -> bool:
    """Whether a word is a negation."""
    return word in NEGATIONS or word.endswith("n't")


def is_number(word: str, beside: bool = False) -> bool:
    """Whether a word is a number; `beside` tells whether another number is in its place."""
    if word in NUMBER_WORDS or (beside and word in _PERHAPS_NUMBERS):
        return True
    return not word.isalpha() and (any(char.isdigit() for char in word) or not word[0].isalpha())


def is_part_of_number(part: str, number: str) -> bool:
    """Whether a number in its normal form consists of some words of another number.

    A scale alone is no number ("million" in "3 million"), and a number without its currency sign is the same
    number.
    """
    if part in _SCALES or not is_number(part, beside=True) or number[0].isalpha():
        return False
    return part != _SIGN_OF_MONEY.sub("", number)


def denial(word: str, other: str) -> int:
    """1 if a word negates the other by its prefix or suffix, -1 for the reverse, 0 for neither."""
    if not opposes(word, other):
        return 0
    return 1 if (word.endswith("less"), len(word)) > (other.endswith("less"), len(other)) else -1


def opposes(one: str, other: str) -> bool:
    """Whether one word is the other with a negating prefix or suffix."""
    short, long = sorted((one, other), key=len)
    if len(short) < 3:
        return False
    if any(long == begin + short for begin in _NEGATIVE_BEGINNINGS):
        return True
    return any(
        one.removesuffix(less) + ful == other or other.removesuffix(less) + ful == one
        for less, ful in _NEGATIVE_ENDINGS
        if one.endswith(less) != other.endswith(less)
    )
