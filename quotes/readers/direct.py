"""A reader in this process with the interface of a pool."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from quotes.extraction import Quote, Reading
from quotes.extraction.errors import ReadingFailed
from quotes.intake.article import Article
from quotes.intake.files import read_answer
from quotes.intake.page.web_page import read_html

if TYPE_CHECKING:
    from quotes.workflows.ingestion import Reader


class Direct:
    """Reads at once, in the caller's thread, without turns: for readers that need no language model."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    @property
    def version(self) -> str:
        return self._reader.version

    def for_caller(self, _caller: str) -> Self:
        return self

    def extract(
        self,
        text: str,
        published: date | None = None,
        author: str | None = None,
        modified: date | None = None,
    ) -> list[Quote]:
        return self._reader.extract(text, published, author, modified)

    def extract_many(self, readings: Iterable[Reading]) -> Iterator[list[Quote] | ReadingFailed]:
        return self._reader.extract_many(readings)

    is_idle = True

    def read_when_idle(self, reading: Reading) -> list[Quote] | ReadingFailed:
        return next(self.extract_many([reading]))

    def read_page(self, html: str, **known: Any) -> Article:
        return read_html(html, **known)

    def read_answer(self, content: bytes, media_type: str, charset: str | None, **known: Any) -> Article:
        return read_answer(content, media_type, charset, **known)

    def close(self) -> None:
        """Does nothing, since nothing is open."""
