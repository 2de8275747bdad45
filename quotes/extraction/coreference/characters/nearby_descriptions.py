"""Descriptions next to a name, which say who its bearer is.

A description may precede a name ("Foreign Minister Ada Quill"), follow it ("Ada Quill, a novelist from
Brune", "Ada Quill (D-Ohio)", "Ada Quill is the mayor") or precede it with a comma ("the party's leader, Ada
Quill").
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from quotes.extraction.coreference.article_tokens import POSSESSIVE, ArticleTokens, past_brackets
from quotes.extraction.coreference.descriptions import (
    Description,
    is_single_person,
    noun_at,
    read_phrase,
    seat_at,
    thing_kind,
)
from quotes.extraction.coreference.recognition.name_mention import NameMention
from quotes.extraction.coreference.word_lists import fold, roles, us_states, word_set

_DETERMINERS = word_set("determiners")
_PREPOSITIONS = word_set("prepositions")
_STOPS = word_set("clause_words")
_FORMER = word_set("former")
_CALLED = frozenset({"surnamed", "named", "called", "nicknamed", "identified"})
_LINKS = frozenset(["is", "was", "became", "remains", "remained"])
_BRACKET = re.compile(r"\s*[(,]\s*([RDI])\s*[-–—]\s*([A-Z][A-Za-z.]*(?: [A-Z][A-Za-z.]*)?)\s*[),.]?")
_OF_STATE = re.compile(
    r"\s*,\s*(?:an? |the )?(Republican|Democrat|Independent)s?(?: (?:of|from) ((?:[A-Z][a-z]+ ?){1,2}))?"
)
_PARTIES = {"R": "republican", "D": "democrat", "I": "independent"}
_MODIFIES = frozenset({"amod", "acl", "compound"})  # "elected mayor"
_LONGEST_SHORT_FORM = 4  # letters
_REACH = 9  # tokens examined on either side of a name


def beside(tokens: ArticleTokens, mention: NameMention) -> list[Description]:
    """What the text right next to a name says about its bearer."""
    found = [
        _before(tokens, mention),
        _after(tokens, mention),
        _linked(tokens, mention),
        _ahead(tokens, mention),
        _called(tokens, mention),
    ]
    found.append(_party(tokens, mention))
    if mention.title:
        found.append(_title(tokens, mention))
    return [description for description in found if description is not None]


def _title(tokens: ArticleTokens, mention: NameMention) -> Description | None:
    """ "Mayor" before "Ada Quill", and "of Brune" after it."""
    words = [fold(word) for word in mention.title.split()]
    seat = seat_at(tokens, mention.last)
    heads = tuple(word for word in words if word in roles())
    for left, right in pairwise(words):
        if f"{left}-{right}" in roles():
            heads = (f"{left}-{right}",)
    if not heads:
        return None
    return Description(
        heads[-1:],
        frozenset(words) | seat,
        mention.first,
        mention.first,
        mention.title,
        former=bool(set(words) & _FORMER),
        seat=seat,
    )


def _before(tokens: ArticleTokens, mention: NameMention) -> Description | None:
    """ "Foreign Minister Ada Quill", "the novelist Ada Quill", "secretary of the council Ada Quill"."""
    last = mention.first
    if last > 1 and tokens.words[last - 1] == "." and _is_short(tokens.words[last - 2]):
        last -= 1
    floor = max(0, last - _REACH, tokens.paragraph_first[tokens.paragraph[mention.first]])
    first = last
    while first > floor:
        word, lower = tokens.words[first - 1], tokens.lower[first - 1]
        if not (word[0].isalnum() or word in {"-", ".", "&"} or word in POSSESSIVE):
            break
        if lower in _STOPS or lower in _PREPOSITIONS - {"of", "for"} or _is_verb(tokens, first - 1):
            break
        if lower in {"of", "for"} and (first - 2 < floor or noun_at(tokens, first - 2, floor) is None):
            break
        if word == "." and not (first > 1 and _is_short(tokens.words[first - 2])):
            break
        if tokens.quoted[first - 1] != tokens.quoted[mention.first]:
            break
        first -= 1
        if lower in _DETERMINERS:
            break
    if first >= last or tokens.lower[last - 1] in _PREPOSITIONS:
        return None
    described = read_phrase(tokens, first, last)
    if described is None:
        return None
    described = replace(described, plural=False)  # "hosts Ada Quill and Cole Ames"
    near = noun_at(tokens, last - 1, first)
    if near is None and "of" not in tokens.lower[first:last]:
        return None
    return replace(described, last=mention.first) if _suits(described, mention) else None


def _is_short(word: str) -> bool:
    """Whether a full stop after the word may mark an abbreviation: "Gen.", but not "two."."""
    return len(word) <= _LONGEST_SHORT_FORM and not word.islower()


def _is_verb(tokens: ArticleTokens, index: int) -> bool:
    """Whether a verb there ends the words about the name: "met" in "Quill met Governor Ames"."""
    verb = (
        tokens.pos[index] == "VERB" and tokens.words[index].islower() and tokens.dep[index] not in _MODIFIES
    )
    return verb and noun_at(tokens, index, index) is None


def _suits(described: Description, mention: NameMention) -> bool:
    """Whether a description's noun fits the kind of thing that the name is."""
    if mention.kind == "person":
        return is_single_person(described.head, described.plural)
    return thing_kind(described.head, False) == "organization" and not described.plural


