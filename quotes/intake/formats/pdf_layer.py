"""The text layer of a PDF on standard input, as JSON on standard output; `pdf` runs this as a program.

A PDF of ten kilobytes can hold work for hours, and pypdf cannot be stopped while it does it. A process can:
it has limits on its time and memory, and whoever started it kills it.
"""

from __future__ import annotations

import json
import logging
import resource
import sys
from contextlib import suppress
from io import BytesIO
from typing import Any

from pypdf import PdfReader

MOST_PAGES = 200
MOST_CHARACTERS = 5_000_000
MOST_SECONDS = 15
MOST_MEMORY = 2_000_000_000  # bytes


def layer(content: bytes) -> dict[str, Any]:
    """The `lines`, the `title` and the `author` of a PDF, or the `error` that tells why there are none.

    `large` is true with an error about the size.
    """
    reader = PdfReader(BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):
        return {"error": "the PDF is locked with a password"}
    if len(reader.pages) > MOST_PAGES:
        return {"error": f"it has more than {MOST_PAGES} pages", "large": True}
    lines: list[str] = []
    characters = 0
    for page in reader.pages:
        text = page.extract_text()
        characters += len(text)
        if characters > MOST_CHARACTERS:
            return {"error": f"it has more than {MOST_CHARACTERS} characters", "large": True}
        lines += text.splitlines()
    return {"lines": lines, "title": _label(reader, "/Title"), "author": _label(reader, "/Author")}


def _label(reader: PdfReader, name: str) -> str:
    found = reader.metadata.get(name) if reader.metadata else None
    return str(found) if found else ""


def main() -> None:
    """Read, within the limits, and print."""
    for limit, most in ((resource.RLIMIT_CPU, MOST_SECONDS), (resource.RLIMIT_AS, MOST_MEMORY)):
        with suppress(ValueError, OSError):  # the system has a lower limit already, or none of this kind
            resource.setrlimit(limit, (most, most))
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it warns about what it repairs
    try:
        found = layer(sys.stdin.buffer.read())
    except Exception as error:  # noqa: BLE001 - a broken file breaks pypdf in many ways
        found = {"error": f"the PDF cannot be read: {type(error).__name__}"}
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
