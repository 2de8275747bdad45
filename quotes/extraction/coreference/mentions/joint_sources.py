"""Several people or bodies as one source: "Ada Quill, Cole Ames and the Harbour Board"."""

from __future__ import annotations

from collections.abc import Mapping

from quotes.extraction.coreference.article_tokens import ArticleTokens
from quotes.extraction.coreference.descriptions import noun_at
from quotes.extraction.coreference.recognition.name_mention import NameMention
from quotes.extraction.coreference.word_lists import SAYING, fold, roles, things, titles

_LONGEST_OFFICE = 8  # tokens
_MOST_NAMES = 10  # so that time stays bounded
_STEPS_TO_FIRST = 4  # most steps in the tree from a name to the first of several
_AND = frozenset({"and", "&"})
_OF_OFFICES = frozenset({"NOUN", "PROPN", "ADJ"})
_SPEAKING = frozenset({"person", "organization"})


def joint_names(
    tokens: ArticleTokens, first: int, last: int, name_at: Mapping[int, NameMention]
) -> tuple[NameMention, ...]:
    """The names of several who speak together, if the mention [first, last) is them or one of them."""
    return _sharing(tokens, first, last, name_at) or _conjoined(tokens, first, last, name_at)


def _sharing(
    tokens: ArticleTokens, first: int, last: int, name_at: Mapping[int, NameMention]
) -> tuple[NameMention, ...]:
    """All names of "Ada Quill, Cole Ames and the Harbour Board" if the mention is one of them.

    They share a verb of saying, before them or after them, or the tree joins them as one subject.
    """
    mention = name_at.get(first)
    if mention is None or mention.kind not in _SPEAKING or mention.last > last:
        return ()
    opening = _first_joined(tokens, mention, name_at)
    names, end, joined = [opening], opening.last, False
    while (
        not joined
        and len(names) < _MOST_NAMES
        and (following := _next_joined(tokens, end, name_at)) is not None
    ):
        joined = not _AND.isdisjoint(tokens.lower[end : following.first])
        names.append(following)
        end = following.last
    if not joined or end < last:
        return ()
    verb = _past_both(tokens, end)
    told_after = verb < len(tokens) and tokens.lower[verb] in SAYING
    before = opening.first - 1
    told_before = before >= 0 and tokens.lower[before] in SAYING and tokens.ends_phrase(end)
    one_subject = tokens.is_subject(opening.first, opening.last) and (
        _first_joined(tokens, names[-1], name_at) is opening
    )
    return tuple(names) if told_after or told_before or one_subject else ()


def _first_joined(
    tokens: ArticleTokens, mention: NameMention, name_at: Mapping[int, NameMention]
) -> NameMention:
    """The first of the names to which the tree joins a name; the name itself if it is the first."""
    index = mention.first
    for _ in range(_STEPS_TO_FIRST):
        head = tokens.head[index]
        if tokens.dep[index] == "conj" and head in name_at and name_at[head].last <= mention.first:
            return name_at[head]
        index = head
    return mention


def _next_joined(tokens: ArticleTokens, end: int, name_at: Mapping[int, NameMention]) -> NameMention | None:
    """The name after a comma or "and", whose bearer's office may precede it."""
    if tokens.lower[end : end + 1] not in ([","], ["and"], ["&"]):
        return None
    for index in range(end, min(len(tokens), end + _LONGEST_OFFICE)):
        name = name_at.get(index)
        if name is not None and name.last < len(tokens) and noun_at(tokens, name.last, name.last):
            continue  # "Harbour Board chair Cole Ames"
        if name is not None:
            return name if name.kind in _SPEAKING else None
        small = tokens.lower[index] in _AND | {",", "the", "."}
        if not (small or tokens.pos[index] in _OF_OFFICES or _is_of_office(tokens, index)):
            return None
    return None


def _is_of_office(tokens: ArticleTokens, index: int) -> bool:
    """Whether a word belongs to the office before a name: "House Speaker", "state Senate leader"."""
    word = fold(tokens.words[index])
    return word in titles() or word in roles() or word in things()


def _past_both(tokens: ArticleTokens, index: int) -> int:
    """Skip ", both of Brune," after two names."""
    if tokens.lower[index : index + 2] != [",", "both"]:
        return index
    closing = range(index + 2, min(len(tokens), index + _LONGEST_OFFICE))
    return next((place + 1 for place in closing if tokens.words[place] == ","), index)


def _conjoined(
    tokens: ArticleTokens, first: int, last: int, name_at: Mapping[int, NameMention]
) -> tuple[NameMention, ...]:
    """The names in "Ada Quill and Cole Ames", if the mention contains only names and their titles."""
    names: list[NameMention] = []
    joined = False
    index = first
    while index < last:
        mention = name_at.get(index)
        if mention is not None:
            if mention.kind not in _SPEAKING:
                return ()
            names.append(mention)
            index = mention.last
            continue
        word = tokens.lower[index]
        if word in _AND and names:
            joined = True
        elif word not in {",", "the", "."} and not _is_of_office(tokens, index):
            return ()
        index += 1
    return tuple(names) if joined and len(names) > 1 else ()