def _after(tokens: ArticleTokens, mention: NameMention) -> Description | None:
    """ "Ada Quill, a novelist from Brune, …", "Ada Quill, 41, mayor of Brune", "Nour Post — a website"."""
    index = past_brackets(tokens, mention.last)
    if index >= len(tokens) or tokens.words[index] not in {",", "—", "–", "-", "−", "(", "--"}:
        return None
    index += 1
    if index + 1 < len(tokens) and tokens.words[index].isdigit() and tokens.words[index + 1] == ",":
        index += 2
    if index < len(tokens) and tokens.lower[index] in {"and", "or", "but"}:
        return None
    return _opening_phrase(tokens, index, mention)


def _linked(tokens: ArticleTokens, mention: NameMention) -> Description | None:
    """ "Ada Quill is the mayor of Brune", "Ada Quill, who is a novelist"."""
    index = past_brackets(tokens, mention.last)
    if index + 1 < len(tokens) and tokens.words[index] == "," and tokens.lower[index + 1] == "who":
        index += 2
    if index + 1 >= len(tokens) or tokens.lower[index] not in _LINKS:
        return None
    if tokens.lower[index + 1] in _DETERMINERS:
        return _opening_phrase(tokens, index + 1, mention)
    return None


def _opening_phrase(tokens: ArticleTokens, first: int, mention: NameMention) -> Description | None:
    """The description that begins at `first`: a determiner or a noun within reach, up to the next stop."""
    last = first
    nouns = 0
    ceiling = min(len(tokens), first + _REACH + 6)
    while last < ceiling and tokens.paragraph[last] == tokens.paragraph[mention.first]:
        word, lower = tokens.words[last], tokens.lower[last]
        if (
            word in {",", ".", ";", ":", "(", ")", "—", "–", "?", "!"}
            or tokens.quoted[last] != tokens.quoted[mention.first]
        ):
            break
        if lower in _STOPS - {"and", "that"} or (nouns == 0 and lower in _PREPOSITIONS):
            break
        nouns += noun_at(tokens, last, first) is not None
        last += 1
    if last == first or nouns == 0:
        return None
    described = read_phrase(tokens, first, last)
    if described is None or not _suits(described, mention):
        return None
    determined = tokens.lower[first] in _DETERMINERS
    if not determined and described.possessor is None and noun_at_start(tokens, first, last) is None:
        return None
    return described


def noun_at_start(tokens: ArticleTokens, first: int, last: int) -> int | None:
    """The position of a noun among the first words, before any preposition: "longtime mayor of Brune"."""
    for index in range(first, min(last, first + 6)):
        if tokens.lower[index] in _PREPOSITIONS:
            return None
        if noun_at(tokens, index, first) is not None:
            return index
    return None


