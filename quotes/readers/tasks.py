"""The tasks of a reading process. Tasks and results are pickled to travel between processes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from quotes.extraction import Quote, Reading
from quotes.extraction.errors import ReadingFailed
from quotes.intake.article import Article
from quotes.intake.errors import IntakeError, NoArticle, PageTooLarge

if TYPE_CHECKING:
    from quotes.extraction import Extractor


@dataclass(frozen=True, slots=True)
class ReadText:
    """Find the quotes of a text."""

    reading: Reading

    def run(self, extractor: Extractor) -> list[Quote] | ReadingFailed:
        return next(extractor.extract_many([self.reading]))


@dataclass(frozen=True, slots=True)
class ReadPage:
    """Find the article on a web page; `known` are the keyword arguments of `intake.read_html`."""

    html: str
    known: dict[str, Any]

    def run(self, extractor: Extractor) -> Article | NoArticle | PageTooLarge:  # noqa: ARG002 - all tasks are run alike
        from quotes.intake.page.web_page import read_html  # noqa: PLC0415 - only processes that see a page need it

        try:
            return read_html(self.html, **self.known)
        except (NoArticle, PageTooLarge) as error:
            return error


@dataclass(frozen=True, slots=True)
class ReadAnswer:
    """Find the article in what a server sent, as `intake.files.read_answer` does with the same arguments."""

    content: bytes
    media_type: str
    charset: str | None
    known: dict[str, Any]

    def run(self, extractor: Extractor) -> Article | IntakeError:  # noqa: ARG002 - all tasks are run alike
        from quotes.intake.files import read_answer  # noqa: PLC0415 - only processes that see one need it

        try:
            return read_answer(self.content, self.media_type, self.charset, **self.known)
        except IntakeError as error:
            return error


class Task(Protocol):
    """Anything that a reading process can do."""

    def run(self, extractor: Extractor) -> Any: ...
