"""What stands at an address as an article, with evidence of where it came from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from quotes.fetching import Fetched, Fetcher
from quotes.fetching.bodies import decoded
from quotes.fetching.evidence import Capture, captured
from quotes.fetching.fetcher import Limits
from quotes.intake import Article, check_length
from quotes.intake.characters import charset_of
from quotes.intake.files import read_answer
from quotes.intake.kinds import GZIP
from quotes.settings import Settings
from quotes.store.waiting.host_turns import StoredHosts

# Reads what a server sent, as `intake.files.read_answer` does.
ReadsAnswers = Callable[..., Article]

OFF = "fetching is off; turn it on with the setting QUOTES_FETCH=on"


class FetchingOff(Exception):  # noqa: N818 - reads as a sentence
    """Fetching was requested, but the settings do not allow it."""

    def __init__(self) -> None:
        super().__init__(OFF)


@dataclass(frozen=True, slots=True)
class Brought:
    """A fetched article with its evidence."""

    article: Article
    capture: Capture


class Pages:
    """Fetches articles by address. Responses are kept in the folder `evidence`, if there is one.

    An article with more than `max_chars` characters is refused. `read` is how what was sent is read: in this
    process, or in another one that can be stopped.
    """

    def __init__(
        self, fetcher: Fetcher, evidence: Path | None, max_chars: int, read: ReadsAnswers = read_answer
    ) -> None:
        self.fetcher = fetcher
        self._read = read
        self._evidence = evidence
        self.max_chars = max_chars

    def bring(
        self, url: str, *, patience: float, known_as: Callable[[str], bool] = lambda _: False, **known: Any
    ) -> Brought | None:
        """The article at an address; None if `known_as` is true for the page's final address.

        `known` fields (title, publisher, author, published, modified) override those of the page.
        Raises FetchError and IntakeError.
        """
        captures: list[Capture] = []

        def keep(fetched: Fetched) -> None:
            if not known_as(fetched.final):
                captures.append(captured(fetched, self._evidence))

        fetched = self.fetcher.fetch(url, patience=patience, keep=keep)
        if not captures:
            return None
        return Brought(check_length(self._article(fetched, known), self.max_chars), captures[0])

    def _article(self, fetched: Fetched, known: dict[str, Any]) -> Article:
        """The article in a response, whatever kind of file it is. Raises FetchError and IntakeError."""
        content = fetched.content
        if content.startswith(GZIP):  # a file that is compressed, or that the server compressed twice
            content = decoded(content, "gzip", Limits().size)
        charset = charset_of(fetched.headers.get("Content-Type"))
        return self._read(content, fetched.media_type, charset, url=fetched.final, **known)


def pages(settings: Settings, fetcher: Fetcher | None = None, read: ReadsAnswers = read_answer) -> Pages:
    """The fetcher of pages, as configured by the settings. Raises FetchingOff."""
    if not settings.fetch:
        raise FetchingOff
    made = fetcher or Fetcher(StoredHosts(settings.database), agent(settings.fetch_contact))
    return Pages(made, settings.fetch_evidence, settings.max_article_chars, read)


def agent(contact: str | None) -> str:
    """The User-Agent, with the contact of whoever runs this service."""
    try:
        name = f"quotes/{version('quotes')}"
    except PackageNotFoundError:  # a checkout that is not installed
        name = "quotes"
    return f"{name} (+{contact})" if contact else name


def completed(
    article: Article,
    *,
    title: str | None = None,
    publisher: str | None = None,
    author: str | None = None,
    published: date | None = None,
    modified: date | None = None,
) -> Article:
    """The article, with fields that the page lacks taken from elsewhere."""
    return replace(
        article,
        title=article.title or title,
        publisher=article.publisher or publisher,
        author=article.author or author,
        published=article.published or published,
        modified=article.modified or modified,
    )
