"""Run the language model: entities everywhere, tags and trees only near quotes.

Parsing costs most, and most paragraphs quote nobody. So entities are found in every paragraph, since a
pronoun may refer to a name anywhere in the article, but tags and dependencies only in paragraphs with a
passage in quotation marks and in the paragraph before each. An article without such a passage is not
annotated at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, MORPH, ORTH, POS, SPACY, TAG
from spacy.language import Language
from spacy.tokens import Doc

from quotes.extraction.quotation.glyphs import FAMILIAR
from quotes.extraction.shared.tree import Tree

_ENTITIES = [ENT_IOB, ENT_TYPE]
_EVERYTHING = [TAG, POS, MORPH, DEP, *_ENTITIES, HEAD]
_LONGEST_PIECE = 1500  # tokens; longer paragraphs are annotated in pieces, so that memory stays bounded
_AT_ONCE = 3000  # tokens; larger arrays are returned to the system and requested again each time
_OUTSIDE = 2  # spaCy's code for "no entity here"


@dataclass(frozen=True, slots=True)
class _Piece:
    """Tokens `start` to `end` of an article's Doc, as a Doc of its own."""

    start: int
    end: int
    parsed: bool
    doc: Doc


class Annotator:
    """Runs a trained pipeline over the paragraphs of Docs, with only those components that each needs."""

    def __init__(self, model: Language) -> None:
        self.model = model
        # Base forms come from rules; see `quotes.extraction.shared.base_forms`.
        self._all_pipes = [
            name for name in model.pipe_names if model.get_pipe_meta(name).assigns != ["token.lemma"]
        ]
        self._entity_pipes = _pipes_for_entities(model)
        strings = model.vocab.strings
        self._familiar = {strings.add(rare): strings.add(known) for rare, known in FAMILIAR.items()}

    def __call__(self, doc: Doc) -> Doc:
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], batch_size: int = 64) -> Iterator[Doc]:
        docs = iter(stream)
        while batch := list(islice(docs, batch_size)):
            yield from self._annotate(batch)

    def _annotate(self, batch: list[Doc]) -> list[Doc]:
        articles = [list(self._pieces(doc)) if doc._.passages else [] for doc in batch]
        pieces = [piece for article in articles for piece in article]
        self._run([piece.doc for piece in pieces if piece.parsed], self._all_pipes)
        self._run([piece.doc for piece in pieces if not piece.parsed], self._entity_pipes)
        for doc, article in zip(batch, articles, strict=True):
            if article:
                _merge(doc, article)
            doc._.tree = Tree.of(doc)
        return batch

    def _run(self, docs: Sequence[Doc], names: Iterable[str]) -> None:
        pipes = [self.model.get_pipe(name) for name in names]
        for batch in _batches(docs):
            stream: Iterable[Doc] = batch
            for pipe in pipes:
                if hasattr(pipe, "pipe"):
                    stream = pipe.pipe(stream, batch_size=len(batch))
                else:
                    stream = map(pipe, stream)
            for _ in stream:
                pass

    def _pieces(self, doc: Doc) -> Iterator[_Piece]:
        array = doc.to_array([ORTH, SPACY])
        familiar = self._familiar
        words = [familiar.get(word, word) for word in array[:, 0].tolist()]
        spaces = array[:, 1].astype(bool).tolist()
        for (first, last), parsed in zip(doc._.paragraph_tokens, doc._.parsed_paragraphs, strict=True):
            for start in range(first, last, _LONGEST_PIECE):
                end = min(last, start + _LONGEST_PIECE)
                piece = Doc(self.model.vocab, words=words[start:end], spaces=spaces[start:end])
                yield _Piece(start, end, parsed, piece)


def _batches(docs: Sequence[Doc]) -> Iterator[list[Doc]]:
    """The Docs by length, a few thousand tokens at a time: a batch takes as many steps as its longest Doc."""
    batch: list[Doc] = []
    size = 0
    for doc in sorted(docs, key=len):
        if batch and size + len(doc) > _AT_ONCE:
            yield batch
            batch, size = [], 0
        batch.append(doc)
        size += len(doc)
    if batch:
        yield batch


def _pipes_for_entities(model: Language) -> list[str]:
    """The entity recognizer, with the shared embedding layer if it uses one."""
    needed = []
    for name, pipe in model.pipeline:
        if "ner" in getattr(pipe, "listening_components", []) or name in ("ner", "entity_ruler"):
            needed.append(name)
    return needed


def _merge(doc: Doc, pieces: Sequence[_Piece]) -> None:
    """Merge the annotation of the pieces; tokens between pieces depend on the token before them."""
    everything = np.zeros((len(doc), len(_EVERYTHING)), dtype=np.uint64)
    iob, kind = (_EVERYTHING.index(attribute) for attribute in _ENTITIES)
    everything[:, iob] = _OUTSIDE
    heads = np.zeros(len(doc), dtype=np.int64)
    covered = 0
    for piece in pieces:
        _hang(heads, covered, piece.start)
        here = slice(piece.start, piece.end)
        if piece.parsed:
            everything[here] = piece.doc.to_array(_EVERYTHING)
            heads[here] = everything[here, -1].astype(np.int64)
        else:  # a paragraph that was not parsed counts as one sentence
            everything[here, iob : kind + 1] = piece.doc.to_array(_ENTITIES)
            heads[here] = -np.arange(piece.end - piece.start)
        covered = piece.end
    _hang(heads, covered, len(doc))
    everything[:, -1] = heads.astype(np.uint64)
    doc.from_array(_EVERYTHING, everything)  # type: ignore[arg-type]  # its own type of array


def _hang(heads: np.ndarray, first: int, last: int) -> None:
    """Make the token before `first` the head of the tokens from there to `last`."""
    heads[first:last] = first - 1 - np.arange(first, last) if first else 0
