"""Whether two wordings that are nearly the same say two things: one denies, counts or names otherwise.

"We will rebuild the bridge" and "We will not rebuild the bridge" differ in a single word, and so do thirty
houses and fifty, Velden and Tarnholm. Whoever said the one need not have said the other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from rapidfuzz.distance import Indel

from quotes.extraction.topic_names import known_name
from quotes.tracking.names import is_office, is_title, sounds
from quotes.tracking.vocabulary import SMALL_WORDS, denial, is_negation, is_number, numbers_in
from quotes.tracking.words import Word, begins_sentence, placed_words

# So many words in a row that only one of the two has are a passage that the other has left out.
LEFT_OUT = 5
# A name that begins with another of so many letters is a form of it: Tarnian, Tarn.
LONG_ENOUGH = 4
_OF_A_PEOPLE = re.compile(r"(?:ians?|ans?|ns?|ese|ish|is?|ain?|ia|a|e|s)$")


@dataclass(frozen=True, slots=True)
class Place:
    """Words of one text that stand in the place of others of the other; either may be none."""

    one: Sequence[Word]
    other: Sequence[Word]


def contradict(one: str, other: str) -> bool:
    """Whether two texts differ in a negation, or have another number or name in the place of one.

    What only one of them has is no contradiction, be it a number or a name; nor is a passage left out.
    """
    words, others = placed_words(one), placed_words(other)
    places = list(_places(words, others))
    return (
        _denials(places) != 0
        or _numbers_differ(places)
        or any(_names_differ(place, one, words, other, others) for place in places)
    )


def _places(words: Sequence[Word], others: Sequence[Word]) -> Iterator[Place]:
    """Where the two differ, but for passages that one of them leaves out."""
    a = c = 0
    same = Indel.opcodes([word.text for word in words], [word.text for word in others])
    for step in (*(step for step in same if step.tag == "equal"), None):
        b, d = (step.src_start, step.dest_start) if step else (len(words), len(others))
        if (a < b or c < d) and not (min(b - a, d - c) == 0 and max(b - a, d - c) >= LEFT_OUT):
            yield Place(words[a:b], others[c:d])
        if step:
            a, c = step.src_end, step.dest_end


def _denials(places: Sequence[Place]) -> int:
    """How many more denials the one side has than the other."""
    more = 0
    for place in places:
        one, other = _texts(place.one), _texts(place.other)
        more += sum(map(_denies, one)) - sum(map(_denies, other))
        more += sum(denial(word, instead) for word, instead in product(one, other))
    return more


def _denies(word: str) -> bool:
    # "Neither" and "not" say it already.
    return word != "nor" and is_negation(word)


def _numbers_differ(places: Sequence[Place]) -> bool:
    """Whether each side has a number that the other has not."""
    one: Counter[str] = Counter()
    other: Counter[str] = Counter()
    for place in places:
        beside = any(map(is_number, (*_texts(place.one), *_texts(place.other))))
        one.update(numbers_in(word for word in _texts(place.one) if is_number(word, beside)))
        other.update(numbers_in(word for word in _texts(place.other) if is_number(word, beside)))
    return bool(one - other) and bool(other - one)


def _names_differ(place: Place, one: str, words: Sequence[Word], other: str, others: Sequence[Word]) -> bool:
    """Whether a name stands in the place of another, and neither is a form of the other."""
    if not place.one or not place.other:
        return False
    known = known_name(_written(one, place.one))
    known_other = known_name(_written(other, place.other))
    if known is not None and known_other is not None:
        return known != known_other
    here, there = ({_bare(word) for word in all_words} for all_words in (words, others))
    names = [name for name in _names(one, place.one) if name not in there]
    in_place = [name for name in _names(other, place.other) if name not in here]
    return bool(names and in_place) and not any(
        _one_name(name, instead) for name, instead in product(names, in_place)
    )


def _names(text: str, words: Sequence[Word]) -> Iterator[str]:
    """The words that are written as names are; in capitals alone, none is."""
    return (_bare(word) for word in words if not text.isupper() and _is_name(text, word))


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
    """A name without what makes it that of a people or a language, if enough is left."""
    stem = _OF_A_PEOPLE.sub("", name)
    return stem if len(stem) >= LONG_ENOUGH else name


def _written(text: str, words: Sequence[Word]) -> str:
    return text[words[0].start : words[-1].end]


def _texts(words: Sequence[Word]) -> list[str]:
    return [word.text for word in words]
