"""Where `quotes ingest` finds articles besides files: web archives, and the web."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quotes.intake.article import Article
from quotes.intake.errors import IntakeError
from quotes.intake.formats.warc import Archived, read_archive

if TYPE_CHECKING:
    from sqlite_utils import Database

    from quotes.collecting.pages import Pages
    from quotes.settings import Settings
    from quotes.workflows.ingestion import Outcome, Reader

Complete = Callable[[Iterable[Article]], Iterator[Article]]
Failed = Callable[[str, str], None]

NOTED_EVERY = 50  # articles of an archive between two records of the position
PATIENCE = 300.0  # the most seconds to wait for a host that asks for a delay


class Place(click.ParamType[Path | str]):
    """An existing file or folder, or an address on the web."""

    name = "path or url"
    _path = click.Path(exists=True, readable=True, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path | str:
        if str(value).lower().startswith(("http://", "https://")):
            return str(value)
        found: Path = self._path.convert(value, param, ctx)
        return found


def fetching_pages(settings: Settings) -> Pages:
    """The fetcher of pages. Raises click.ClickException if the settings do not allow fetching."""
    from quotes.collecting.pages import FetchingOff, pages

    try:
        return pages(settings)
    except FetchingOff as error:
        raise click.ClickException(f"Nothing is fetched: {error}.") from error


def fetched(
    db: Database, urls: Iterable[str], reader: Reader, pages: Pages, complete: Complete, failed: Failed
) -> Iterator[Outcome]:
    """Fetch the articles at addresses; `failed` is called with the reason of each error."""
    from quotes.fetching import FetchError
    from quotes.store.publication import captures
    from quotes.workflows.ingestion import ingest

    for url in urls:
        try:
            brought = pages.bring(url, patience=PATIENCE)
        except (FetchError, IntakeError) as error:
            failed(url, str(error))
            continue
        if brought is not None:
            (article,) = complete([brought.article])
            outcome = ingest(db, article, reader)
            captures.put(db, outcome.article, brought.capture)
            yield outcome


def archived(
    db: Database,
    path: Path,
    reader: Reader,
    limit: int,
    complete: Complete,
    failed: Failed,
    left_out: Counter[str],
) -> Iterator[Outcome]:
    """Read an archive, continuing where an earlier reading was interrupted.

    Records that are not articles are counted in `left_out` by kind. `failed` is called for pages that cannot
    be read, and for the place from which the file cannot be read.
    """
    from quotes.fetching.evidence import Capture
    from quotes.store.publication import captures
    from quotes.store.waiting import archive_positions
    from quotes.workflows.ingestion import ingest_many

    file = f"{path.resolve()} ({path.stat().st_size} bytes)"
    start = archive_positions.place(db, file)
    if start:
        click.echo(f"{path}: continuing at byte {start}.", err=True)
    waiting: deque[Archived] = deque()
    coming = complete(_articles(path, limit, start, waiting, failed, left_out))
    for number, outcome in enumerate(ingest_many(db, coming, reader), start=1):
        one = waiting.popleft()
        capture = Capture(one.url, one.at, one.sha256, path.name, one.offset)
        captures.put(db, outcome.article, capture)
        if number % NOTED_EVERY == 0:
            archive_positions.note(db, file, one.offset)
        yield outcome
    archive_positions.done(db, file)


def _articles(
    path: Path, limit: int, start: int, waiting: deque[Archived], failed: Failed, left_out: Counter[str]
) -> Iterator[Article]:
    """The articles of an archive; the capture of each is kept in `waiting` until it is stored."""
    try:
        for one in read_archive(path, limit, start):
            if one.article is not None:
                waiting.append(one)
                yield one.article
            elif one.left_out is not None:
                left_out[one.left_out] += 1
            else:
                failed(f"{path}, byte {one.offset}, {one.url}", one.error or "")
    except (OSError, IntakeError) as error:
        failed(str(path), str(error))
