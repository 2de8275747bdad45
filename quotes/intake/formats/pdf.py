"""Reads the text layer of a PDF, and joins its lines into paragraphs."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from quotes.intake.article import LONGEST_LABEL, Article
from quotes.intake.characters import storable
from quotes.intake.errors import IntakeError, NoArticle, PageTooLarge
from quotes.intake.formats.text import read_text

MOST_BYTES = 20_000_000
MOST_SECONDS = 15.0  # less than a reading process has for it
_PROGRAM = Path(__file__).with_name("pdf_layer.py")
_SHORT = 0.85  # of the longest lines: the last line of a paragraph is shorter than this
_OF_HEADING = 0.5
_BEGINNING = re.compile(r"[“”\"‘'«(]?[A-Z0-9]")
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_FILE_NAME = re.compile(r"\.(?:html?|docx?|odt|rtf|txt|pdf|indd|qx[pd]|pages)\s*$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…:][”’\"')\]]*$")
_HYPHENATED = re.compile(r"(?<=[^\W\d_])-$")


class UnreadablePdf(IntakeError):  # noqa: N818 - reads as a sentence
    """A PDF is broken or locked with a password."""


def read_pdf(content: bytes) -> Article:
    """The article in a PDF, without a day, since a PDF only gives the date of the file.

    Raises NoArticle if it has only pictures of text, PageTooLarge, and UnreadablePdf.
    """
    if len(content) > MOST_BYTES:
        raise PageTooLarge(f"it has more than {MOST_BYTES} bytes")
    layer = _layer(content)
    text = "\n\n".join(_paragraphs(layer["lines"]))
    if not text:
        raise NoArticle("the PDF has no text layer")
    return read_text(text, title=_label(layer["title"]), author=_label(layer["author"]))


def _ends(line: str, following: str, full: int) -> bool:
    """Whether a paragraph ends with a line: the line is short and ends a sentence, or is a heading."""
    if len(line) < _SHORT * full and _SENTENCE_END.search(line):
        return True
    return len(line) < _OF_HEADING * full and _BEGINNING.match(following) is not None


def _letters(ligature: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", ligature[0])


def _layer(content: bytes) -> dict[str, Any]:
    """What `pdf_layer` prints of a PDF. Raises PageTooLarge and UnreadablePdf."""
    program = [sys.executable, "-P", str(_PROGRAM)]  # -P, since modules beside it are not to be imported
    try:
        done = subprocess.run(program, input=content, capture_output=True, timeout=MOST_SECONDS, check=True)  # noqa: S603
        layer: dict[str, Any] = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        raise PageTooLarge(f"reading it would take more than {MOST_SECONDS:g} seconds") from None
    except (subprocess.CalledProcessError, ValueError):  # it was killed by the system, perhaps while it wrote
        raise UnreadablePdf("the PDF cannot be read within the limits of time and memory") from None
    if "error" in layer:
        raise (PageTooLarge if layer.get("large") else UnreadablePdf)(layer["error"])
    return layer


def _label(found: str) -> str | None:
    label = " ".join(storable(found).split())[:LONGEST_LABEL]
    return None if _FILE_NAME.search(label) else label or None


def _paragraphs(lines: Iterable[str]) -> Iterator[str]:
    """Paragraphs of a text in lines. Each ends with an empty line, or a short one that ends a sentence."""
    tidy = [" ".join(_LIGATURE.sub(_letters, line).split()) for line in lines]
    lengths = sorted(map(len, filter(None, tidy)))
    full = lengths[int(0.9 * (len(lengths) - 1))] if lengths else 0
    paragraph = ""
    for line, following in zip(tidy, [*tidy[1:], ""], strict=False):
        if not line:
            if paragraph:
                yield paragraph
            paragraph = ""
            continue
        if _HYPHENATED.search(paragraph):
            paragraph = paragraph[:-1] + line
        else:
            paragraph = f"{paragraph} {line}" if paragraph else line
        if _ends(line, following, full):
            yield paragraph
            paragraph = ""
    if paragraph:
        yield paragraph
