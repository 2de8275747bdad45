"""The thread in which a long-running command does what waits on the web."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quotes.collecting.errands import Errands
    from quotes.fetching import Fetcher
    from quotes.readers import Direct, Pool
    from quotes.settings import Settings


def errands_of(
    settings: Settings,
    reader: Pool | Direct,
    fetcher: Fetcher | None = None,
    tell: Callable[[str], object] = lambda _: None,
) -> Errands | None:
    """What fetches accepted addresses and has pages saved, as the settings say; None where they forbid it.

    `reader` reads what is fetched.
    """
    from quotes.collecting.errands import Errands
    from quotes.collecting.pages import FetchingOff, pages
    from quotes.requests.fetching import refusal_of

    read = reader.for_caller("").read_answer
    try:
        return Errands(pages(settings, fetcher, read), refusal_of, save=settings.save_pages, tell=tell)
    except FetchingOff:
        return None


def running_errands(
    settings: Settings,
    stopped: Event,
    reader: Pool | Direct,
    fetcher: Fetcher | None = None,
    tell: Callable[[str], object] = lambda _: None,
) -> None:
    """Start the thread, which ends with the process, or once `stopped`."""
    errands = errands_of(settings, reader, fetcher, tell)
    if errands is not None:
        Thread(target=errands.go_on, args=(settings.database, stopped), name="errands", daemon=True).start()
