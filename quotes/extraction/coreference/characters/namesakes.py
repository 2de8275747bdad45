"""Which of several people of the same name a mention refers to: the one its passage is about."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import exp, log

from quotes.extraction.coreference import name_matching as names
from quotes.extraction.coreference.article_tokens import ArticleTokens
from quotes.extraction.coreference.characters.character import Character
from quotes.extraction.coreference.name_matching import PersonName
from quotes.extraction.coreference.recognition.name_mention import NameMention
from quotes.extraction.coreference.word_lists import PRONOUN_GENDER, Gender, fold, titles

_BY_TITLE = 3.0  # for the gender that the title tells
_BY_OPENING = 2.0  # for the person with whom a sentence begins at the first mention
_PRONOUN_REACH = 12  # tokens


def title_gender(mention: NameMention) -> Gender | None:
    """The gender that a title before a name tells: "Mrs Moor"."""
    genders = (titles().get(fold(word)) for word in mention.title.split())
    return next((gender for gender in genders if gender), None)


def _first(mention: NameMention) -> int:
    return mention.first


class Namesakes:
    """The bearers of names assigned so far; `names_of` has the names of each by its id."""

    def __init__(self, tokens: ArticleTokens, names_of: Mapping[int, Sequence[PersonName]]) -> None:
        self._tokens = tokens
        self._names_of = names_of
        self._in_order: dict[int, list[NameMention]] = defaultdict(list)
        self._first_with_title: dict[tuple[int, str], int] = {}
        self._titled: dict[int, Gender] = {}

    def add(self, mention: NameMention, character: Character) -> None:
        """Record that a mention names a character."""
        insort(self._in_order[id(character)], mention, key=_first)
        gender = title_gender(mention)
        if gender is not None:
            self._titled.setdefault(id(character), gender)
        if mention.title and mention.title.strip():
            titled = (id(character), fold(mention.title.split()[-1]))
            earliest = self._first_with_title.get(titled, mention.first)
            self._first_with_title[titled] = min(mention.first, earliest)

    def given_gender(self, character: Character) -> Gender | None:
        """The gender that a title tells, or else the given name in a character's fullest name."""
        fullest = max(self._names_of[id(character)], key=lambda name: len(name.words))
        return self._titled.get(id(character)) or names.given_gender(fullest)

    def likeliest(self, mention: NameMention, bearers: list[Character]) -> Character:
        """The bearer of a name to whom a mention of it most likely refers."""
        if len(bearers) == 1:
            return bearers[0]
        title = fold(mention.title.split()[-1]) if mention.title.split() else ""
        told = titles().get(title)
        near_pronoun = self._pronoun_after(mention)

        def score(character: Character) -> float:
            value = log(1 + len(character.mentions)) + self._recency(mention, character)
            value += _BY_OPENING * self._opens(character)
            gender = self.given_gender(character)
            if told and gender:
                value += _BY_TITLE if told == gender else -6
            if near_pronoun and gender:
                value += 0.8 if near_pronoun == gender else -0.8
            if title and self._first_with_title.get((id(character), title), mention.first) < mention.first:
                value += 2
            return value

        return max(bearers, key=score)

    def _opens(self, character: Character) -> bool:
        """Whether the character's first mention is the subject of a sentence."""
        first = self._in_order[id(character)][0]
        tokens = self._tokens
        told = tokens.starts_sentence(first.first) and tokens.is_prose(tokens.paragraph[first.first])
        if told:
            return tokens.is_subject(first.first, first.last) is not False
        return tokens.is_subject(first.first, first.last) is True and tokens.is_main(first.first, first.last)

    def _recency(self, mention: NameMention, character: Character) -> float:
        """From 4 for a character named right before the mention down to 0 for one not named before it."""
        named = self._in_order[id(character)]
        place = bisect_left(named, mention.first, key=_first)
        if not place:
            return 0.0
        latest, tokens = named[place - 1].first, self._tokens
        paragraphs = tokens.paragraph[mention.first] - tokens.paragraph[latest]
        sentences = tokens.sentence[mention.first] - tokens.sentence[latest]
        return 0.5 + 2.5 * exp(-paragraphs / 2) + exp(-sentences / 2)

    def _pronoun_after(self, mention: NameMention) -> Gender | None:
        """The gender of the first pronoun within a few words after a name, in its sentence."""
        tokens = self._tokens
        for index in range(mention.last, min(len(tokens), mention.last + _PRONOUN_REACH)):
            if (
                tokens.sentence[index] != tokens.sentence[mention.first]
                or tokens.quoted[index] != tokens.quoted[mention.first]
            ):
                return None
            if tokens.lower[index] in PRONOUN_GENDER:
                return PRONOUN_GENDER[tokens.lower[index]]
            if tokens.words[index][:1].isupper():
                return None
        return None
