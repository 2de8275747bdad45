"""Descriptions: phrases that say what a person or an organization is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quotes.extraction.coreference.article_tokens import POSSESSIVE, ArticleTokens
from quotes.extraction.coreference.word_lists import (
    Gender,
    Thing,
    fold,
    nationalities,
    roles,
    things,
    titles,
    word_set,
)

_DETERMINERS = word_set("determiners")
_DEFINITE = frozenset(["the", "this", "that", "these", "those"])
_POSSESSIVE_PRONOUNS = frozenset(["his", "her", "its", "their", "our", "my", "your"])
_PREPOSITIONS = word_set("prepositions")
_STOPS = word_set("clause_words")
_OFFICES = word_set("offices_of_places")
_FORMER = word_set("former")
_IN_A_SEAT = frozenset({"the", "(", *POSSESSIVE, ""})
_LONGEST_SEAT = 8  # tokens
_ONE_OR_THE = frozenset({"the", "this", "a", "an", "another", "one"})
COMPATRIOT = "compatriot"  # the head of "the Swiss" and "the 80-year-old"
_AGE = re.compile(r"(\d+)[-–‑ ]years?[-–‑ ]old")
_NUMBERS = frozenset({"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"})
PARTY = re.compile(r"[RDI][-–—][A-Z]")
_PARTY_WORDS = {
    "republican": "republican",
    "gop": "republican",
    "democratic": "democrat",
    "democrat": "democrat",
}


@dataclass(frozen=True, slots=True)
class Description:
    """A description: the nouns that head it, all its folded words, and its position.

    `heads` are role nouns or nouns for things; the one nearest to the determiner comes first. `of_name` are
    the words of a name at its end ("spokesman for Brune Rail").
    """

    heads: tuple[str, ...]
    words: frozenset[str]
    first: int
    last: int  # the token after it, or the name's first token if it precedes a name
    text: str
    definite: bool = True
    plural: bool = False
    former: bool = False
    possessor: str | None = None  # "his", or the folded possessor's last word
    seat: frozenset[str] = frozenset()  # the place of the office: the folded name after "of"

    @property
    def head(self) -> str:
        return self.heads[0] if self.heads else ""

    @property
    def gender(self) -> Gender | None:
        for head in self.heads:
            role = roles().get(head)
            if role is not None and role.gender:
                return role.gender
        return None

    @property
    def parties(self) -> frozenset[str]:
        """The parties that it names."""
        return frozenset(_PARTY_WORDS[word] for word in self.words if word in _PARTY_WORDS)

    @property
    def age(self) -> str | None:
        """The age that it gives: "34" in "the 34-year-old teacher"."""
        match = _AGE.search(self.text)
        return match.group(1) if match else None

    @property
    def numbers(self) -> frozenset[str]:
        """The numbers in it: "two" in "the mother of two"."""
        return self.words & _NUMBERS

    @property
    def nationalities(self) -> frozenset[str]:
        """The nationality, if the description says nothing else."""
        return self.words if len(self.words) == 1 and self.words <= nationalities().keys() else frozenset()

    @property
    def modifiers(self) -> frozenset[str]:
        """The words that are neither heads nor small words."""
        parts = {part for head in self.heads for part in head.split("-")}
        return self.words - parts - _FORMER - _DETERMINERS - _PREPOSITIONS - {"s", "current", "new", "and"}


def noun_at(tokens: ArticleTokens, index: int, floor: int = 0) -> tuple[str, int, bool] | None:
    """(folded noun, its first token, plural) of the noun for a person or thing that ends at the token."""
    word = fold(tokens.words[index])
    if not word or not word[0].isalpha():
        return None
    known = roles()
    if index - 2 >= floor and tokens.words[index - 1] == "-":  # "co-founder", "vice-chairman"
        joined = f"{fold(tokens.words[index - 2])}-{word}"
        if joined in known:
            return joined, index - 2, False
    if index - 1 >= floor:
        joined = f"{fold(tokens.words[index - 1])}-{word}"
        if joined in known:
            return joined, index - 1, False
    if word in known:
        return word, index, False
    if word in things():
        return word, index, things()[word] == "group"
    tail = word.rpartition("-")[2]  # "counter-protesters", "ex-banker"
    if tail != word and tail in known:
        return tail, index, False
    for singular in (*_singulars(word), *(_singulars(tail) if tail != word else ())):
        if singular in known:
            return singular, index, True
        if singular in things():
            return singular, index, True
    return None


def _singulars(word: str) -> tuple[str, ...]:
    if word.endswith("men"):
        return (word[:-2] + "an",)
    if word.endswith("ies"):
        return (word[:-3] + "y",)
    if word.endswith("es") and len(word) > 4:
        return (word[:-1], word[:-2])
    return (word[:-1],) if word.endswith("s") and len(word) > 3 else ()


def thing_kind(noun: str, plural: bool) -> Thing | None:
    """Whether a noun is for an organization, a document or a group; None for a person's noun."""
    if noun in roles() and not (noun in things() and plural):
        return None
    return things().get(noun)


