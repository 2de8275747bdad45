"""Given names whose family name is told only once: "Rosa and Jamil Moor", "Cole Ames … his son Cole Jr."."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from quotes.extraction.coreference.article_tokens import ArticleTokens
from quotes.extraction.coreference.name_matching import parse_person
from quotes.extraction.coreference.recognition.name_mention import NameMention
from quotes.extraction.coreference.word_lists import fold, given_names


def complete_names(tokens: ArticleTokens, mentions: Sequence[NameMention]) -> None:
    """Add the family name to the mentions that lack it: "Rosa" → "Rosa Moor". They are in text order."""
    families: set[str] = set()
    parents: dict[str, set[str]] = defaultdict(set)  # given name → family names
    for one in mentions:
        name = parse_person(one.text)
        if one.kind == "person" and name.is_full:
            families.add(name.family)
            if name.suffix is None:
                parents[name.words[0]].add(one.text.split()[-1])
    words = set(tokens.words)
    for one, other in pairwise(mentions):
        joined = tokens.lower[one.last : other.first] in (["and"], ["&"])
        if joined and one.kind == "person" == other.kind and _shares(one, other, families, words):
            one.text = f"{one.text} {other.text.split()[-1]}"
    for one in mentions:
        name = parse_person(one.text)
        if one.kind == "person" and name.suffix and not name.is_full and len(parents[name.words[0]]) == 1:
            given, suffix = one.text.rsplit(" ", 1)
            (family,) = parents[name.words[0]]
            one.text = f"{given} {family} {suffix}"


def _shares(one: NameMention, other: NameMention, families: set[str], words: set[str]) -> bool:
    """Whether the word before "and" is a given name that goes with the family name after it."""
    name, family = fold(one.text), parse_person(other.text)
    if " " in one.text or one.title or name in families or not family.is_full or family.suffix:
        return False
    return name in given_names() or f"{other.text.split()[-1]}s" in words
