"""Given names whose family name is told only once: "Rosa and Jamil Moor", "Cole Ames … his son Cole Jr."."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from quotes.extraction.coreference.article_tokens import ArticleTokens
from quotes.extraction.coreference.name_matching import parse_person
from quotes.extraction.coreference.recognition.name_mention import NameMention
from quotes.extraction.coreference.word_lists import fold, given_names


def complete_names(tokens: ArticleTokens, mentions: Sequence[NameMention]) -> None:
    """Give such names, among the mentions in text order, their family name."""
    full = [one for one in mentions if one.kind == "person" and " " in one.text]
    families = {parse_person(one.text).family for one in full}
    for one, other in pairwise(mentions):
        if one.kind == "person" == other.kind and _shares(tokens, one, other, families):
            one.text = f"{one.text} {other.text.split()[-1]}"
    for one in mentions:
        name = parse_person(one.text)
        if one.kind == "person" and name.suffix and not name.is_full:
            parents = {other.text.split()[-1] for other in full if _is_namesake(name.words, other)}
            if len(parents) == 1:
                given, suffix = one.text.rsplit(" ", 1)
                one.text = f"{given} {parents.pop()} {suffix}"


def _shares(tokens: ArticleTokens, one: NameMention, other: NameMention, families: set[str]) -> bool:
    """Whether the word before "and" is a given name that goes with the family name after it."""
    if " " in one.text or one.title or tokens.lower[one.last : other.first] not in (["and"], ["&"]):
        return False
    name, family = fold(one.text), parse_person(other.text)
    if not family.is_full or family.suffix or name in families:
        return False
    return name in given_names() or f"{other.text.split()[-1]}s" in tokens.words


def _is_namesake(given: Sequence[str], other: NameMention) -> bool:
    """Whether a full name, without a suffix, begins with the given name."""
    name = parse_person(other.text)
    return name.is_full and name.suffix is None and name.words[0] == given[0]
