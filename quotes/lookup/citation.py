"""A quote as a reference: a line of text, CSL-JSON for reference managers, RIS for older ones.

The cited work is the article that reports the words. The words and their speaker are in the note, because
neither format has a field for them. Of the copies in a web archive, only one saved for this service is cited,
because it is not known whether there are others.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Literal

from quotes.lookup.evidence.web_archive import NAME
from quotes.store.listing import Row

_LINE_BREAKS = re.compile(r"\s+")


def as_text(quote: Row, address: str) -> str:
    """The reference as text, with its addresses.

    Ivo Marrek, quoted in “Bridge open again”, Tarnholm Post, 16 July 2024: “…”.
    """
    article = quote["article"]
    speaker = quote["speaker"]["name"] if quote["speaker"] else "An unnamed source"
    where = ", ".join(
        _one_line(part)
        for part in (
            f"“{article['title']}”" if article["title"] else None,
            article["publisher"],
            _day(article["published"]),
        )
        if part
    )
    reported = f", quoted in {where}" if where else ""
    links = "; ".join(filter(None, (article["url"], article.get("archived_copy"), address)))
    return f"{_one_line(speaker)}{reported}: “{_one_line(quote['text'])}” ({links})"


Cite = Literal["csl", "ris", "text"]
MEDIA_TYPES: dict[Cite, str] = {
    "csl": "application/vnd.citationstyles.csl+json",
    "ris": "application/x-research-info-systems",
    "text": "text/plain",
}


def cited(quotes: Iterable[tuple[Row, str]], form: Cite) -> str:
    """References to quotes, each given with its address, as a file in one format."""
    match form:
        case "csl":
            items = [as_csl(quote, address) for quote, address in quotes]
            return json.dumps(items, ensure_ascii=False, indent=2) + "\n"
        case "ris":
            return "".join(as_ris(quote, address) for quote, address in quotes)
        case "text":
            return "".join(f"{as_text(quote, address)}\n" for quote, address in quotes)


def as_csl(quote: Row, address: str) -> dict[str, Any]:
    """The reference as an item of CSL-JSON 1.0."""
    article = quote["article"]
    item: dict[str, Any] = {
        "id": quote["id"],
        "type": "article-newspaper",
        "title": article["title"],
        "container-title": article["publisher"],
        "author": [{"literal": article["author"]}] if article["author"] else None,
        "issued": _parts(article["published"]),
        "accessed": _parts(quote["snapshot"]["collected"]),
        "URL": article["url"] or address,
        "archive": NAME if article.get("archived_copy") else None,
        "archive_location": article.get("archived_copy"),
        "abstract": quote["text"],
        "note": _note(quote, address),
    }
    return {name: value for name, value in item.items() if value}


def as_ris(quote: Row, address: str) -> str:
    """The reference as a record of RIS, with the line ends that the format requires."""
    return "".join(f"{tag}  - {value}\r\n" for tag, value in (*_ris(quote, address), ("ER", "")))


def _ris(quote: Row, address: str) -> Iterator[tuple[str, str]]:
    article = quote["article"]
    fields = (
        ("TY", "NEWS"),
        ("TI", article["title"]),
        ("AU", article["author"]),
        ("T2", article["publisher"]),
        ("DA", (article["published"] or "").replace("-", "/")),
        ("PY", (article["published"] or "")[:4]),
        ("UR", article["url"] or address),
        ("DB", NAME if article.get("archived_copy") else None),
        ("AV", article.get("archived_copy")),
        ("AB", quote["text"]),
        ("N1", _note(quote, address)),
        ("Y2", quote["snapshot"]["collected"][:10].replace("-", "/")),
    )
    return ((tag, _one_line(value)) for tag, value in fields if value)


def _note(quote: Row, address: str) -> str:
    speaker = quote["speaker"]["name"] if quote["speaker"] else "an unnamed source"
    told = "" if quote["factuality"] == "said" else f" (reported as {quote['factuality']})"
    return f"Words of {speaker}{told}; record: {address}"


def _parts(written: str | None) -> dict[str, Any] | None:
    if not written:
        return None
    day = date.fromisoformat(written[:10])
    return {"date-parts": [[day.year, day.month, day.day]]}


def _day(written: str | None) -> str | None:
    if not written:
        return None
    day = date.fromisoformat(written[:10])
    return f"{day.day} {day:%B} {day.year}"


def _one_line(text: str) -> str:
    return _LINE_BREAKS.sub(" ", text).strip()
