"""Reads articles from files: JSON files have many articles, other files have one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from quotes.intake.article import Article
from quotes.intake.characters import Decoded, decode_html, decode_text
from quotes.intake.contents import head_of, lines_of, opened, whole
from quotes.intake.errors import IntakeError
from quotes.intake.formats.mail import read_mail
from quotes.intake.formats.markdown import read_markdown
from quotes.intake.formats.records import Incoming, array_lines, read_records
from quotes.intake.formats.text import check_length, read_text
from quotes.intake.kinds import HEAD, Kind, kind_of
from quotes.intake.page.web_page import read_html

_UNKNOWN = "articles are not read from files of this kind"


def find_files(paths: Iterable[Path]) -> Iterator[Path]:
    """The given files, and all files below the given folders, sorted by name.

    Hidden files are left out. Files without an article are included, so that they are reported.
    """
    for path in paths:
        if path.is_dir():
            yield from sorted(
                file for file in path.rglob("*") if file.is_file() and not _is_hidden(file, path)
            )
        else:
            yield path


def read_file(path: Path, limit: int) -> Iterator[Incoming]:
    """The articles of a file; those with more than `limit` characters are refused.

    Raises OSError if the file cannot be read.
    """
    try:
        with opened(path) as stream:
            kind = kind_of(path, head_of(stream, HEAD))
            if kind is Kind.RECORDS:
                yield from read_records(lines_of(stream), limit)
            elif kind is Kind.ARRAY:
                yield from read_records(array_lines(whole(stream)), limit)
            elif kind is None:
                yield Incoming(path.name, None, _UNKNOWN)
            else:
                yield _read_one(path.name, kind, whole(stream), limit)
    except IntakeError as error:
        yield Incoming(path.name, None, str(error))


def count_articles(path: Path) -> int:
    """How many outcomes `read_file` has for a file. Raises OSError if it cannot be read."""
    try:
        with opened(path) as stream:
            kind = kind_of(path, head_of(stream, HEAD))
            if kind is Kind.RECORDS:
                return sum(1 for _ in lines_of(stream))
            return sum(1 for _ in array_lines(whole(stream))) if kind is Kind.ARRAY else 1
    except IntakeError:
        return 1


def _is_hidden(file: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in file.relative_to(folder).parts)


def read_content(name: str, content: bytes, limit: int) -> Incoming:
    """The one article in a file with this content. The kind is recognised by the name, or by the content."""
    kind = kind_of(Path(name), content[:HEAD])
    if kind is None or kind in (Kind.RECORDS, Kind.ARRAY):
        return Incoming(name, None, _UNKNOWN)
    return _read_one(name, kind, content, limit)


def _read_one(name: str, kind: Kind, content: bytes, limit: int) -> Incoming:
    try:
        if kind in _DECODED:
            decode, read = _DECODED[kind]
            decoded = decode(content)
            return Incoming(name, check_length(read(decoded.text), limit), damaged=decoded.damaged)
        return Incoming(name, check_length(_OF_BYTES[kind](content), limit))
    except IntakeError as error:
        return Incoming(name, None, str(error))


def _read_pdf(content: bytes) -> Article:
    from quotes.intake.formats.pdf import read_pdf  # noqa: PLC0415 - only who reads a PDF needs to load that

    return read_pdf(content)


_DECODED: dict[Kind, tuple[Callable[[bytes], Decoded], Callable[[str], Article]]] = {
    Kind.PAGE: (decode_html, read_html),
    Kind.TEXT: (decode_text, read_text),
    Kind.MARKDOWN: (decode_text, read_markdown),
}
_OF_BYTES: dict[Kind, Callable[[bytes], Article]] = {Kind.MAIL: read_mail, Kind.PDF: _read_pdf}
