"""Whether two similar wordings contradict each other: in a negation, a number or a name.

"We will rebuild the bridge" and "We will not rebuild the bridge" differ in a single word, and so do thirty
houses and fifty, Velden and Tarnholm. Such wordings cannot be two reports of the same words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from rapidfuzz.distance import Indel

from quotes.extraction.topics.topic_names import known_name
from quotes.tracking.names import is_office, is_title, sounds
from quotes.tracking.normalization import placed_normal_words
from quotes.tracking.vocabulary import SMALL_WORDS, denial, is_negation, is_number
from quotes.tracking.words import Word, begins_sentence

# This many consecutive words that only one text has are a passage that the other leaves out.
LEFT_OUT = 5
# In a longer place it is unclear which word replaces which.
LONGEST_PAIRED = 40
# A name that begins with another name of at least so many letters is a form of it: Tarnian, Tarn.
LONG_ENOUGH = 4
# A year without its century, after another or an apostrophe: 2019-20, '98.
_SHORT_YEAR = re.compile(r"(?<=[-‐‑–/'’])[0-9]{2}")
_YEAR = re.compile(r"[12][0-9]{3}")
# Dates, fractions and times of day, which are not interpreted: they are equal only if written alike.
_UNREAD = re.compile(r"[0-9]+[:/]")
_OF_A_PEOPLE = re.compile(r"(?:ians?|ans?|ns?|ese|ish|is?|ain?|ia|a|e|s)$")


@dataclass(frozen=True, slots=True)
class Place:
    """The differing words of two aligned texts at one place; either side may be empty."""

    one: Sequence[Word]
    other: Sequence[Word]


def contradict(one: str, other: str) -> bool:
    """Whether two texts differ in a negation, or in a number or name that replaces another.

    A number, a name or a passage that only one of them has is no contradiction.
    """
    words, others = placed_normal_words(one), placed_normal_words(other)
    return _contradict(one, words, other, others)


def contradict_in_common(one: str, other: str) -> bool:
    """The same for two texts with different endings: only the words up to the last common ones are compared.

    What follows the last common words is not another wording of the other's ending, if it is long.
    """
    words, others = placed_normal_words(one), placed_normal_words(other)
    same = [step for step in Indel.opcodes(_texts(words), _texts(others)) if step.tag == "equal"]
    if same and max(len(words) - same[-1].src_end, len(others) - same[-1].dest_end) >= LEFT_OUT:
        words, others = words[: same[-1].src_end], others[: same[-1].dest_end]
    return _contradict(one, words, other, others)


def _contradict(one: str, words: Sequence[Word], other: str, others: Sequence[Word]) -> bool:
    places = list(_places(words, others))
    return (
        denials(places) != 0
        or _numbers_differ([place for place in places if not _one_year(place, one, other)])
        or _any_names_differ(places, one, words, other, others)
    )


def _places(words: Sequence[Word], others: Sequence[Word]) -> Iterator[Place]:
    """The places where the two differ, except passages that one of them leaves out."""
    a = c = 0
    same = Indel.opcodes([word.text for word in words], [word.text for word in others])
    for step in (*(step for step in same if step.tag == "equal"), None):
        b, d = (step.src_start, step.dest_start) if step else (len(words), len(others))
        if (a < b or c < d) and not (min(b - a, d - c) == 0 and max(b - a, d - c) >= LEFT_OUT):
            yield Place(words[a:b], others[c:d])
        if step:
            a, c = step.src_end, step.dest_end


def denials(places: Sequence[Place]) -> int:
    """How many more negations one side has than the other."""
    more = 0
    for place in places:
        one, other = _texts(place.one), _texts(place.other)
        more += sum(map(_denies, one)) - sum(map(_denies, other))
        if max(len(one), len(other)) <= LONGEST_PAIRED:
            more += sum(denial(word, instead) for word, instead in product(one, other))
    return more


def _denies(word: str) -> bool:
    # "Neither" and "not" express it already.
    return word != "nor" and is_negation(word)


def _numbers_differ(places: Sequence[Place]) -> bool:
    """Whether each side has a number that the other lacks."""
    one: Counter[str] = Counter()
    other: Counter[str] = Counter()
    for place in places:
        beside = any(map(is_number, (*_texts(place.one), *_texts(place.other))))
        one.update(_numbers(place.one, beside=beside))
        other.update(_numbers(place.other, beside=beside))
    more, less = one - other, other - one
    return bool(more and less) and any(map(_UNREAD.match, more)) == any(map(_UNREAD.match, less))


def _numbers(words: Sequence[Word], *, beside: bool) -> Iterator[str]:
    for word in _texts(words):
        if is_number(word, beside):
            yield "one" if word in ("a", "an") else word


def _one_year(place: Place, one: str, other: str) -> bool:
    """Whether the difference is a year with its century in one text and without it in the other."""
    if len(place.one) != 1 or len(place.other) != 1:
        return False
    (word,), (instead,) = place.one, place.other
    return _is_short_for(word, one, instead) or _is_short_for(instead, other, word)


def _is_short_for(word: Word, text: str, year: Word) -> bool:
    short = _SHORT_YEAR.fullmatch(text, word.start, word.end)
    return short is not None and bool(_YEAR.fullmatch(year.text)) and year.text.endswith(word.text)


def _any_names_differ(
    places: Sequence[Place], one: str, words: Sequence[Word], other: str, others: Sequence[Word]
) -> bool:
    """Whether a name replaces another anywhere; in capitals alone, names are not recognised."""
    here, there = (bare_words(all_words) for all_words in (words, others))
    return any(names_differ(place, one, here, other, there) for place in places)


def bare_words(words: Sequence[Word]) -> set[str]:
    """The words of a text, without the possessive."""
    return {_bare(word) for word in words}


def names_differ(place: Place, one: str, here: set[str], other: str, there: set[str]) -> bool:
    """Whether both sides of a place have a name that the words of the other side lack."""
    if not place.one or not place.other:
        return False
    known = known_name(_written(one, place.one))
    known_other = known_name(_written(other, place.other))
    if known is not None and known_other is not None:
        return known != known_other
    if one.isupper() or other.isupper():
        return False
    return _differ(_names(one, place.one) - there, _names(other, place.other) - here)


def _differ(names: set[str], in_place: set[str]) -> bool:
    """Whether both sides have names, and none is a form of one on the other side."""
    return bool(names and in_place) and not any(
        _one_name(name, instead) for name, instead in product(names, in_place)
    )


def _names(text: str, words: Sequence[Word]) -> set[str]:
    """The words that are written like names."""
    return {_bare(word) for word in words if _is_name(text, word)}


def _bare(word: Word) -> str:
    return word.text.removesuffix("'s")


def _is_name(text: str, word: Word) -> bool:
    if not text[word.start : word.start + 1].isupper():
        return False
    if word.text in SMALL_WORDS or is_office(word.text) or is_title(word.text):
        return False
    return not begins_sentence(text, word) or known_name(text[word.start : word.end]) is not None


def _one_name(name: str, other: str) -> bool:
    """Whether two words are one name in two spellings or forms."""
    known, known_other = known_name(name), known_name(other)
    if known is not None and known_other is not None:
        return known == known_other
    short, long = sorted((name, other), key=len)
    if len(short) >= LONG_ENOUGH and (long.startswith(short) or _stem(short) == _stem(long)):
        return True
    return sounds(name) == sounds(other)


def _stem(name: str) -> str:
    """A name without the ending of a people or a language, if enough is left."""
    stem = _OF_A_PEOPLE.sub("", name)
    return stem if len(stem) >= LONG_ENOUGH else name


def _written(text: str, words: Sequence[Word]) -> str:
    return text[words[0].start : words[-1].end]


def _texts(words: Sequence[Word]) -> list[str]:
    return [word.text for word in words]
