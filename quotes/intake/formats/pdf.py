"""Reads the text layer of a PDF, and joins its lines into paragraphs."""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Iterable, Iterator
from io import BytesIO

from pypdf import PdfReader

from quotes.intake.article import LONGEST_LABEL, Article
from quotes.intake.errors import IntakeError, NoArticle, PageTooLarge
from quotes.intake.formats.text import read_text

MOST_BYTES = 20_000_000
MOST_PAGES = 200
_SHORT = 0.85  # of the longest lines: the last line of a paragraph is shorter than this
_OF_HEADING = 0.5
_BEGINNING = re.compile(r"[“”\"‘'«(]?[A-Z0-9]")
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_FILE_NAME = re.compile(r"\.(?:html?|docx?|odt|rtf|txt|pdf|indd|qx[pd]|pages)\s*$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…:][”’\"')\]]*$")
_HYPHENATED = re.compile(r"(?<=[^\W\d_])-$")

logging.getLogger("pypdf").setLevel(logging.ERROR)  # it warns about what it repairs


class UnreadablePdf(IntakeError):  # noqa: N818 - reads as a sentence
    """A PDF is broken or locked with a password."""


def read_pdf(content: bytes) -> Article:
    """The article in a PDF, without a day, since a PDF only gives the date of the file.

    Raises NoArticle if it has only pictures of text, PageTooLarge, and UnreadablePdf.
    """
    if len(content) > MOST_BYTES:
        raise PageTooLarge(f"it has more than {MOST_BYTES} bytes")
    try:
        lines, title, author = _layer(content)
    except IntakeError:
        raise
    except Exception as error:  # noqa: BLE001 - a broken file breaks pypdf in many ways
        raise UnreadablePdf(f"the PDF cannot be read: {type(error).__name__}") from None
    text = "\n\n".join(_paragraphs(lines))
    if not text:
        raise NoArticle("the PDF has no text layer")
    return read_text(text, title=title, author=author)


def _ends(line: str, following: str, full: int) -> bool:
    """Whether a paragraph ends with a line: the line is short and ends a sentence, or is a heading."""
    if len(line) < _SHORT * full and _SENTENCE_END.search(line):
        return True
    return len(line) < _OF_HEADING * full and _BEGINNING.match(following) is not None


def _letters(ligature: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", ligature[0])


def _layer(content: bytes) -> tuple[list[str], str | None, str | None]:
    """The lines of text in a PDF, and its title and author."""
    reader = PdfReader(BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):
        raise UnreadablePdf("the PDF is locked with a password")
    if len(reader.pages) > MOST_PAGES:
        raise PageTooLarge(f"it has more than {MOST_PAGES} pages")
    lines = [line for page in reader.pages for line in page.extract_text().splitlines()]
    return lines, _label(reader, "/Title"), _label(reader, "/Author")


def _label(reader: PdfReader, name: str) -> str | None:
    found = reader.metadata.get(name) if reader.metadata else None
    label = " ".join(str(found).split())[:LONGEST_LABEL] if found else ""
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
