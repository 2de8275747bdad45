"""Lists in formats for other programs: statements as CSV, JSON Lines and Atom feeds, speakers as CSV."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from feedgen.feed import FeedGenerator

from quotes.api.schemas.statements import StatementSchema
from quotes.intake.tables import speaker_lists
from quotes.intake.tables.spreadsheets import may_run
from quotes.lookup.evidence.web_archive import archived_copy
from quotes.store.listing import Row

COLUMNS = (
    ("id", "id"),
    ("text", "text"),
    ("speaker", "speaker.name"),
    ("speaker_kind", "speaker.kind"),
    ("speaker_slug", "speaker.slug"),
    ("said_on", "said.on"),
    ("said_precision", "said.precision"),
    ("said_basis", "said.basis"),
    ("said_text", "said.text"),
    ("about", "about"),
    ("form", "form"),
    ("confidence", "confidence"),
    ("reports", "reports"),
    ("articles", "articles"),
    ("first_published", "first_reported.published"),
    ("first_publisher", "first_reported.publisher"),
    ("first_title", "first_reported.title"),
    ("first_url", "first_reported.url"),
    # Append new columns at the end, since some programs read columns by number.
    ("factuality", "factuality"),
    ("said_confidence", "said.confidence"),
    ("first_archived_copy", "first_reported.archived_copy"),
)
# How a title marks words that were not said.
NOT_SAID = {"denied": " (denied)", "hypothetical": " (hypothetical)", "fabricated": " (fabricated)"}
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def csv_lines(statements: Iterable[Row]) -> Iterator[str]:
    """A header and a line for each statement; cells that a spreadsheet might run as formulas are escaped."""
    yield _csv_line([name for name, _ in COLUMNS])
    for statement in dumped(statements):
        yield _csv_line([_harmless(_value(statement, path)) for _, path in COLUMNS])


def speaker_lines(speakers: Iterable[Row]) -> Iterator[str]:
    """A header and a line for each speaker, in the format that `quotes.intake.tables.speaker_lists` reads."""
    yield _csv_line(speaker_lists.COLUMNS)
    for speaker in speakers:
        roles = [
            speaker_lists.Role(one["role"], one["since"] or "", one["until"] or "")
            for one in speaker["roles"]
        ]
        cells = {
            **speaker,
            "other_names": "; ".join(speaker["other_names"]),
            "roles": speaker_lists.written_roles(roles),
        }
        yield _csv_line([_harmless(cells[name]) for name in speaker_lists.COLUMNS])


def json_lines(statements: Iterable[Row]) -> Iterator[str]:
    """A line of JSON for each statement, in the same form as in lists."""
    for statement in dumped(statements):
        yield json.dumps(statement, ensure_ascii=False) + "\n"


def atom(statements: Iterable[Row], *, title: str, address: str, site: str) -> bytes:
    """An Atom feed of statements.

    `address` is the feed's URL, and `site` that of the service, from which the URLs of statements are made.
    """
    feed = FeedGenerator()
    feed.id(address)
    feed.title(_in_xml(title))
    feed.link(href=address, rel="self")
    rows = list(statements)
    feed.updated(max((row["updated"] for row in rows), default="1970-01-01T00:00:00+00:00"))
    for row in rows:
        _entry(feed.add_entry(order="append"), row, site)
    xml: bytes = feed.atom_str(pretty=True)
    return xml


def dumped(statements: Iterable[Row]) -> Iterator[dict[str, Any]]:
    """The statements in the form that lists have."""
    schema = StatementSchema()
    return (schema.dump(statement) for statement in statements)


def _entry(entry: Any, row: Row, site: str) -> None:
    speaker = row["speaker"]["name"] if row["speaker"] else "somebody"
    said = f", {row['said']['on']}" if row["said"] and row["said"]["on"] else ""
    first = row["first_reported"]
    entry.id(f"{site}/api/statements/{row['id']}")
    told = NOT_SAID.get(row["factuality"], "")
    entry.title(_in_xml(f"{speaker}{told}{said}: \u201c{_short(row['text'])}\u201d"))
    entry.author(name=_in_xml(speaker))
    entry.updated(row["updated"])
    entry.category(term=row["factuality"])
    entry.content(_in_xml(f"\u201c{row['text']}\u201d"), type="text")
    if first["url"]:
        entry.link(href=_in_xml(first["url"]), title=_in_xml(first["title"] or first["publisher"] or ""))
    if archived := archived_copy(first):
        entry.link(href=_in_xml(archived), rel="related", title="Archived copy")


def _short(text: str, most: int = 100) -> str:
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]}\u2026"


def _in_xml(text: str) -> str:
    """The text without the characters that XML does not allow."""
    return _NOT_IN_XML.sub("\ufffd", text)


def _csv_line(cells: Sequence[Any]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()


def _value(statement: dict[str, Any], path: str) -> Any:
    value: Any = statement
    for name in path.split("."):
        value = None if value is None else value[name]
    return "; ".join(topic["name"] for topic in value) if path == "about" else value


def _harmless(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and may_run(value) else value
