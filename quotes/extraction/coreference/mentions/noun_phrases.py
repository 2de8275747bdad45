"""How far a source mention reaches: the whole noun phrase of which it may be a part.

The words beside a cue may be only the first of several that name one source: "MSNBC" of "MSNBC host Ada
Quill", "Brune" of "the Brune mayor", "a lawyer" of "a lawyer and farmer, Ada Quill,".
"""

from __future__ import annotations

from collections.abc import Mapping

from quotes.extraction.coreference.article_tokens import POSSESSIVE, Page
from quotes.extraction.coreference.descriptions import is_single_person, noun_at, thing_kind
from quotes.extraction.coreference.recognition.name_mention import NameMention, stand_together
from quotes.extraction.coreference.word_lists import fold, titles, word_set

_DETERMINERS = word_set("determiners")
_STOPS = word_set("phrase_ends") | word_set("clause_words") - {"and"}
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X", ""})
_MOST_MODIFIERS = 8  # tokens between a mention and the noun or name that it modifies
_MOST_DETERMINED = 4  # tokens between a determiner and the mention


def whole_phrase(page: Page, first: int, last: int, name_at: Mapping[int, NameMention]) -> tuple[int, int]:
    """Tokens [first, last) grown to the end of the name or noun that they modify."""
    first, last = _whole_words(page, first, last, name_at)
    end = _modified(page, first, last, name_at)
    return (_determined(page, first), end) if end > last else (first, last)


def _whole_words(page: Page, first: int, last: int, name_at: Mapping[int, NameMention]) -> tuple[int, int]:
    """To the edges of the name that is cut, and of a word with hyphens."""
    if first in name_at and last - 1 in name_at:
        first, last = min(first, name_at[first].first), max(last, name_at[last - 1].last)
    while last < len(page) - 1 and page.words[last] == "-" and stand_together(page, last - 1, last + 1):
        last += 2
    return first, last


def _modified(page: Page, first: int, last: int, name_at: Mapping[int, NameMention]) -> int:
    """Where the noun for a person or the person's name ends that the mention comes before; else `last`."""
    found, index = last, last
    while index < min(len(page), last + _MOST_MODIFIERS) and page.paragraph[index] == page.paragraph[first]:
        name = name_at.get(index)
        if name is not None and name.kind == "person":
            closes = _is_modifier(page, index - 1, first)
            return name.last if closes and _ends_there(page, name.last) else found
        if name is not None:
            if name.kind == "organization" and index == last and _is_body(page, index - 1, first, name_at):
                return name.last
            index = name.last
            continue
        if not _goes_on(page, index, first, name_at):
            return found
        noun = noun_at(page, index, first)
        if noun is not None and page.pos[index] in _NOMINAL and page.lower[index] != "and":
            found = index + 1 if is_single_person(noun[0], noun[2]) else found
        index += 1
    return found


def _goes_on(page: Page, index: int, first: int, name_at: Mapping[int, NameMention]) -> bool:
    word, lower = page.words[index], page.lower[index]
    if page.quoted[index] != page.quoted[first]:
        return False
    if word.isspace() or word in POSSESSIVE or (word == "." and fold(page.words[index - 1]) in titles()):
        return True
    if word == "-":
        return stand_together(page, index - 1, min(index + 1, len(page) - 1))
    if lower == "and":  # "lawyer and farmer Ada Quill", but "Quill and spokesman Cole Ames"
        return index - 1 not in name_at
    if not word[0].isalnum() or lower in _STOPS | _DETERMINERS:
        return False
    return page.pos[index] in _NOMINAL or fold(word) in titles()


def _is_modifier(page: Page, index: int, first: int) -> bool:
    """Whether the token before a person's name belongs to the same phrase: a title, a noun, a possessor."""
    if index < first:
        return False
    while index > first and page.words[index].isspace():
        index -= 1
    word = page.words[index]
    if word == "." or word in POSSESSIVE or fold(word) in titles():
        return True
    of = next((i for i in range(index - 1, first, -1) if page.lower[i] == "of"), None)
    if of is not None and word.islower():  # "minister of energy Ada Quill"
        index = of - 1
    noun = noun_at(page, index, first)
    return noun is not None and is_single_person(noun[0], noun[2])


def _is_body(page: Page, index: int, first: int, name_at: Mapping[int, NameMention]) -> bool:
    """Whether the token before an organization's name calls it one: "the agency Unilar"."""
    if index < first or index in name_at:
        return False
    noun = noun_at(page, index, first)
    return noun is not None and thing_kind(noun[0], noun[2]) == "organization" and not noun[2]


def _ends_there(page: Page, index: int) -> bool:
    """Whether the phrase ends with the name: "host Ada Quill", but not "host Ada Quill's producer"."""
    return index >= len(page) or page.words[index] not in POSSESSIVE


def _determined(page: Page, first: int) -> int:
    """The determiner that opens the mention's noun phrase, or the mention's own first token."""
    for index in range(first - 1, max(-1, first - 1 - _MOST_DETERMINED), -1):
        if page.sentence[index] != page.sentence[first] or page.quoted[index] != page.quoted[first]:
            break
        if page.lower[index] in _DETERMINERS:
            return index
        if page.pos[index] not in _NOMINAL - {""} or page.lower[index] in _STOPS:
            break
    return first
