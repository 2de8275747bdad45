"""Fetches addresses: politely, within limits, and only from the public internet."""

from quotes.fetching.errors import (
    BadAddress,
    BadResponse,
    BadStatus,
    Disallowed,
    FetchError,
    NotKept,
    NotYet,
    TooLarge,
    TooSlow,
    Unreachable,
)
from quotes.fetching.fetcher import Fetcher, Validators
from quotes.fetching.response import Fetched

__all__ = [
    "BadAddress",
    "BadResponse",
    "BadStatus",
    "Disallowed",
    "FetchError",
    "Fetched",
    "Fetcher",
    "NotKept",
    "NotYet",
    "TooLarge",
    "TooSlow",
    "Unreachable",
    "Validators",
]
