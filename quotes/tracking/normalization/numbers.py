"""Numbers by value, however they are written: "1.2bn", "1,200 million", "half a dozen", "£5m"."""

from __future__ import annotations

from fractions import Fraction

from quotes.tracking.normalization.fractions import fraction, of_scale, slashed
from quotes.tracking.normalization.phrase import Phrase, Reading
from quotes.tracking.normalization.values import (
    ARTICLES,
    CARDINALS,
    CENTURIES,
    FRACTIONS,
    GOING_ON,
    HARDLY_COUNTING,
    LITERAL,
    MONEY,
    MOST_DIGITS,
    ORDINAL_ENDINGS,
    ORDINAL_SCALES,
    ORDINALS,
    PERHAPS_THOUSANDS,
    SCALES,
    SHORT_SCALES,
    SHORT_SCALES_OF_MONEY,
    SIGNS_OF_MONEY,
    TENS,
    WHOLE,
    Value,
)
from quotes.tracking.normalization.years import decade, short_year


def numeral(phrase: Phrase, at: int) -> Reading | None:
    """The number that begins at a word, in its normal form; None if there is none."""
    word = phrase[at]
    sign, start = (word, at + 1) if word in SIGNS_OF_MONEY else ("", at)
    year = (decade(phrase, at) or short_year(phrase, at)) if not sign else None
    if year is not None:
        return year
    found = _value(phrase, start, money=bool(sign))
    if found is None:
        return None
    if found.ordinal:
        return Reading(_as_word(f"{found.value}th"), found.end)
    behind = _sign_behind(phrase, found)
    text, end = _as_text(found.value), found.end + (behind != "" and sign in ("", behind))
    return Reading(f"{sign or behind}{text}" if sign or behind else _as_word(text), end)


def _sign_behind(phrase: Phrase, found: Value) -> str:
    """The currency sign for a number, from the word or sign after it."""
    word, end = phrase[found.end], found.end
    if word == "p":
        return word if found.digits and phrase.touches(end) and phrase[end + 1] != "m" else ""
    near = phrase.touches(end) if word in SIGNS_OF_MONEY else phrase.joins(end)
    return MONEY.get(word, "") if near else ""


def standing_alone(phrase: Phrase, at: int) -> Reading | None:
    """A one-word integer when the next word cannot be part of it, as is usual: a fast path."""
    word, then = phrase[at], phrase[at + 1]
    whole = word in CARDINALS or (WHOLE.fullmatch(word) and not PERHAPS_THOUSANDS.fullmatch(word))
    if not whole or then in GOING_ON or then[:1].isdigit():
        return None
    if len(word) == 2 and word.isdigit() and phrase.behind_apostrophe(at):
        return None
    return Reading(_as_word(str(CARDINALS[word]) if word in CARDINALS else str(int(word))), at + 1)


def _as_word(number: str) -> str:
    return HARDLY_COUNTING.get(number, number)


def whole_number(phrase: Phrase, at: int) -> Value | None:
    """The integer that begins at a word, if there is one."""
    found = _value(phrase, at)
    return found if found is not None and found.value.denominator == 1 else None


def _value(phrase: Phrase, at: int, *, money: bool = False) -> Value | None:
    word = phrase[at]
    if word == "minus":
        found = _value(phrase, at + 1, money=money) if phrase.joins(at + 1) else None
        return found._replace(value=-found.value) if found and not found.ordinal else None
    if word in ORDINALS:
        return Value(ORDINALS[word], at + 1, ordinal=True)
    if word in ORDINAL_SCALES:
        return Value(ORDINAL_SCALES[word], at + 1, ordinal=True)
    part = fraction(phrase, at)
    if part is not None:
        return of_scale(phrase, part)
    if LITERAL.fullmatch(word) and not PERHAPS_THOUSANDS.fullmatch(word):
        return _written_in_digits(phrase, at, money=money)
    if word in CARDINALS or (word in ARTICLES and phrase[at + 1] in SCALES and phrase.joins(at + 1)):
        spoken = _spoken(phrase, at, CARDINALS.get(word, 1))
        return _spoken_year(phrase, at) or _with_fraction(phrase, spoken)
    return None


def _written_in_digits(phrase: Phrase, at: int, *, money: bool) -> Value:
    value, end = _literal(phrase[at]), at + 1
    if phrase[end] in ORDINAL_ENDINGS and phrase.touches(end) and value.denominator == 1:
        return Value(value, end + 1, ordinal=True)
    power = _short_scale(phrase, end, money=money)
    if power is not None:
        return Value(value * 10**power, end + 1, digits=True)
    part = slashed(phrase[end])
    if part is not None and value.denominator == 1 and phrase.joins(end):  # 1½
        value, end = value + part, end + 1
    return _with_fraction(phrase, _spoken(phrase, end - 1, value))._replace(digits=True)


def _short_scale(phrase: Phrase, at: int, *, money: bool) -> int | None:
    word = phrase[at]
    if money and phrase.joins(at) and word in SHORT_SCALES_OF_MONEY:
        return SHORT_SCALES_OF_MONEY[word]
    near = phrase.joins(at) if money or len(word) > 1 else phrase.touches(at)
    return SHORT_SCALES.get(word) if near else None


