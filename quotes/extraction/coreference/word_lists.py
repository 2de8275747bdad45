"""The word lists of this package, read from `data/`: titles, roles, things, given names and more.

All keys are folded (see `fold`): lower case, no accents, no punctuation except hyphens inside compounds.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

Gender = Literal["m", "f"]
Thing = Literal["organization", "document", "group"]

PRONOUN_GENDER: Mapping[str, Gender] = {
    "he": "m", "him": "m", "his": "m", "himself": "m",
    "she": "f", "her": "f", "hers": "f", "herself": "f",
}  # fmt: skip

_APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼ`´"), None)


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """A word in a form for comparison: without case, accents, apostrophes and full stops."""
    if word.isascii():
        return word.lower().replace(".", "").replace("'", "").replace("`", "")
    bare = unicodedata.normalize("NFKD", word.translate(_APOSTROPHES))
    return "".join(char for char in bare if not unicodedata.combining(char)).casefold().replace(".", "")


@dataclass(frozen=True, slots=True)
class Role:
    """A noun for a person. `wider` are more general nouns that may replace it later in an article.

    A `relational` noun says what somebody is to somebody else: "the father".
    """

    noun: str
    gender: Gender | None
    epithet: bool
    wider: frozenset[str]
    relational: bool = False


def _lines(name: str) -> Iterator[list[str]]:
    resource = files("quotes.extraction.coreference").joinpath("data", name)
    for line in resource.read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.split()


def _gender(mark: str) -> Gender | None:
    return "m" if mark == "m" else "f" if mark == "f" else None


@cache
def titles() -> Mapping[str, Gender | None]:
    """Titles before a name, with the gender they tell."""
    return {fold(word): _gender(mark) for word, mark in _lines("titles.txt")}


@cache
def roles() -> Mapping[str, Role]:
    """Nouns for people; compounds are joined by a hyphen ("prime-minister")."""
    table: dict[str, Role] = {}
    for noun, mark, flags, *wider in _lines("roles.txt"):
        key = fold(noun)
        table[key] = Role(key, _gender(mark), "e" in flags, frozenset(map(fold, wider)), "r" in flags)
    return table


@cache
def things() -> Mapping[str, Thing]:
    """Nouns for sources other than single persons."""
    kinds: dict[str, Thing] = {"organization": "organization", "document": "document", "group": "group"}
    return {fold(noun): kinds[kind] for noun, kind in _lines("things.txt")}


@cache
def given_names() -> Mapping[str, Gender | None]:
    """Given names with their gender; None if the name is used by both."""
    table: dict[str, Gender | None] = {}
    for file, gender in (("names_male.txt", "m"), ("names_female.txt", "f")):
        for line in _lines(file):
            for name in map(fold, line):
                table[name] = _gender(gender) if table.get(name, gender) == gender else None
    return table


@cache
def nickname_sets() -> Mapping[str, frozenset[int]]:
    """Given name → the numbers of the sets of interchangeable names that contain it."""
    table: dict[str, set[int]] = {}
    for number, line in enumerate(_lines("nicknames.txt")):
        for name in map(fold, line):
            table.setdefault(name, set()).add(number)
    return {name: frozenset(numbers) for name, numbers in table.items()}


@cache
def us_states() -> Mapping[str, str]:
    """Short form of a state ("wis", "tx") → its folded name, several words joined by a space."""
    table: dict[str, str] = {}
    for name, *short_forms in _lines("us_states.txt"):
        full = fold(name.replace("_", " "))
        for form in (full, *map(fold, short_forms)):
            table[form] = full
    return table


@cache
def nationalities() -> Mapping[str, str]:
    """Words for one person by country alone ("swiss", "frenchwoman") → the country."""
    return {fold(word): country for country, *words in _lines("nationalities.txt") for word in words}


@cache
def places() -> frozenset[str]:
    """Names of places that do not count as a person's name without further evidence."""
    return frozenset(fold(word.replace("_", " ")) for line in _lines("places.txt") for word in line)


@cache
def word_set(name: str) -> frozenset[str]:
    """The set of that name in `data/words.txt`, with words as written there."""
    return frozenset(word for label, *line in _lines("words.txt") if label == f"{name}:" for word in line)


SAYING = word_set("saying")
