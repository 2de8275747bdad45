"""The language model's part: entities everywhere, tags and trees only where somebody may be quoted.

Parsing is what costs most, and most paragraphs quote nobody. So entities, whose names the whole article may
lend to a pronoun, are found in every paragraph, while tags, lemmas and dependencies are computed only for
paragraphs that hold a passage in quotation marks and the paragraph before each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, cast

import numpy as np
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, MORPH, POS, TAG
from spacy.language import Language
from spacy.tokens import Doc

from quotes.extraction.tree import Tree

if TYPE_CHECKING:
    from thinc.types import Ints2d

_SYNTAX = [TAG, POS, MORPH, LEMMA, DEP, HEAD]
_ENTITIES = [ENT_IOB, ENT_TYPE]
_LONGEST_PIECE = 1500  # tokens; longer paragraphs are read in pieces, so that memory stays bounded
_OUTSIDE = 2  # spaCy's code for "no entity here"


@dataclass(frozen=True, slots=True)
class _Piece:
    """Tokens `start` to `end` of the `article`-th Doc of a batch, as a Doc of their own."""

    article: int
    start: int
    end: int
    parsed: bool
    doc: Doc


class Annotator:
    """Runs a trained pipeline over the paragraphs of Docs, each paragraph as far as it is needed."""

    def __init__(self, model: Language) -> None:
        self.model = model
        self._entity_pipes = _pipes_for_entities(model)

    def __call__(self, doc: Doc) -> Doc:
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], batch_size: int = 16) -> Iterator[Doc]:
        docs = iter(stream)
        while batch := list(islice(docs, batch_size)):
            yield from self._annotate(batch)

    def _annotate(self, batch: list[Doc]) -> list[Doc]:
        pieces = [piece for index, doc in enumerate(batch) for piece in self._pieces(index, doc)]
        self._run([piece.doc for piece in pieces if piece.parsed], self.model.pipe_names)
        self._run([piece.doc for piece in pieces if not piece.parsed], self._entity_pipes)
        for index, doc in enumerate(batch):
            _merge(doc, [piece for piece in pieces if piece.article == index])
            doc._.tree = Tree.of(doc)
        return batch

    def _run(self, docs: Sequence[Doc], names: Iterable[str]) -> None:
        # Short and long pieces apart: a batch is as slow as its padding is long.
        stream: Iterable[Doc] = sorted(docs, key=len)
        for name in names:
            pipe = self.model.get_pipe(name)
            stream = pipe.pipe(stream, batch_size=64) if hasattr(pipe, "pipe") else map(pipe, stream)
        for _ in stream:
            pass

    def _pieces(self, index: int, doc: Doc) -> Iterator[_Piece]:
        for (first, last), parsed in zip(doc._.paragraph_tokens, doc._.parsed_paragraphs, strict=True):
            for start in range(first, last, _LONGEST_PIECE):
                end = min(last, start + _LONGEST_PIECE)
                part = doc[start:end]
                words = [token.text for token in part]
                spaces = [bool(token.whitespace_) for token in part]
                yield _Piece(index, start, end, parsed, Doc(self.model.vocab, words=words, spaces=spaces))


def _pipes_for_entities(model: Language) -> list[str]:
    """The entity recognizer, with the shared embedding layer where it listens to one."""
    needed = []
    for name, pipe in model.pipeline:
        if "ner" in getattr(pipe, "listening_components", []) or name in ("ner", "entity_ruler"):
            needed.append(name)
    return needed


def _merge(doc: Doc, pieces: list[_Piece]) -> None:
    syntax = np.zeros((len(doc), len(_SYNTAX)), dtype=np.uint64)
    entities = np.zeros((len(doc), len(_ENTITIES)), dtype=np.uint64)
    entities[:, 0] = _OUTSIDE
    heads = np.zeros(len(doc), dtype=np.int64)
    covered = 0
    for piece in pieces:
        heads[covered : piece.start] = covered - 1 - np.arange(covered, piece.start) if covered else 0
        entities[piece.start : piece.end] = piece.doc.to_array(_ENTITIES)
        if piece.parsed:
            syntax[piece.start : piece.end] = piece.doc.to_array(_SYNTAX)
            heads[piece.start : piece.end] = syntax[piece.start : piece.end, -1].astype(np.int64)
        else:  # a paragraph that was not parsed counts as one sentence
            heads[piece.start : piece.end] = -np.arange(piece.end - piece.start)
        covered = piece.end
    if covered < len(doc):
        heads[covered:] = covered - 1 - np.arange(covered, len(doc)) if covered else 0
    syntax[:, -1] = heads.astype(np.uint64)
    doc.from_array(_SYNTAX, cast("Ints2d", syntax))
    doc.from_array(_ENTITIES, cast("Ints2d", entities))
