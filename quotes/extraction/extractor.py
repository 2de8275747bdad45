"""The Extractor: article texts in, quotes out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cached_property
from itertools import islice
from threading import Lock

from spacy.tokens import Doc

from quotes.extraction.attribution.attributor import shipped_weights
from quotes.extraction.errors import ReadingFailed
from quotes.extraction.explanation import Explanation, explain
from quotes.extraction.pipeline import build_pipeline
from quotes.extraction.shared.quote import Quote
from quotes.extraction.shared.reading import Reading
from quotes.extraction.text.repair import RepairedText, in_given, repair
from quotes.extraction.version import version_of

_BATCH_CHARACTERS = 200_000
_BATCH_ARTICLES = 64


class Extractor:
    """Reads articles. Loads the language model once, on creation.

    `model` names a spaCy pipeline to use instead of the shipped one. Raises ModelError if it cannot be used.
    """

    def __init__(self, model: str | None = None) -> None:
        self._model = model
        self._nlp = build_pipeline(model)
        self._free = Lock()  # memory zones of one pipeline must not overlap

    def extract(
        self,
        text: str,
        published: date | None = None,
        author: str | None = None,
        modified: date | None = None,
    ) -> list[Quote]:
        """The quotes of one article, in text order. Raises ReadingFailed."""
        found = next(self.extract_many([Reading(text, published, author, modified)]))
        if isinstance(found, ReadingFailed):
            raise found
        return found

    def extract_many(self, readings: Iterable[Reading]) -> Iterator[list[Quote] | ReadingFailed]:
        """The quotes of each article, in the order of the input; reads ahead by one batch only.

        An article in a language other than English has none. If extraction fails on an article, its place has
        the error instead, and the other articles are not affected. Several threads may share an extractor;
        their batches take turns.
        """
        for batch in _batches(readings):
            yield from self._read(batch)

    def _read(self, batch: list[Reading]) -> list[list[Quote] | ReadingFailed]:
        try:
            # A memory zone frees the words of each batch, so that memory use does not grow with the number of
            # articles.
            with self._free, self._nlp.memory_zone():
                read = self._nlp.pipe(self._prepare(one) for one in batch if one.is_english)
                return [_as_given(next(read)) if one.is_english else [] for one in batch]
        except Exception as error:  # noqa: BLE001 - one article's bug must not affect the others
            if len(batch) == 1:
                return [ReadingFailed.of(error)]
        return [found for reading in batch for found in self._read([reading])]

    def explain(
        self,
        text: str,
        published: date | None = None,
        author: str | None = None,
        modified: date | None = None,
    ) -> list[Explanation]:
        """For each quote of an article, in text order, why it was given to its speaker."""
        with self._free, self._nlp.memory_zone():
            doc = self._nlp(self._prepare(Reading(text, published, author, modified)))
            found = explain(doc, shipped_weights())
        return [replace(one, quote=quote) for one, quote in zip(found, _as_given(doc), strict=True)]

    def _prepare(self, reading: Reading) -> Doc:
        repaired = repair(reading.text)
        doc = self._nlp.make_doc(reading.text if repaired is None else repaired.text)
        doc._.repaired = repaired
        doc._.published = reading.published
        doc._.modified = reading.modified
        doc._.author = reading.author
        return doc

    @cached_property
    def version(self) -> str:
        """A string that changes whenever code, word lists or weights of the extraction change."""
        return version_of(self._model)


def _as_given(doc: Doc) -> list[Quote]:
    """The quotes of a Doc, with offsets into the text that was given."""
    repaired: RepairedText | None = doc._.repaired
    return doc._.quotes if repaired is None else [in_given(quote, repaired) for quote in doc._.quotes]


def _batches(readings: Iterable[Reading]) -> Iterator[list[Reading]]:
    """Articles in batches by size: large enough to use the model well, small enough for memory."""
    stream = iter(readings)
    while batch := list(islice(stream, 1)):
        size = len(batch[0].text)
        while size < _BATCH_CHARACTERS and len(batch) < _BATCH_ARTICLES:
            following = next(stream, None)
            if following is None:
                break
            batch.append(following)
            size += len(following.text)
        yield batch
