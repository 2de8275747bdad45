"""Files in, articles out: a page or a plain text is one article, every other file has one a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from quotes.intake.archive import is_archive
from quotes.intake.characters import decode_html, decode_text
from quotes.intake.errors import IntakeError
from quotes.intake.html import read_html
from quotes.intake.records import Incoming, read_records
from quotes.intake.text import check_length, read_text

PAGES = frozenset({".html", ".htm", ".xhtml"})
TEXTS = frozenset({".txt"})
RECORDS = frozenset({".jsonl", ".ndjson"})


def find_files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files themselves, and of folders all articles below them, in order of their names."""
    for path in paths:
        if path.is_dir():
            yield from sorted(file for file in path.rglob("*") if file.is_file() and _is_readable(file))
        else:
            yield path


def read_file(path: Path, limit: int) -> Iterator[Incoming]:
    """What a file holds; articles over `limit` characters are refused.

    Raises OSError when the file cannot be read.
    """
    if _kind(path) in PAGES | TEXTS:
        yield read_content(path.name, path.read_bytes(), limit)
    else:
        with path.open("rb") as lines:
            yield from read_records(lines, limit)


def read_content(name: str, content: bytes, limit: int) -> Incoming:
    """The one article that the content of a page's or a text's file holds; its name tells which it is."""
    try:
        is_page = _kind(Path(name)) in PAGES
        decoded = decode_html(content) if is_page else decode_text(content)
        article = read_html(decoded.text) if is_page else read_text(decoded.text)
        return Incoming(name, check_length(article, limit), damaged=decoded.damaged)
    except IntakeError as error:
        return Incoming(name, None, str(error))


def count_articles(path: Path) -> int:
    """How many outcomes `read_file` has for a file. Raises OSError when it cannot be read."""
    if _kind(path) in PAGES | TEXTS:
        return 1
    with path.open("rb") as lines:
        return sum(1 for _ in lines)


_READABLE = PAGES | TEXTS | RECORDS


def _is_readable(path: Path) -> bool:
    return _kind(path) in _READABLE or is_archive(path)


def _kind(path: Path) -> str:
    return path.suffix.lower()
