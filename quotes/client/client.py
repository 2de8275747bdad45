"""The client: one method for each question that the service answers."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from datetime import date
from types import TracebackType
from typing import Any, Literal, Self, Unpack, cast, overload
from urllib.parse import quote as escaped

import httpx

from quotes.client import shapes
from quotes.client.errors import NoAnswer
from quotes.client.requests import Requests

# Rows on one page of a list, and seconds between two checks of a job.
PAGE = 100
LOOK_AGAIN = 0.5
# What the API calls by words that Python keeps for itself.
NAMED = {"since": "from", "until": "to"}

Day = date | str
Ending = Literal["csv", "jsonl", "atom"]


class Client:
    """A client for a quotes service at an address such as `http://127.0.0.1:8000`.

    Writing requires a `token`. `timeout` is in seconds, for each step of a request. As a context manager, it
    closes its connections. Every method raises ProblemError if the service refuses the request, and NoAnswer
    if it cannot be reached. Requests are repeated if the service is busy.
    """

    def __init__(
        self,
        address: str,
        token: str | None = None,
        *,
        timeout: float = 30.0,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self._requests = Requests(address, token, timeout, transport)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._requests.close()

    # Looking up

    def lookup(self, quote: str, speaker: str | None = None, limit: int = 10) -> shapes.Answer:
        """Whether somebody said these words: the verdict with its evidence."""
        asked = {"quote": quote, "speaker": speaker, "limit": limit}
        return cast(shapes.Answer, self._requests.send("GET", "/api/lookup", asked))

    def check_draft(
        self,
        text: str,
        *,
        published: Day | None = None,
        author: str | None = None,
        min_words: int = 3,
        limit: int = 3,
    ) -> shapes.Draft:
        """Each quotation of a text with its verdict. The text is not stored."""
        known = _given(published=published, author=author)
        body = {"text": text, "min_words": min_words, "limit": limit, **known}
        return cast(shapes.Draft, self._requests.send("POST", "/api/lookup/text", body=body))

    # Articles

    def post(
        self,
        *,
        text: str | None = None,
        html: str | None = None,
        url: str | None = None,
        **known: Unpack[shapes.ArticleFields],
    ) -> shapes.Posted:
        """Store an article. Returns it with its quotes once it has been read.

        The address alone is enough where the service fetches pages.
        """
        body = _given(text=text, html=html, url=url, **known)
        return cast(shapes.Posted, self._requests.send("POST", "/api/articles", body=body))

    def post_later(
        self,
        *,
        text: str | None = None,
        html: str | None = None,
        url: str | None = None,
        **known: Unpack[shapes.ArticleFields],
    ) -> shapes.JobDetail:
        """Store an article to be read later: the job that reads it, for `wait_for`."""
        body = _given(text=text, html=html, url=url, **known)
        later = {"Prefer": "respond-async"}
        return cast(shapes.JobDetail, self._requests.send("POST", "/api/articles", body=body, headers=later))

    def wait_for(self, job: str, seconds: float = 300.0) -> shapes.JobDetail:
        """Wait until all articles of a job are read or have failed. Raises NoAnswer after `seconds`."""
        until = time.monotonic() + seconds
        while True:
            found = cast(shapes.JobDetail, self._requests.send("GET", f"/api/jobs/{_part(job)}"))
            if found["state"] != "waiting":
                return found
            if time.monotonic() > until:
                raise NoAnswer(f"Job {job} is not done after {seconds:g} s.")
            time.sleep(LOOK_AGAIN)

    def article(self, article: str) -> shapes.ArticleDetail:
        """An article by its id, with its text and its quotes."""
        return cast(shapes.ArticleDetail, self._requests.send("GET", f"/api/articles/{_part(article)}"))

    def articles(self, **filters: Unpack[shapes.ArticleFilters]) -> Iterator[shapes.Article]:
        """All articles that match, the latest first, page by page as they are taken."""
        return self._listed("/api/articles", filters)

    # Speakers, statements, quotes

    def speakers(self, **filters: Unpack[shapes.SpeakerFilters]) -> Iterator[shapes.Speaker]:
        """All speakers whose names match, those with the most quotes first, unless `sort` says otherwise."""
        return self._listed("/api/speakers", {"sort": "quotes", **filters})

    def speaker(self, slug: str) -> shapes.SpeakerDetail:
        """A speaker with all names, and the evidence that they belong to one speaker."""
        return cast(shapes.SpeakerDetail, self._requests.send("GET", f"/api/speakers/{_part(slug)}"))

    @overload
    def statements(
        self, speaker: None = None, **filters: Unpack[shapes.StatementFilters]
    ) -> Iterator[shapes.Statement]: ...

    @overload
    def statements(
        self, speaker: str, **filters: Unpack[shapes.SpeakerStatementFilters]
    ) -> Iterator[shapes.Statement]: ...

    def statements(
        self, speaker: str | None = None, **filters: Unpack[shapes.SpeakerStatementFilters]
    ) -> Iterator[shapes.Statement]:
        """What was said, the latest first, page by page as it is taken; `speaker` is a slug."""
        return self._listed(_statements(speaker), filters)

    def statement(self, statement: str) -> shapes.StatementDetail:
        """A statement by its id, with every report."""
        return cast(shapes.StatementDetail, self._requests.send("GET", f"/api/statements/{_part(statement)}"))

    def contradictions(
        self, speaker: str, **filters: Unpack[shapes.ContradictionFilters]
    ) -> Iterator[shapes.Contradiction]:
        """Statements in which a speaker has said otherwise than before."""
        return self._listed(f"/api/speakers/{_part(speaker)}/contradictions", filters)

    @overload
    def export(
        self, ending: Ending, speaker: None = None, **filters: Unpack[shapes.StatementFilters]
    ) -> Iterator[str]: ...

    @overload
    def export(
        self, ending: Ending, speaker: str, **filters: Unpack[shapes.SpeakerStatementFilters]
    ) -> Iterator[str]: ...

    def export(
        self,
        ending: Ending,
        speaker: str | None = None,
        **filters: Unpack[shapes.SpeakerStatementFilters],
    ) -> Iterator[str]:
        """Whole lists of statements as lines of CSV, JSON Lines or an Atom feed, as they arrive.

        Lines keep their line ends, as those of a file do, so that `csv.reader` can read them.
        """
        return self._requests.lines(f"{_statements(speaker)}.{ending}", _query(filters))

    def quote(self, quote: str) -> shapes.QuoteDetail:
        """A quote by its id, with its context and its evidence."""
        return cast(shapes.QuoteDetail, self._requests.send("GET", f"/api/quotes/{_part(quote)}"))

    def correct(self, quote: str, **correction: Unpack[shapes.Correction]) -> shapes.QuoteDetail:
        """Decide about a quote; what is not given is left as it is, and None means nobody, or no date."""
        return cast(
            shapes.QuoteDetail,
            self._requests.send("PATCH", f"/api/quotes/{_part(quote)}", body=_plain(correction)),
        )

    def _listed(self, path: str, query: Mapping[str, object]) -> Iterator[Any]:
        asked = _query(query)
        cursor = None
        while True:
            page = self._requests.send("GET", path, {**asked, "limit": PAGE, "cursor": cursor})
            yield from page["items"]
            cursor = page["next_cursor"]
            if cursor is None:
                return


def _part(identifier: str) -> str:
    """An id or slug as part of an address. Raises ValueError if it is empty, which would request a list."""
    if not identifier:
        raise ValueError("An id or a slug must not be empty.")
    return escaped(identifier, safe="")


def _statements(speaker: str | None) -> str:
    """Where statements are listed: all, or those of a speaker."""
    return "/api/statements" if speaker is None else f"/api/speakers/{_part(speaker)}/statements"


def _given(**fields: Any) -> dict[str, Any]:
    return {name: _plain(value) for name, value in fields.items() if value is not None}


def _plain(value: Any) -> Any:
    """A value as JSON has it: days as they are written."""
    if isinstance(value, Mapping):
        return {name: _plain(part) for name, part in value.items()}
    return value.isoformat() if isinstance(value, date) else value


def _query(filters: Mapping[str, object]) -> dict[str, Any]:
    """Filters under the API's names."""
    return {NAMED.get(name, name): value for name, value in _plain(filters).items()}