def is_single_person(noun: str, plural: bool) -> bool:
    """Whether a noun is for one person."""
    return noun in roles() and not plural


def read_phrase(tokens: ArticleTokens, first: int, last: int) -> Description | None:
    """The description at tokens [first, last), or None if no known noun heads them."""
    words = frozenset(
        word for i in range(first, last) if (word := fold(tokens.words[i])) and word[0].isalnum()
    )
    heads: list[str] = []
    plural = False
    index = first
    end = last
    while index < end:
        lower = tokens.lower[index]
        if heads and lower in _PREPOSITIONS | _STOPS - {"and", "or"} | {","}:
            break
        if not heads and lower in _PREPOSITIONS | {"who", "which", "that", ","} and index > first + 1:
            break
        found = noun_at(tokens, index, first)
        if found is not None and not (index + 1 < end and _goes_on(tokens, index, end)):
            noun, _, many = found
            heads.append(noun)
            plural = plural or many
        index += 1
    if not heads:
        return None
    lower_first = tokens.lower[first]
    possessor = _possessor(tokens, first, last)
    definite = lower_first in _DEFINITE or lower_first in _POSSESSIVE_PRONOUNS or possessor is not None
    former = bool(words & _FORMER) or lower_first in _FORMER
    party = {_PARTY_WORDS[word] for word in words if word in _PARTY_WORDS}
    of = next((index for index in range(first, last) if tokens.lower[index] == "of"), last)
    return Description(
        tuple(heads),
        words | party | {nationalities()[word] for word in words & nationalities().keys()},
        first,
        last,
        tokens.span_text(first, last),
        definite,
        plural,
        former,
        possessor,
        seat_at(tokens, of) if of < last else _seat_before(tokens, first, min(index, last)),
    )


def seat_at(tokens: ArticleTokens, of: int) -> frozenset[str]:
    """The folded words of the name after the "of" at a token, with its short form: "head of Union (HU)"."""
    words: set[str] = set()
    if of < len(tokens) and tokens.lower[of] == "of":
        for word in tokens.words[of + 1 : of + _LONGEST_SEAT]:
            if word.lower() not in _IN_A_SEAT and not word[:1].isupper():
                break
            words.add(fold(word))
    return frozenset(words - _IN_A_SEAT - {"s"})


def _seat_before(tokens: ArticleTokens, first: int, last: int) -> frozenset[str]:
    """The place right before an office in lower case: "Brune" in "the Brune mayor"."""
    for index in range(first + 1, last):
        word = fold(tokens.words[index - 1])
        if tokens.words[index] in _OFFICES:
            named = tokens.words[index - 1][:1].isupper() and index - 1 > first
            known = word in nationalities() or word in _PARTY_WORDS or word in titles()
            return frozenset({word}) if named and not known else frozenset()
    return frozenset()


def read_nounless(tokens: ArticleTokens, first: int, last: int) -> Description | None:
    """One person described only by a nationality or an age: "the Swiss", "the 80-year-old"."""
    if tokens.lower[first] in _ONE_OR_THE and _AGE.fullmatch(tokens.span_text(first + 1, last)):
        words = frozenset(word for index in range(first + 1, last) if (word := fold(tokens.words[index])))
        definite = tokens.lower[first] in _DEFINITE
        return Description((COMPATRIOT,), words, first, last, tokens.span_text(first, last), definite)
    if (
        last - first != 2
        or tokens.lower[first] not in _ONE_OR_THE
        or not tokens.words[first + 1][:1].isupper()
    ):
        return None
    word = fold(tokens.words[first + 1])
    if word not in nationalities():
        return None
    heads = (word,) if word in roles() else (COMPATRIOT,)
    definite = tokens.lower[first] in _DEFINITE
    return Description(heads, frozenset({word}), first, last, tokens.span_text(first, last), definite)


def _goes_on(tokens: ArticleTokens, index: int, end: int) -> bool:
    """Whether the noun at `index` only modifies the noun after it ("party leader", "senator's aide")."""
    following = index + 1
    if tokens.words[following] in POSSESSIVE:
        return True
    if tokens.words[following] == "-":
        return following + 1 < end
    for reach in range(following, min(following + 3, end)):
        if tokens.lower[reach] in _PREPOSITIONS | _STOPS | {",", "(", ")", "—", "–", ":"}:
            return False
        if noun_at(tokens, reach, reach) is not None:
            return True
    return False


def _possessor(tokens: ArticleTokens, first: int, last: int) -> str | None:
    if tokens.lower[first] in _POSSESSIVE_PRONOUNS:
        return tokens.lower[first]
    for index in range(first + 1, last - 1):
        if tokens.words[index] in POSSESSIVE:
            return fold(tokens.words[index - 1])
    return None
