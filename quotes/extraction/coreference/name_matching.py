"""Compare the names of people and organizations as strings: their parts, and which may name the same one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import OSA

from quotes.extraction.coreference.word_lists import (
    Gender,
    fold,
    given_names,
    nickname_sets,
    titles,
    word_set,
)

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_PARTICLES = word_set("name_particles")
_SMALL_WORDS = word_set("organization_small")
_EDGES = " \t\n\r\u00a0,;:.!?\"“”„«»()[]{}*-–—_/|•'‘’`"
_POSSESSIVE = re.compile(r"[’'`]s?$")


def clean(text: str) -> str:
    """A name as written, on one line, without marks around it and without a possessive ending."""
    line = " ".join(text.split()).strip(_EDGES)
    line = _POSSESSIVE.sub("", line).strip(_EDGES)
    # An initial or "Jr" keeps the full stop that stripping removed.
    last = line.rsplit(" ", 1)[-1]
    if fold(last) in {"jr", "sr"} and text.strip().startswith(line) and f"{last}." in text:
        return f"{line}."
    return line


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name in folded parts. `words` contains all but titles and suffix, in the written order."""

    words: tuple[str, ...]
    suffix: str | None

    @property
    def family(self) -> str:
        """The last word, which is the family name in most names."""
        return self.words[-1] if self.words else ""

    @property
    def is_full(self) -> bool:
        """Whether there is more than a single name."""
        return len(self.words) > 1


def split_titles(name: str) -> tuple[list[str], list[str]]:
    """The words of a name as (titles before it, the rest); the rest is never empty."""
    words = name.split()
    known = titles()
    first = 0
    while first < len(words) - 1:
        word = fold(words[first].strip(_EDGES))
        # "Dean Baker", "Don Fowl": before a single word, a title that is also a given name is kept.
        if word not in known or (first == len(words) - 2 and word in given_names()):
            break
        first += 1
    return words[:first], words[first:]


@lru_cache(maxsize=4096)
def parse_person(name: str) -> PersonName:
    """The parts of a person's name as written, with or without titles before it."""
    _, rest = split_titles(name)
    words = [fold(word.strip(_EDGES)) for word in rest]
    words = [word for word in words if word]
    suffix = None
    if len(words) > 1 and words[-1] in _SUFFIXES:
        suffix = words.pop()
    return PersonName(tuple(words), suffix)


def without_article(word: str) -> str:
    """A word of an Arabic name without its article: "al-sisi" → "sisi"."""
    head, hyphen, tail = word.partition("-")
    return tail if hyphen and tail and head in {"al", "el", "as", "ash", "ar", "an", "ad"} else word


def same_given(first: str, second: str) -> bool:
    """Whether two given names may be the same: equal, an initial, a short form or a spelling variant."""
    if first == second:
        return True
    if len(first) == 1 or len(second) == 1:
        return first[0] == second[0]
    if nickname_sets().get(first, frozenset()) & nickname_sets().get(second, frozenset()):
        return True
    return min(len(first), len(second)) >= 6 and OSA.distance(first, second, score_cutoff=1) <= 1


def same_family(first: str, second: str) -> bool:
    """Whether two family names may be the same but for an article or a slip in a long name."""
    first, second = without_article(first), without_article(second)
    if first == second or first.replace("-", "") == second.replace("-", ""):
        return True
    swapped = len(first) == len(second) and sorted(first) == sorted(second) and first[0] == second[0]
    least = 5 if swapped else 6  # two letters that changed places are a slip of the pen
    return min(len(first), len(second)) >= least and OSA.distance(first, second, score_cutoff=1) <= 1


