"""Reads articles from JSON files: the entries of a list, or objects that follow one another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from json import JSONDecodeError, JSONDecoder
from typing import Any

from quotes.intake.errors import BadRecord
from quotes.intake.formats.records import BYTE_ORDER_MARK, Incoming, incoming_of

_SPACE = re.compile(r"[ \t\r\n]*")
_NO_MORE = "from here on it cannot be read"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry, parsed, or the `error` because of which it and what follows cannot be.

    `place` tells its number, counted from 1, and the line in which it begins.
    """

    place: str
    record: Any = None
    error: str | None = None


def read_entries(content: bytes, limit: int) -> Iterator[Incoming]:
    """One outcome for each entry, in order. Articles with more than `limit` characters are refused.

    Raises BadRecord if the file is not UTF-8.
    """
    for entry in entries(content):
        if entry.error is None:
            yield incoming_of(entry.record, limit, entry.place)
        else:
            yield Incoming(None, None, entry.error, place=entry.place)


def entries(content: bytes) -> Iterator[Entry]:
    """The entries, in order; after one that is not JSON, nothing more is read. Raises BadRecord."""
    text = _decoded(content)
    decoder = JSONDecoder()
    at = _after_space(text, 0)
    is_list = text[at : at + 1] == "["
    at = _after_space(text, at + is_list)
    number, line, counted = 0, 1, 0
    while at < len(text) and not (is_list and text[at] == "]"):
        number += 1
        line, counted = line + text.count("\n", counted, at), at
        place = f"entry {number} (line {line})"
        try:
            record, at = decoder.raw_decode(text, at)
        except JSONDecodeError as error:
            yield Entry(place, error=f"{_NO_MORE}: it is not JSON, {_told(error)}")
            return
        except (ValueError, RecursionError):  # a number of thousands of digits, brackets thousands deep
            yield Entry(place, error=f"{_NO_MORE}: it is JSON that cannot be parsed")
            return
        yield Entry(place, record)
        at = _after_space(text, at)
        if is_list and text[at : at + 1] == ",":
            at = _after_space(text, at + 1)
        elif is_list and text[at : at + 1] not in ("]", ""):
            yield Entry(place, error=f"{_NO_MORE}: there is no comma after the entry")
            return
    yield from _end(text, at, number, is_list=is_list)


def _end(text: str, at: int, number: int, *, is_list: bool) -> Iterator[Entry]:
    """What is wrong with how a list ends, if anything is."""
    if not is_list:
        return
    place = f"entry {number + 1} (line {1 + text.count(chr(10), 0, at)})"
    if at == len(text):
        yield Entry(place, error="the list has no end; perhaps the file is cut off")
    elif _after_space(text, at + 1) < len(text):
        yield Entry(place, error=f"{_NO_MORE}: something follows the end of the list")


def _told(error: JSONDecodeError) -> str:
    return f"{error.msg[:1].lower()}{error.msg[1:]} in line {error.lineno}"


def _decoded(content: bytes) -> str:
    try:
        return content.removeprefix(BYTE_ORDER_MARK).decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadRecord(f"the file is not UTF-8, from byte {error.start + 1} on") from None


def _after_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at
