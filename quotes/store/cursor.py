"""Cursors: where a list continues. Each encodes the ordering values of the last row given.

A cursor is valid only for the list and the filters that it was made for. It is not trusted: its values go
into queries as parameters, and a cursor that is damaged, has wrong types or is for another list is refused.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from typing import Any

Key = tuple[str | int, int]

LONGEST = 1_000
_LARGEST_INTEGER = 2**63 - 1


class BadCursor(ValueError):  # noqa: N818 - reads as a sentence
    """The text is not a cursor of this list."""


def encode(key: Sequence[str | int], listing: Mapping[str, Any]) -> str:
    """The cursor that follows the row with these ordering values, in the list that `listing` describes."""
    payload = json.dumps(list(key), separators=(",", ":")).encode()
    return urlsafe_b64encode(_seal(payload, listing) + payload).decode().rstrip("=")


def decode(cursor: str, listing: Mapping[str, Any], first: type[str] | type[int]) -> Key:
    """The ordering values in a cursor; the first has the type `first`. Raises BadCursor."""
    if len(cursor) > LONGEST or not cursor.isascii():
        raise BadCursor
    try:
        sealed = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        seal, payload = sealed[:8], sealed[8:]
        if seal != _seal(payload, listing):
            raise BadCursor
        value, pk = json.loads(payload)
    except ValueError as error:  # not base64, not JSON, or not two values
        raise BadCursor from error
    if type(value) is not first or type(pk) is not int or not 0 <= pk <= _LARGEST_INTEGER:
        raise BadCursor
    if isinstance(value, int) and abs(value) > _LARGEST_INTEGER:
        raise BadCursor
    return value, pk


def _seal(payload: bytes, listing: Mapping[str, Any]) -> bytes:
    filters = json.dumps(dict(listing), sort_keys=True, default=str).encode()
    return blake2b(payload + b"\0" + filters, digest_size=8).digest()