def same_person(first: PersonName, second: PersonName) -> bool:
    """Whether two names of several words each may belong to one person."""
    if first.suffix and second.suffix and first.suffix != second.suffix:
        return False
    short, long = sorted((first.words, second.words), key=len)
    if not short:
        return False
    if same_family(short[-1], long[-1]) and same_given(short[0], long[0]):
        middles = [word for word in (short[1:-1], long[1:-1]) if word]
        return len(middles) < 2 or same_given(middles[0][0], middles[1][0]) or len(middles[0][0]) > 3
    if len(short) < len(long):
        return _contains(long, short)
    # Given and family name in the reverse order.
    return len(short) == 2 and short == long[::-1]


def _contains(long: tuple[str, ...], short: tuple[str, ...]) -> bool:
    """Whether `long` has the words of `short` in order, starting with its first or ending with its last."""
    position = 0
    for word in short:
        while position < len(long) and not same_family(long[position], word):
            position += 1
        if position == len(long):
            return False
        position += 1
    return same_given(long[0], short[0]) or same_family(long[-1], short[-1])


def part_match(full: PersonName, part: PersonName) -> float:
    """How well a shorter name matches a full one: 1 for the family name, less for other parts, else 0."""
    if not part.words or (len(part.words) >= len(full.words) and full.is_full):
        return 0.0
    size = len(part.words)
    if all(map(same_family, full.words[-size:], part.words)):
        return 1.0
    if full.words[:size] == part.words:
        return 0.8 if full.words[0] not in given_names() else 0.7
    for start in range(1, len(full.words) - size):
        if full.words[start : start + size] == part.words:
            return 0.3 if part.words[0] in _PARTICLES else 0.6
    if size == 1 and any(part.words[0] in word.split("-") for word in full.words if "-" in word):
        return 0.5 if len(part.words[0]) > 3 else 0.0
    return 0.0


def given_gender(name: PersonName) -> Gender | None:
    """The gender that the given name tells; the first word that tells one decides."""
    known = given_names()
    if name.is_full and name.words[0] == "al":  # not in the list, because other names begin with "Al", too
        return "m"
    for word in name.words[:-1] or name.words:
        for key in (word, word.split("-")[0]):
            if key in known:
                return known[key]
    return None


def is_short_form(short: str, full: str) -> bool:
    """Whether an organization's short name matches the full one: "the Times", "IRGC", "Peabody"."""
    brief, words = organization_words(short), organization_words(full)
    if not brief or not words or len(brief) > len(words) or brief == words:
        return bool(brief) and brief == words
    joined = "".join(brief)
    if len(brief) == 1 and joined in acronyms(full):
        return True
    kept = [word for word in brief if word not in _SMALL_WORDS]
    if not kept:
        return False
    if words[: len(kept)] == kept or words[-len(kept) :] == kept:
        return True
    return len(kept) > 1 and all(word in words for word in kept)


@lru_cache(maxsize=4096)
def _organization_words(name: str) -> tuple[str, ...]:
    words = [fold(part) for part in re.split(r"[\s\u00a0–—-]+", clean(name))]
    return tuple(word for word in words if word and word != "the")


def organization_words(name: str) -> list[str]:
    """The folded words of an organization's name, without its article."""
    return list(_organization_words(name))


@lru_cache(maxsize=4096)
def acronyms(name: str) -> frozenset[str]:
    """The acronyms of a name of several words, folded."""
    words = [part for part in re.split(r"[\s\u00a0–—-]+", clean(name)) if part]
    content = [word for word in words if fold(word) not in _SMALL_WORDS]
    if len(content) < 2:
        return frozenset()
    every = "".join(fold(word)[:1] for word in words if fold(word) != "the")
    capitals = "".join(char for word in content for char in word if char.isupper()).lower()
    found = {"".join(fold(word)[:1] for word in content), every, capitals}
    return frozenset(form for form in found if len(form) >= 2)


def repeats(name: str) -> bool:
    """Whether a name contains a word twice in a row: a sign of two lines run together."""
    return any(first == second for first, second in pairwise(name.casefold().split()))


def is_given_name(name: str) -> bool:
    """Whether the first word of a name is a known given name."""
    return fold(name.split(maxsplit=1)[0]) in given_names() if name.split() else False
