"""Fetching for a client that waits: few at once, and what goes wrong in the terms of the request."""

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
from quotes.requests.connections import settings
from quotes.requests.problems import Problem, unusable

# How many clients may wait for sites at once; the other threads are for who asks for what is stored.
AT_ONCE = 2
# Seconds that a client may wait for its turn at a host.
PATIENCE = 5.0
_seats = BoundedSemaphore(AT_ONCE)


def bring(url: str, known: Mapping[str, Any]) -> Brought:
    """The article at an address. Raises Problem and IntakeError."""
    with fetching() as found:
        brought = found.bring(url, patience=PATIENCE, **known)
    assert brought is not None  # nothing was said to be known already
    return brought


@contextmanager
def fetching() -> Iterator[Pages]:
    """What fetches for this request. What goes wrong inside is raised as Problem."""
    try:
        found = pages(settings(), current_app.extensions["quotes"].fetcher)
    except FetchingOff as error:
        raise unusable("url", f"Cannot be fetched: {error}.") from error
    if not _seats.acquire(blocking=False):
        raise Problem(503, "Others are fetched already. Try again.", headers={"Retry-After": "10"})
    try:
        yield found
    except (FetchError, NotAFeed) as error:
        raise of_fetching(error) from error
    finally:
        _seats.release()


def of_fetching(error: FetchError | NotAFeed) -> Problem:
    """Why nothing came, as an answer: 422 where the address is at fault, 5xx where its server is."""
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
