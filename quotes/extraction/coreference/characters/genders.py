"""Each character's gender, by its titles, roles, given name, and the pronouns that follow its name."""

from __future__ import annotations

import re

from quotes.extraction.coreference.article_tokens import ArticleTokens
from quotes.extraction.coreference.characters.character import Character
from quotes.extraction.coreference.characters.clustering import Cast
from quotes.extraction.coreference.name_matching import given_gender, parse_person
from quotes.extraction.coreference.word_lists import PRONOUN_GENDER, Gender, fold, given_names, titles

_THEY = re.compile(
    r"\bthey/them\b|\bnon-?binary\b|\bgenderqueer\b|\bgender-?fluid\b|\bagender\b", re.IGNORECASE
)
_BY_TITLE = 5.0
_BY_ROLE = 4.0
_BY_GIVEN_NAME = 2.0
_BY_SINGLE_NAME = 0.7
_BY_ENDING = 0.4  # an unknown given name in -a is more often a woman's
_BY_PRONOUN = 0.3
_MOST_BY_PRONOUNS = 2.5
_MOST_BESIDE_A_NAME = 1.2  # if the given name already tells
_REACH = 40  # most tokens from a name to a pronoun that counts as evidence


def weigh_genders(tokens: ArticleTokens, cast: Cast) -> None:
    """Set `gender_evidence` of every person."""
    person_tokens = {mention.first for mention in cast.mentions if mention.kind == "person"}
    for character in cast.people:
        evidence = _by_title(character) + _by_role(character) + _by_name(character)
        most = _MOST_BY_PRONOUNS if abs(evidence) < _BY_GIVEN_NAME else _MOST_BESIDE_A_NAME
        told = _by_pronouns(tokens, character, person_tokens)
        character.gender_evidence = evidence + max(-most, min(most, told))


def mark_they(tokens: ArticleTokens, cast: Cast) -> None:
    """Set `takes_they` of all people for whom the article says that the pronoun is "they"."""
    for told in _THEY.finditer(tokens.text):
        token, _ = tokens.tokens_of(*told.span())
        near = [
            m
            for m in cast.mentions
            if m.kind == "person" and tokens.sentence[m.first] == tokens.sentence[token]
        ]
        if near:
            cast.of(max(near, key=lambda m: (m.first < token, -abs(m.first - token)))).takes_they = True


def _signed(gender: Gender | None, weight: float) -> float:
    return 0.0 if gender is None else weight if gender == "m" else -weight


def _by_title(character: Character) -> float:
    for mention in character.mentions:
        for word in mention.title.split():
            gender = titles().get(fold(word))
            if gender:
                return _signed(gender, _BY_TITLE)
    return 0.0


def _by_role(character: Character) -> float:
    for description in character.descriptions:
        if description.gender:
            return _signed(description.gender, _BY_ROLE)
    return 0.0


def _by_name(character: Character) -> float:
    name = parse_person(character.name)
    if name.is_full and given_gender(name) is None and name.words[0].endswith("a"):
        return -_BY_ENDING if name.words[0] not in given_names() else 0.0
    return _signed(given_gender(name), _BY_GIVEN_NAME if name.is_full else _BY_SINGLE_NAME)


def _by_pronouns(tokens: ArticleTokens, character: Character, person_tokens: set[int]) -> float:
    total = 0.0
    for mention in character.mentions[:60]:
        if tokens.quoted[mention.first] >= 0:
            continue
        for index in range(mention.last, min(len(tokens), mention.last + _REACH)):
            if index in person_tokens or tokens.paragraph[index] != tokens.paragraph[mention.first]:
                break
            gender = PRONOUN_GENDER.get(tokens.lower[index])
            if gender and tokens.quoted[index] < 0:
                total += _signed(gender, _BY_PRONOUN)
                break
    return total
