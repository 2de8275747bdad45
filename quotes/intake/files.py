"""Reads articles from files: JSON files have many articles, other files have one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Unpack
from urllib.parse import urlsplit

from quotes.intake.article import Article, Details
from quotes.intake.contents import head_of, lines_of, opened, whole
from quotes.intake.errors import IntakeError, NoArticle
from quotes.intake.formats.entries import entries, read_entries
from quotes.intake.formats.records import Incoming, read_records
from quotes.intake.formats.text import check_length
from quotes.intake.kinds import HEAD, Kind, kind_of, kind_of_answer
from quotes.intake.single import read_single

_UNKNOWN = "articles are not read from files of this kind"
_REFUSED = {
    None: _UNKNOWN,
    Kind.FEED: "it is a feed or a sitemap, which `quotes watch add` takes by its address",
    Kind.WEB_ARCHIVE: "it is a web archive, which `quotes ingest` reads as a file",
}
_MANY = "it is JSON, which may have many articles; `quotes ingest` reads it as a file"


def find_files(paths: Iterable[Path]) -> Iterator[Path]:
    """The given files, and all files below the given folders, sorted by name.

    Hidden files are left out. Files without an article and broken links are included, so that they are
    reported.
    """
    for path in paths:
        if path.is_dir():
            yield from sorted(
                file for file in path.rglob("*") if not file.is_dir() and not _is_hidden(file, path)
            )
        else:
            yield path


def read_file(path: Path, limit: int) -> Iterator[Incoming]:
    """The articles of a file; those with more than `limit` characters are refused.

    Raises OSError if the file cannot be read.
    """
    if path.exists() and not path.is_file():  # a pipe, of which the end may never come
        yield Incoming(path.name, None, "it is no file")
        return
    try:
        with opened(path) as stream:
            kind = kind_of(path, head_of(stream, HEAD))
            if kind is Kind.RECORDS:
                yield from _at_least_one(path, read_records(lines_of(stream), limit))
            elif kind is Kind.ARRAY:
                yield from _at_least_one(path, read_entries(whole(stream), limit))
            elif kind is None or kind in _REFUSED:
                yield Incoming(path.name, None, _REFUSED[kind])
            else:
                yield _read_one(path.name, kind, whole(stream), limit)
    except IntakeError as error:
        yield Incoming(path.name, None, str(error))


def count_articles(path: Path) -> int:
    """How many outcomes `read_file` has for a file; 1 if it cannot be read, which is told then."""
    if not path.is_file():
        return 1
    try:
        with opened(path) as stream:
            kind = kind_of(path, head_of(stream, HEAD))
            if kind is Kind.RECORDS:
                return max(1, sum(1 for _ in lines_of(stream)))
            return max(1, sum(1 for _ in entries(whole(stream)))) if kind is Kind.ARRAY else 1
    except (IntakeError, OSError):
        return 1


def _at_least_one(path: Path, many: Iterator[Incoming]) -> Iterator[Incoming]:
    """The same, and an outcome for the file where there is none, so that it is not left out in silence."""
    first = next(many, None)
    yield first or Incoming(path.name, None, "it holds no article")
    yield from many


def _is_hidden(file: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in file.relative_to(folder).parts)


def read_content(name: str, content: bytes, limit: int) -> Incoming:
    """The one article in a file with this content. The kind is recognised by the name, or by the content."""
    kind = kind_of(Path(name), content[:HEAD])
    if kind is None or kind in _REFUSED:
        return Incoming(name, None, _REFUSED[kind])
    if kind in (Kind.RECORDS, Kind.ARRAY):
        return Incoming(name, None, _UNKNOWN)
    return _read_one(name, kind, content, limit)


def read_answer(
    content: bytes, media_type: str, charset: str | None = None, **known: Unpack[Details]
) -> Article:
    """The article in what a server sent as this type, in this encoding, from the address `url`.

    What the caller knows about the article overrides what is found. Raises IntakeError.
    """
    path = PurePosixPath(urlsplit(known.get("url") or "").path)
    kind = kind_of_answer(path, media_type, content[:HEAD])
    if kind in (Kind.RECORDS, Kind.ARRAY):
        raise NoArticle(_MANY)
    if kind is None and media_type:
        raise NoArticle(f"the content there is of the type {media_type[:60]}, which is not read")
    if kind is None or kind in _REFUSED:
        raise NoArticle(_REFUSED[kind])
    return read_single(kind, content, charset, **known)[0]


def _read_one(name: str, kind: Kind, content: bytes, limit: int) -> Incoming:
    try:
        article, damaged = read_single(kind, content)
        return Incoming(name, check_length(article, limit), damaged=damaged)
    except IntakeError as error:
        return Incoming(name, None, str(error))
