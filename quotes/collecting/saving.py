"""Ask the Internet Archive to save the pages of posted articles, with Save Page Now.

The archive is asked for one page at a time, with pauses. Its answer gives the copy's address in a header, so
the pages themselves are neither followed nor read.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import urljoin

import httpx
from sqlite_utils import Database

from quotes.collecting.retries import pause_after
from quotes.fetching import BadAddress, BadStatus, Fetched, Fetcher, FetchError, NotYet
from quotes.lookup.evidence.web_archive import ARCHIVE
from quotes.store.waiting import page_saves

# Seconds that the archive may take for a page, and the pause before it is asked for the next.
LONGEST_SAVE = 180.0
REST = 20.0
# For this long, a page is left to the process that is having it saved.
LEASE = 2 * LONGEST_SAVE
# Statuses that mean that this page will never be saved; other errors are temporary.
_FINAL = frozenset({400, 401, 403, 404, 405, 410, 451})
_BLOCKED = re.compile(r"blocked|robot", re.IGNORECASE)
_MEMENTO = re.compile(r"<([^<>]+)>\s*;[^<]*?\brel=\"?[^\"<]*\bmemento\b")
_COPY = re.compile(r"/web/(\d{14})(?:[a-z]{2}_)?/\S+")

Tell = Callable[[str], object]


class NotSaved(FetchError):  # noqa: N818 - named like its siblings
    """The archive does not save this page, and would not the next time either."""


def save_next(db: Database, fetcher: Fetcher, tell: Tell = lambda _: None, archive: str = ARCHIVE) -> bool:
    """Ask the archive for the page that has waited longest; False if none is due, or if it is too early."""
    now = fetcher.clock.now()
    if fetcher.hosts.free_at(httpx.URL(archive).host) > now:
        return False
    row = page_saves.claim(db, now, LEASE)
    if row is None:
        return False
    try:
        address, at = save(fetcher, row["url"], archive)
    except NotYet as error:
        page_saves.not_tried(db, row, fetcher.clock.now() + error.seconds)
        return False
    except FetchError as error:
        pause = None if _is_final(error) else pause_after(row["tries"])
        if pause is None:
            page_saves.fail(db, row, str(error))
            tell(f"{row['url']}: not saved by the web archive: {error}.")
        else:
            page_saves.put_off(db, row, fetcher.clock.now() + pause, str(error))
            tell(f"{row['url']}: not saved by the web archive yet: {error}.")
        return True
    page_saves.saved(db, row, address, at)
    tell(f"{row['url']}: saved at {address}.")
    return True


def save(fetcher: Fetcher, url: str, archive: str = ARCHIVE) -> tuple[str, str]:
    """Have the archive save a page. Returns the copy's address, and its time in ISO 8601.

    Raises FetchError.
    """
    fetcher.refuse_private(url)
    answer = fetcher.ask(f"{archive}/save/{url}", seconds=LONGEST_SAVE, rest=REST)
    trouble = answer.headers.get("X-Archive-Wayback-Runtime-Error")
    if trouble is not None:
        kind = NotSaved if _BLOCKED.search(trouble) else FetchError
        raise kind(f"the archive says: {trouble[:200]}")
    if answer.status >= httpx.codes.BAD_REQUEST:
        raise BadStatus(answer.status)
    copy = _copy_named_in(answer, archive)
    if copy is None:
        raise FetchError("the archive's answer names no copy")
    return copy


def next_due(db: Database, fetcher: Fetcher, archive: str = ARCHIVE) -> float | None:
    """When the archive may be asked for the next page, in Unix time; None if no page waits."""
    at = page_saves.next_due(db)
    return None if at is None else max(at, fetcher.hosts.free_at(httpx.URL(archive).host))


def _is_final(error: FetchError) -> bool:
    return isinstance(error, (NotSaved, BadAddress)) or (
        isinstance(error, BadStatus) and error.status in _FINAL
    )


def _copy_named_in(answer: Fetched, archive: str) -> tuple[str, str] | None:
    """The copy in an answer: its location, the target of its redirect, or a link to a memento."""
    told = [answer.headers.get("Content-Location", ""), answer.headers.get("Location", "")]
    told += _MEMENTO.findall(answer.headers.get("Link", ""))
    for one in told:
        address = urljoin(f"{archive}/", one.strip())
        found = _COPY.fullmatch(address.removeprefix(archive)) if address.startswith(f"{archive}/") else None
        if found is None:
            continue
        try:
            at = datetime.strptime(found[1], "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        except ValueError:
            continue
        return address, at.isoformat(timespec="seconds")
    return None