def _ahead(tokens: ArticleTokens, mention: NameMention) -> Description | None:
    """A definite description before the name and a comma, or one that says for whom somebody speaks.

    "the party's leader, Ada Quill", "the head of the union, Ada Quill", "a spokesman for the miners, Al Roe".
    """
    comma = mention.first - 1
    title_words = len(mention.title.split())
    comma -= title_words if comma > 0 and tokens.words[comma] != "," else 0
    if comma <= 1 or tokens.words[comma] != ",":
        return None
    end = _before_brackets(tokens, comma)
    floor = max(0, end - _REACH, tokens.paragraph_first[tokens.paragraph[mention.first]])
    determiners = {"the", "his", "her", "its", "their", "our"}
    for first in range(end - 1, floor - 1, -1):
        word, lower = tokens.words[first], tokens.lower[first]
        if _is_someones(tokens, first, floor):
            determiners |= {"a", "an"} if lower == "for" else set()
            continue
        if lower in determiners and _is_someones(tokens, first - 1, floor):
            continue
        if word in {",", ".", ";", ":", "(", ")", '"', "“", "”"} or lower in _STOPS | {"for", "him", "them"}:
            return None
        if lower in determiners or (word in POSSESSIVE and first > floor):
            described = read_phrase(tokens, first, comma)
            if described is None or described.plural or not is_single_person(described.head, False):
                if word in POSSESSIVE:
                    continue  # "the president of the People's Court, Ada Quill"
                return None
            # After the name comes a comma or the verb; otherwise the comma only separates two clauses.
            following = tokens.words[mention.last] if mention.last < len(tokens) else "."
            if following in {",", ".", "("} or tokens.lower[mention.last] in _STOPS:
                return replace(described, last=mention.first)
            return None
    return None


def _called(tokens: ArticleTokens, mention: NameMention) -> Description | None:
    """ "a police officer, surnamed Quill", "a farmer named Ada Quill", "a man identified as Quill"."""
    last = mention.first
    if tokens.lower[last - 1 : last] == ["as"]:
        last -= 1
    if mention.kind != "person" or last < 2 or tokens.lower[last - 1] not in _CALLED:
        return None
    last -= 1
    if tokens.lower[last] != "surnamed" and tokens.dep[last] not in {"acl", ""}:
        return None  # "a lawmaker called Ada Quill a liar"
    last -= tokens.words[last - 1] in {",", "("}
    floor = max(0, last - _REACH, tokens.sentence_first[tokens.sentence[mention.first]])
    first = next((i for i in range(last - 1, floor - 1, -1) if tokens.lower[i] in _DETERMINERS), None)
    described = read_phrase(tokens, first, last) if first is not None else None
    return described if described is not None and _suits(described, mention) else None


def _before_brackets(tokens: ArticleTokens, index: int) -> int:
    """The "(" that opens brackets which end right before the token; else the token itself."""
    if tokens.words[index - 1] != ")":
        return index
    opening = range(index - 2, max(0, index - _REACH), -1)
    return next((place for place in opening if tokens.words[place] == "("), index)


def _is_someones(tokens: ArticleTokens, preposition: int, floor: int) -> bool:
    """Whether "of" or "for" follows a noun for one person: "head of", "spokesman for"."""
    if preposition <= floor or tokens.lower[preposition] not in {"of", "for"}:
        return False
    noun = noun_at(tokens, preposition - 1, floor)
    return noun is not None and is_single_person(noun[0], noun[2])


def _party(tokens: ArticleTokens, mention: NameMention) -> Description | None:
    """ "(D-Wis.)", ", R-Texas," and ", Republican of Iowa"."""
    tail = tokens.text[tokens.end[mention.last - 1] : tokens.end[mention.last - 1] + 40]
    match = _BRACKET.match(tail)
    if match:
        head = _PARTIES[match.group(1)]
        state = us_states().get(fold(match.group(2)), fold(match.group(2)))
        return Description(
            (head,),
            frozenset({head, *state.split()}),
            mention.first,
            mention.first,
            match.group(0).strip(" ,()."),
        )
    match = _OF_STATE.match(tail)
    if match:
        head = match.group(1).lower()
        words = {head, *(fold(word) for word in (match.group(2) or "").split())}
        return Description(
            (head,), frozenset(words), mention.first, mention.first, match.group(0).strip(" ,().")
        )
    return None
