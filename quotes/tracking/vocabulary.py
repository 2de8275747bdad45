"""What single words mean to a comparison: which carry little, which count, which deny, which name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

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

_BELOW_TWENTY = words_of(
    """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen sixteen seventeen eighteen nineteen"""
)
_TENS = words_of("twenty thirty forty fifty sixty seventy eighty ninety")
# Powers of ten.
_SCALES = {"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}
NUMBER_WORDS = frozenset({*_BELOW_TWENTY, *_TENS, *_SCALES} - {"one"}) | frozenset(
    words_of(
        """hundreds thousands millions billions trillions dozen dozens half third quarter thirds quarters
        fourth fifth sixth seventh eighth ninth tenth twice double triple thrice percent once"""
    )
)
# Numbers only beside other numbers: "the first time" becoming "the last time" is no other number.
_PERHAPS_NUMBERS = frozenset(("one", "first", "second", "both", "single", "a", "an"))

_ORDINALS = words_of("first second third fourth fifth sixth seventh eighth ninth tenth")
_VALUES = (
    {"a": Decimal(1), "an": Decimal(1)}
    | {word: Decimal(value) for value, word in enumerate(_BELOW_TWENTY)}
    | {word: Decimal(20 + 10 * place) for place, word in enumerate(_TENS)}
    | {word: Decimal(value) for value, word in enumerate(_ORDINALS, 1)}
)
# What a number before it is multiplied by, and what it counts without one.
_MULTIPLIES = {word: Decimal(10) ** power for word, power in _SCALES.items()} | {"dozen": Decimal(12)}
# What a number said after it must be less than to be a part of the same: "twenty five", "hundred and five".
_ROOM = {word: _MULTIPLIES[word] for word in _SCALES} | dict.fromkeys(_TENS, Decimal(10))
# Longer numbers are compared as they are written: a Decimal holds so many digits exactly.
_MOST_DIGITS = 28

NEGATIONS = frozenset(
    words_of(
        """not no never nobody nothing neither nor none nowhere without hardly barely scarcely seldom rarely
        cannot noone nought naught refuse refuses refused fail fails failed deny denies denied
        lack lacks lacked ain't"""
    )
)
_NEGATIVE_BEGINNINGS = ("un", "in", "im", "il", "ir", "dis", "non", "anti")
_NEGATIVE_ENDINGS = (("less", "ful"), ("less", ""))

_SIGN_OF_MONEY = re.compile(r"^[^0-9-]+")

WEIGHT_OF_SMALL_WORDS = 0.35


def weight(word: str) -> float:
    """How much a word says about which passage it is from."""
    return WEIGHT_OF_SMALL_WORDS if word in SMALL_WORDS else 1.0


def is_negation(word: str) -> bool:
    """Whether a word denies what it stands by."""
    return word in NEGATIONS or word.endswith("n't")


def is_number(word: str, beside: bool = False) -> bool:
    """Whether a word counts; `beside` is whether another number stands in its place."""
    if word in NUMBER_WORDS or (beside and word in _PERHAPS_NUMBERS):
        return True
    return not word.isalpha() and (any(char.isdigit() for char in word) or not word[0].isalpha())


def is_part_of_number(part: str, number: str) -> bool:
    """Whether a number in its normal form is said with some of the words of another, which it is not.

    A scale alone is no number ("million" of "3 million"), and one without its sign of money is the same.
    """
    if part in _SCALES or not is_number(part, beside=True) or number[0].isalpha():
        return False
    return part != _SIGN_OF_MONEY.sub("", number)


def numbers_in(words: Iterable[str], beside: bool = False) -> Iterator[str]:
    """The numbers among words, each in one form: "5 million", "five million" and "5,000,000".

    `beside` is as for `is_number`. A number that is not read is given as it is written.
    """
    parts: list[Decimal] = []  # of one number, the greatest first: "two hundred and five" is 200 and 5
    room = Decimal(0)  # what another part must be less than
    for word in words:
        if word == "and" and room >= 100:
            continue
        times = _MULTIPLIES.get(word)
        if times is not None and parts and parts[0].adjusted() < _MOST_DIGITS:
            _multiply(parts, times)
            room = _ROOM.get(word, Decimal(0))
            continue
        number = times or (_value(word) if is_number(word, beside) else None)
        if parts and (number is None or word in ("a", "an") or not 0 < number < room):
            yield _as_written(parts)
            parts = []
        if number is not None:
            parts.append(number)
        elif is_number(word, beside):
            yield word
        room = _ROOM.get(word, Decimal(0))
    if parts:
        yield _as_written(parts)


def _multiply(parts: list[Decimal], times: Decimal) -> None:
    """Multiply the last parts of a number, as "two million three hundred" goes on with "thousand"."""
    last = parts.pop()
    while parts and parts[-1] < times:
        last += parts.pop()
    parts.append(last * times)


def _as_written(parts: list[Decimal]) -> str:
    return f"{sum(parts, Decimal(0)).normalize():f}"


def _value(word: str) -> Decimal | None:
    if len(word) <= _MOST_DIGITS and re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", word):
        return Decimal(word)
    return _VALUES.get(word)


def denial(word: str, other: str) -> int:
    """1 where a word denies the other by its beginning or ending, -1 where the other does, 0 where none."""
    if not opposes(word, other):
        return 0
    return 1 if (word.endswith("less"), len(word)) > (other.endswith("less"), len(other)) else -1


def opposes(one: str, other: str) -> bool:
    """Whether one word is the other with a beginning or an ending that denies it."""
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
