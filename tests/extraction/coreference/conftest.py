"""A builder for articles in which names and source mentions are marked by hand."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
import spacy
from spacy.tokens import Doc

from quotes.extraction.coreference.antecedents.resolution import Resolution
from quotes.extraction.coreference.antecedents.resolver import Resolver
from quotes.extraction.quotation.marks import find_passages
from quotes.extraction.text.paragraphs import split_paragraphs

_LABELS = {"P": "PERSON", "O": "ORG", "G": "GPE", "N": "NORP"}
_MARK = re.compile(r"\[([POGN]) |\]|<|>")


@dataclass(frozen=True)
class MarkedArticle:
    """An article with its source mentions, in text order."""

    resolver: Resolver
    mentions: list[tuple[int, int]]
    passages: list[tuple[int, int]]

    def resolutions(self) -> list[Resolution | None]:
        """What each mention means, resolved in text order, the n-th as the source of the n-th passage."""
        return [self.resolver.resolve(start, end, n) for n, (start, end) in enumerate(self.mentions)]

    def names(self) -> list[str | None]:
        return [None if found is None else found.name for found in self.resolutions()]

    def kinds(self) -> list[str | None]:
        return [None if found is None else found.kind for found in self.resolutions()]

    def clusters(self) -> dict[str, set[str]]:
        """The full name of each character with all forms of it."""
        return {character.name: set(character.forms) for character in self.resolver.characters}


def _read(marked: str) -> tuple[str, list[tuple[int, int, str]], list[tuple[int, int]]]:
    text = ""
    entities: list[tuple[int, int, str]] = []
    mentions: list[tuple[int, int]] = []
    open_entities: list[tuple[int, str]] = []
    open_mentions: list[int] = []
    done = 0
    for mark in _MARK.finditer(marked):
        text += marked[done : mark.start()]
        done = mark.end()
        if mark.group(1):
            open_entities.append((len(text), _LABELS[mark.group(1)]))
        elif mark.group() == "]":
            start, label = open_entities.pop()
            entities.append((start, len(text), label))
        elif mark.group() == "<":
            open_mentions.append(len(text))
        else:
            mentions.append((open_mentions.pop(), len(text)))
    return text + marked[done:], entities, mentions


@pytest.fixture(scope="session")
def tokenize() -> Callable[[str], Doc]:
    """Text to a Doc with tokens alone."""
    return spacy.blank("en")


@pytest.fixture
def article(tokenize: Callable[[str], Doc]) -> Callable[..., MarkedArticle]:
    """Reads `[P Ada Moor]`, `[O …]`, `[G …]`, `[N …]` as entities, `<he>` as a source mention."""

    def build(marked: str, author: str | None = None) -> MarkedArticle:
        text, entities, mentions = _read(marked)
        doc = tokenize(text)
        spans = [doc.char_span(start, end, label=label) for start, end, label in entities]
        assert all(span is not None for span in spans), "an entity does not begin and end with a token"
        doc.ents = [span for span in spans if span is not None]
        passages = [(p.start, p.end) for p in find_passages(text, split_paragraphs(text))]
        return MarkedArticle(Resolver(doc, passages, author), mentions, passages)

    return build
