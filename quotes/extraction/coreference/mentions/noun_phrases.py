"""The whole noun phrase that a source mention is part of.

The words next to a cue may be only the first of several that name one source: "MSNBC" of "MSNBC host Ada
Quill", "Brune" of "the Brune mayor", "a lawyer" of "a lawyer and farmer, Ada Quill,".
"""

from __future__ import annotations

from collections.abc import Mapping

from quotes.extraction.coreference.article_tokens import POSSESSIVE, ArticleTokens
from quotes.extraction.coreference.descriptions import is_single_person, noun_at
from quotes.extraction.coreference.recognition.name_mention import NameMention, stand_together
from quotes.extraction.coreference.word_lists import fold, roles, things, titles, word_set

_DETERMINERS = word_set("determiners")
_STOPS = word_set("phrase_ends") | word_set("clause_words") - {"and"}
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X", ""})
_MOST_MODIFIERS = 8  # most tokens between a mention and the noun or name that it modifies
_MOST_DETERMINED = 4  # most tokens between a determiner and the mention


def whole_phrase(
    tokens: ArticleTokens, first: int, last: int, name_at: Mapping[int, NameMention]
) -> tuple[int, int]:
    """Tokens [first, last), extended to the end of the name or noun that they modify."""
    first, last = _whole_words(tokens, first, last, name_at)
    end = _modified(tokens, first, last, name_at)
    return (_determined(tokens, first), end) if end > last else (first, last)


def _whole_words(
    tokens: ArticleTokens, first: int, last: int, name_at: Mapping[int, NameMention]
) -> tuple[int, int]:
    """Extend to the edges of a name that was cut, and of a hyphenated word."""
    if first in name_at and last - 1 in name_at:
        first, last = min(first, name_at[first].first), max(last, name_at[last - 1].last)
    while last < len(tokens) - 1 and tokens.words[last] == "-" and stand_together(tokens, last - 1, last + 1):
        last += 2
    return first, last


def _modified(tokens: ArticleTokens, first: int, last: int, name_at: Mapping[int, NameMention]) -> int:
    """The end of the person's noun or name that the mention modifies; `last` if there is none."""
    found, index = last, last
    while (
        index < min(len(tokens), last + _MOST_MODIFIERS)
        and tokens.paragraph[index] == tokens.paragraph[first]
    ):
        name = name_at.get(index)
        if name is not None and name.kind == "person":
            closes = _is_modifier(tokens, index - 1, first)
            return name.last if closes and _ends_there(tokens, name.last) else found
        if name is not None:
            index = name.last
            continue
        if not _goes_on(tokens, index, first, name_at):
            return found
        noun = noun_at(tokens, index, first)
        if noun is not None and tokens.pos[index] in _NOMINAL and tokens.lower[index] != "and":
            people = noun[0] in roles() or things().get(noun[0]) == "group"
            of_many = index == last and noun[2] and people  # "Quill supporters"
            found = index + 1 if of_many or is_single_person(noun[0], noun[2]) else found
        index += 1
    return found


def _goes_on(tokens: ArticleTokens, index: int, first: int, name_at: Mapping[int, NameMention]) -> bool:
    word, lower = tokens.words[index], tokens.lower[index]
    if tokens.quoted[index] != tokens.quoted[first]:
        return False
    if word.isspace() or word in POSSESSIVE or (word == "." and fold(tokens.words[index - 1]) in titles()):
        return True
    if word == "-":
        return stand_together(tokens, index - 1, min(index + 1, len(tokens) - 1))
    if lower == "and":  # "lawyer and farmer Ada Quill", but "Quill and spokesman Cole Ames"
        return index - 1 not in name_at
    if not word[0].isalnum() or lower in _STOPS | _DETERMINERS:
        return False
    return tokens.pos[index] in _NOMINAL or fold(word) in titles()


def _is_modifier(tokens: ArticleTokens, index: int, first: int) -> bool:
    """Whether the token before a person's name belongs to the same phrase: a title, a noun, a possessor."""
    if index < first:
        return False
    while index > first and tokens.words[index].isspace():
        index -= 1
    word = tokens.words[index]
    if word == "." or word in POSSESSIVE or fold(word) in titles():
        return True
    of = next((i for i in range(index - 1, first, -1) if tokens.lower[i] == "of"), None)
    if of is not None and word.islower():  # "minister of energy Ada Quill"
        index = of - 1
    noun = noun_at(tokens, index, first)
    return noun is not None and is_single_person(noun[0], noun[2])


def _ends_there(tokens: ArticleTokens, index: int) -> bool:
    """Whether the phrase ends with the name: "host Ada Quill", but not "host Ada Quill's producer"."""
    return index >= len(tokens) or tokens.words[index] not in POSSESSIVE


def _determined(tokens: ArticleTokens, first: int) -> int:
    """The determiner that begins the mention's noun phrase, or the mention's own first token."""
    for index in range(first - 1, max(-1, first - 1 - _MOST_DETERMINED), -1):
        if tokens.sentence[index] != tokens.sentence[first] or tokens.quoted[index] != tokens.quoted[first]:
            break
        if tokens.lower[index] in _DETERMINERS:
            return index
        if tokens.pos[index] not in _NOMINAL - {""} or tokens.lower[index] in _STOPS:
            break
    return first