def _spoken(phrase: Phrase, at: int, first: int | Fraction, below: int = 10**MOST_DIGITS) -> Value:
    """A number in several words, given the value of the first: "two hundred and five thousand".

    All scales in it are less than `below`.
    """
    value, end, greatest = first, at + 1, 0
    room = 10 if phrase[at] in TENS else 0  # the next part must be less than this
    while phrase.joins(end, comma=True):
        times = SCALES.get(phrase[end]) if phrase.joins(end) else None
        rest = _rest(phrase, end, room)
        if times is not None and times < below and value < 10**MOST_DIGITS:
            value, end, greatest = value * times, end + 1, max(greatest, times)
            room = times if phrase[end - 1] != "dozen" else 0
        elif rest is not None and not 0 < SCALES.get(phrase[rest.end], 0) <= greatest:
            value, end, room = value + rest.value, rest.end, 0
            if rest.ordinal:
                return Value(value, end, ordinal=True)
        else:
            break
    if phrase[end] in ORDINAL_SCALES and phrase.joins(end):
        return Value(value * ORDINAL_SCALES[phrase[end]], end + 1, ordinal=True)
    return Value(value, end)


def _rest(phrase: Phrase, at: int, room: int) -> Value | None:
    """The continuation of a number, less than `room`: the "and five" of "two hundred and five"."""
    comma = not phrase.joins(at)
    if room == 0 or (comma and room < 1000):
        return None
    start = at + 1 if phrase[at] == "and" and room >= 100 and phrase.joins(at + 1) else at
    first = _part_below(phrase[start], room)
    if first is None:
        return None
    if phrase[start] in ORDINALS:
        return Value(first, start + 1, ordinal=True)
    rest = _spoken(phrase, start, first, room)
    # "Two thousand, five hundred" may be one number; "two thousand, five of them here" is not.
    two = comma and (rest.value < 100 or phrase[start].isdigit())
    return rest if rest.value < room and not two else None


def _part_below(word: str, room: int) -> int | Fraction | None:
    """The value of a word that may continue a number; digits may do so only after thousands."""
    value: int | Fraction | None = CARDINALS.get(word, ORDINALS.get(word))
    if value is None and room >= 1000 and LITERAL.fullmatch(word):
        value = _literal(word)
    return value if value is not None and 0 < value < room else None


def _literal(word: str) -> int | Fraction:
    return Fraction(word) if "." in word else int(word)


def _with_fraction(phrase: Phrase, whole: Value) -> Value:
    """A number with its decimals or a fraction after it: "three point five", "two and a half"."""
    end = whole.end
    if not phrase.joins(end) or whole.value.denominator != 1 or whole.ordinal:
        return whole
    if phrase[end] == "point":
        digits = ""
        while phrase.joins(end + 1) and CARDINALS.get(phrase[end + 1], 10) < 10:
            digits += str(CARDINALS[phrase[end + 1]])
            end += 1
        return _scaled(phrase, Value(Fraction(f"{whole.value}.{digits}"), end + 1)) if digits else whole
    if phrase[end] == "and" and phrase.joins(end + 1):
        with_article = phrase[end + 1] in ARTICLES and phrase.joins(end + 2)
        named = FRACTIONS.get(phrase[end + 2]) if with_article else None
        part = Value(Fraction(1, named), end + 3) if named else fraction(phrase, end + 1, half=False)
        if part is not None and phrase[part.end] != "of":
            last = SCALES.get(phrase[end - 1], 1)  # "a million and a half"
            return _scaled(phrase, Value(whole.value + part.value * last, part.end))
    return whole


def _scaled(phrase: Phrase, found: Value) -> Value:
    """A number with the scale that follows: "two and a half million"."""
    times = SCALES.get(phrase[found.end]) if phrase.joins(found.end) else None
    return Value(found.value * times, found.end + 1) if times else found


def _spoken_year(phrase: Phrase, at: int) -> Value | None:
    """A year said as two numbers: "nineteen eighty-four", "nineteen oh five"."""
    century = CARDINALS.get(phrase[at], 0)
    if century not in CENTURIES or not phrase.joins(at + 1):
        return None
    then = phrase[at + 1]
    if then == "oh" and phrase.joins(at + 2) and 0 < CARDINALS.get(phrase[at + 2], 0) < 10:
        return Value(100 * century + CARDINALS[phrase[at + 2]], at + 3)
    if CARDINALS.get(then, 0) < 10:
        return None
    rest = _spoken(phrase, at + 1, CARDINALS[then])
    if rest.ordinal or rest.value.denominator != 1 or not 10 <= rest.value < 100:
        return None
    return rest._replace(value=100 * century + rest.value)


def _as_text(value: int | Fraction) -> str:
    """A value in digits, with decimals if possible, or else as a fraction."""
    if value.denominator == 1:
        return str(value.numerator)
    rest, power = value.denominator, 0
    while rest % 10 == 0 or rest % 5 == 0 or rest % 2 == 0:
        rest //= 10 if rest % 10 == 0 else 5 if rest % 5 == 0 else 2
        power += 1
    if rest != 1:
        return str(value)
    digits = f"{abs(value.numerator) * 10**power // value.denominator:0{power + 1}d}"
    return f"{'-' if value < 0 else ''}{digits[:-power]}.{digits[-power:]}".rstrip("0").rstrip(".")
