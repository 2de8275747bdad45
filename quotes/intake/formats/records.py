"""Reads articles from JSON Lines, with one outcome for each line: the article, or why there is none."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from quotes.intake.article import DETAILS, Article
from quotes.intake.characters import storable
from quotes.intake.days import parse_day
from quotes.intake.errors import BadRecord, IntakeError
from quotes.intake.formats.text import check_length, read_text
from quotes.intake.page.web_page import read_html

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_DAYS = ("published", "modified")


@dataclass(frozen=True, slots=True)
class Incoming:
    """The outcome of one line or file: an article, or the sentence that says why there is none.

    `id` is the sender's own id, returned unchanged; None if it gave none. `damaged` is the number of U+FFFD
    that stand for undecodable bytes of a file. `place` tells a person where it stands in its file, such as
    "line 3"; None if it is the whole file.
    """

    id: str | int | None
    article: Article | None
    error: str | None = None
    damaged: int = 0
    place: str | None = field(default=None, compare=False)


def read_records(lines: Iterable[bytes], limit: int) -> Iterator[Incoming]:
    """One outcome for each line, in order. Articles with more than `limit` characters are refused."""
    for number, line in enumerate(lines, start=1):
        own = line.removeprefix(BYTE_ORDER_MARK) if number == 1 else line
        yield _read_line(own, limit, f"line {number}")


def incoming_of(record: Any, limit: int, place: str) -> Incoming:
    """The outcome of a parsed record, which stands at this place."""
    name: str | int | None = None
    try:
        if not isinstance(record, dict):
            raise BadRecord(f"the {place.partition(' ')[0]} is not a JSON object")
        name = _name(record)
        return Incoming(name, check_length(_article(record), limit), place=place)
    except IntakeError as error:
        return Incoming(name, None, str(error), place=place)


def _read_line(line: bytes, limit: int, place: str) -> Incoming:
    try:
        record = _parse(line)
    except BadRecord as error:
        return Incoming(None, None, str(error), place=place)
    return incoming_of(record, limit, place)


def _parse(line: bytes) -> Any:
    if not line.strip():
        raise BadRecord("the line is empty")
    try:
        return json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise BadRecord(f"the line is not UTF-8, from byte {error.start + 1} on") from None
    except json.JSONDecodeError as error:
        raise BadRecord(f"the line is not JSON: {error.msg} at character {error.pos + 1}") from None
    except (ValueError, RecursionError):  # a number of thousands of digits, brackets thousands deep
        raise BadRecord("the line is JSON that cannot be parsed") from None


def _name(record: dict[str, Any]) -> str | int | None:
    name = record.get("id")
    if name is not None and (isinstance(name, bool) or not isinstance(name, str | int)):
        raise BadRecord("id must be a string or a whole number")
    return name


def _article(record: dict[str, Any]) -> Article:
    text, html = _string(record, "text"), _string(record, "html")
    known: dict[str, Any] = {
        name: _day(record, name) if name in _DAYS else _string(record, name) for name in DETAILS
    }
    if text is not None:
        return read_text(text, **known)
    if html is not None:
        return read_html(html, **known)
    raise BadRecord("text or html is missing")


def _day(record: dict[str, Any], field: str) -> date | None:
    value = _string(record, field)
    try:
        return parse_day(value) if value else None
    except ValueError as error:
        raise BadRecord(f"{field} is {error}") from None


def _string(record: dict[str, Any], field: str) -> str | None:
    value = record.get(field)
    if value is None:
        return None
    if not isinstance(value, str):
        raise BadRecord(f"{field} must be a string")
    return storable(value)
