"""Fetching for a client that waits: only a few at once, with errors turned into answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from threading import BoundedSemaphore
from typing import Any

from flask import current_app

from quotes.collecting.pages import Brought, FetchingOff, Pages, pages
from quotes.feeds import NotAFeed
from quotes.fetching import (
    BadAddress,
    BadStatus,
    Disallowed,
    FetchError,
    NotKept,
    NotYet,
    TooSlow,
)
from quotes.fetching.addresses import parse
from quotes.intake import ArticleTooLong, IntakeError, PageTooLarge
from quotes.requests.callers import reader
from quotes.requests.connections import settings
from quotes.requests.problems import Problem, of_service, unusable

# How many clients may wait for sites at once. The other threads are kept for requests about stored data.
AT_ONCE = 2
# The most seconds that a client waits for its turn at a host.
PATIENCE = 5.0
_seats = BoundedSemaphore(AT_ONCE)


def bring(url: str, known: Mapping[str, Any]) -> Brought:
    """The article at an address. Raises Problem."""
    with fetching() as found:
        try:
            brought = found.bring(url, patience=PATIENCE, **known)
        except IntakeError as error:
            raise of_unread(error) from error
    assert brought is not None  # never raised, since no earlier version was named
    return brought


@contextmanager
def fetching() -> Iterator[Pages]:
    """A fetcher for this request. Errors inside are raised as Problem."""
    try:
        found = pages(settings(), current_app.extensions["quotes"].fetcher, reader().read_answer)
    except FetchingOff as error:
        raise unusable("url", f"Cannot be fetched: {error}.") from error
    if not _seats.acquire(blocking=False):
        raise Problem(503, "Too many pages are being fetched. Try again.", headers={"Retry-After": "10"})
    try:
        yield found
    except (FetchError, NotAFeed) as error:
        raise of_fetching(error) from error
    finally:
        _seats.release()


def host_of(url: str) -> str:
    """The host of an address that may be fetched later. Raises Problem."""
    try:
        pages(settings(), current_app.extensions["quotes"].fetcher)
        return parse(url).host
    except (FetchingOff, BadAddress) as error:
        raise unusable("url", f"Cannot be fetched: {error}.") from error


def refusal_of(error: Exception) -> dict[str, Any]:
    """Why the article at an address was given up, as problem details."""
    match error:
        case FetchError():
            problem = of_fetching(error)
        case IntakeError():
            problem = of_unread(error)
        case _:
            problem = of_service(error)
    return problem.as_record()


def of_unread(error: IntakeError) -> Problem:
    """The answer where something stands at an address, but no article can be read from it."""
    if isinstance(error, PageTooLarge | ArticleTooLong):
        return of_service(error)
    return unusable("url", f"Cannot be read: {error}.")


def of_fetching(error: FetchError | NotAFeed) -> Problem:
    """The answer to a failed fetch: 422 if the address is at fault, 5xx if its server is."""
    sentence = f"{error}."
    match error:
        case BadAddress() | Disallowed() | NotAFeed():
            return unusable("url", f"Cannot be fetched: {sentence}")
        case BadStatus() if error.status in (401, 402, 403, 404, 410, 451):
            return unusable("url", f"Cannot be fetched: {sentence}")
        case NotYet():
            wait = str(max(1, round(error.seconds)))
            return Problem(503, f"Not fetched: {sentence}", headers={"Retry-After": wait})
        case NotKept():
            return Problem(507, f"Not fetched: {sentence}")
        case TooSlow():
            return Problem(504, f"Not fetched: {sentence}")
        case _:
            return Problem(502, f"Not fetched: {sentence}")
