"""For the extraction tests: Docs parsed by hand, and one Extractor for all that need a trained model."""

from __future__ import annotations

import os
from datetime import date

import pytest
import spacy
from spacy.tokens import Doc, Span

from quotes.extraction import Extractor
from quotes.extraction.quotation.component import quotation_marks
from quotes.extraction.shared.tree import Tree

_NO_SPACE_BEFORE = {".", ",", ":", ";", "!", "?", "”", "’", "»", ")", "]", "…", "-", "’s", "'s", "n’t"}
_NO_SPACE_AFTER = {"“", "‘", "«", "„", "(", "[", "-", "¶"}
_PARAGRAPH_BREAK = "¶"


class HandParser:
    """Makes Docs from words with their annotation written beside them.

    `“ We/PRON/nsubj>stay stay/VERB/ccomp>said , ” said/VERB {PERSON Ada/PROPN/nsubj>said } .`

    A word is `form/tag/dependency>head`; the head is the nearest word of that form in its paragraph.
    What is left out: punctuation is PUNCT and hangs as `punct` from its paragraph's first verb without a
    head, which is the root; a word without a tag is a NOUN hanging there as `dep`. `{LABEL … }` is an
    entity, `¶` ends a paragraph, and a `"` opens and closes in turn.
    """

    def __init__(self) -> None:
        self._vocab = spacy.blank("en").vocab

    def __call__(self, notation: str, published: date | None = None, author: str | None = None) -> Doc:
        """The Doc as the attribution stage finds it: `quotation_marks` has run and `Doc._.tree` is set."""
        words, entities = _read(notation)
        doc = Doc(
            self._vocab,
            words=["\n\n" if word.form == _PARAGRAPH_BREAK else word.form for word in words],
            spaces=_spaces([word.form for word in words]),
            pos=[word.tag for word in words],
            deps=[word.label for word in words],
            heads=_heads(words),
        )
        doc.ents = [Span(doc, start, end, label) for start, end, label in entities]
        doc._.published, doc._.author = published, author
        quotation_marks(doc)
        doc._.tree = Tree.of(doc)
        return doc


class _Word:
    def __init__(self, item: str, paragraph: int) -> None:
        self.form, _, annotation = item.partition("/")
        punctuation = not any(character.isalnum() for character in self.form)
        tag, _, relation = annotation.partition("/")
        label, _, self.governor = relation.partition(">")
        self.tag = tag or ("PUNCT" if punctuation else "NOUN")
        if self.form == _PARAGRAPH_BREAK:
            self.tag = "SPACE"
        self.label = label or ("punct" if punctuation else "dep")
        self.paragraph = paragraph


def _read(notation: str) -> tuple[list[_Word], list[tuple[int, int, str]]]:
    words: list[_Word] = []
    entities: list[tuple[int, int, str]] = []
    opened: tuple[int, str] | None = None
    paragraph = 0
    for item in notation.split():
        if item.startswith("{"):
            opened = (len(words), item[1:])
        elif item == "}":
            assert opened is not None, f"a closing brace too many in {notation!r}"
            entities.append((opened[0], len(words), opened[1]))
            opened = None
        else:
            words.append(_Word(item, paragraph))
            paragraph += item == _PARAGRAPH_BREAK
    return words, entities


def _heads(words: list[_Word]) -> list[int]:
    heads = list(range(len(words)))
    roots: dict[int, int] = {}
    for index, word in enumerate(words):
        if word.tag in ("VERB", "AUX") and not word.governor:
            roots.setdefault(word.paragraph, index)
    for index, word in enumerate(words):
        root = roots.get(word.paragraph, index)
        if index == root:
            word.label = "ROOT"
        heads[index] = _nearest(words, index) if word.governor else root
    return heads


def _nearest(words: list[_Word], index: int) -> int:
    word = words[index]
    same = [
        at for at, other in enumerate(words)
        if other.form == word.governor and other.paragraph == word.paragraph and at != index
    ]  # fmt: skip
    assert same, f"{word.form!r} hangs from {word.governor!r}, which is not in its paragraph"
    return min(same, key=lambda at: abs(at - index))


def _spaces(forms: list[str]) -> list[bool]:
    spaces: list[bool] = []
    inside = False
    for form, following in zip(forms, [*forms[1:], _PARAGRAPH_BREAK], strict=True):
        opens = form == '"' and not inside
        closes = following == '"' and (inside or opens)
        if form == '"':
            inside = not inside
            closes = following == '"' and inside
        if form == _PARAGRAPH_BREAK:
            inside = False
        glued = opens or closes or form in _NO_SPACE_AFTER or following in _NO_SPACE_BEFORE
        spaces.append(not glued and following != _PARAGRAPH_BREAK)
    return spaces


@pytest.fixture(scope="session")
def parsed() -> HandParser:
    return HandParser()


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    """One for all tests: with the model shipped in the package, or the one that QUOTES_MODEL names."""
    return Extractor(os.environ.get("QUOTES_MODEL"))
