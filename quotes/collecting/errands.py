"""Web requests that run in the background: fetching accepted addresses, having pages saved in an archive.

Any number of processes may do this for one database. Each errand is claimed by one of them, and taken over if
that process is gone.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path
from threading import Event
from typing import Any

from sqlite_utils import Database

from quotes.collecting import saving
from quotes.collecting.pages import Pages
from quotes.collecting.retries import RETRIES, pause_after
from quotes.fetching import BadAddress, BadStatus, Disallowed, FetchError, NotYet
from quotes.intake import IntakeError
from quotes.lookup.evidence.web_archive import ARCHIVE
from quotes.serving.turns import NoTurn
from quotes.store.database.connection import writing
from quotes.store.waiting import fetches
from quotes.workflows.jobs import Refusal, accept_fetched

# Seconds for which a process holds an address; fetching takes at most a tenth of that.
LEASE = 900.0
# The most seconds to wait for a redirect at a host that asks for a delay between requests.
PATIENCE = 60.0
# After these attempts an address is given up: the last ones have ended the program, since all others are
# followed by pauses.
MOST_TRIES = len(RETRIES) + 3
_LOOK = 1.0  # seconds between two checks of the queue
_TROUBLE = 5.0  # seconds after which a file that could not be written is tried again
# Statuses that mean that a page is not available; with others the site may recover later.
_FINAL = frozenset({400, 401, 402, 403, 404, 405, 406, 410, 451})

Tell = Callable[[str], object]
# Why an address was given up, as problem details.
Refuse = Callable[[Exception], Refusal]

_LOG = logging.getLogger(__name__)


class Errands:
    """Does the queued errands. `save` turns saving in `archive` on; `tell` gets a sentence for each.

    `refuse` turns an address's error into the problem shown in its job.
    """

    def __init__(
        self,
        pages: Pages,
        refuse: Refuse,
        *,
        save: bool = False,
        tell: Tell = lambda _: None,
        archive: str = ARCHIVE,
    ) -> None:
        self._pages = pages
        self._refuse = refuse
        self._save = save
        self._tell = tell
        self._archive = archive
        self._clock = pages.fetcher.clock

    def work(self, db: Database) -> bool:
        """Do the next errand. Returns whether there was one that could be done now."""
        if self._fetch_next(db):
            return True
        return self._save and saving.save_next(db, self._pages.fetcher, self._tell, self._archive)

    def next_due(self, db: Database) -> float | None:
        """The seconds until the next errand, as far as is known; None if there is none."""
        due = [fetches.next_due(db)]
        if self._save:
            due.append(saving.next_due(db, self._pages.fetcher, self._archive))
        known = [at for at in due if at is not None]
        return max(0.0, min(known) - self._clock.now()) if known else None

    def go_on(self, path: Path, stopped: Event) -> None:
        """Work until `stopped`."""
        while not stopped.is_set():
            try:
                with writing(path) as db:
                    while not stopped.is_set():
                        if self.next_due(db) != 0.0 or not self.work(db):
                            stopped.wait(_LOOK)
            except sqlite3.OperationalError:
                # Accepted errands are safe in the file, and are done as soon as it can be written again.
                _LOG.exception("Nothing can be fetched for now")
                stopped.wait(_TROUBLE)

    def _fetch_next(self, db: Database) -> bool:
        fetch = fetches.claim(db, self._clock.now(), LEASE)
        if fetch is None:
            return False
        if fetch["tries"] > MOST_TRIES:
            self._give_up(db, fetch, FetchError("whatever has fetched it was ended by it"))
            return True
        try:
            brought = self._pages.bring(fetch["url"], patience=PATIENCE, **_known(fetch["known"]))
        except NotYet as error:
            fetches.not_tried(db, fetch, self._clock.now() + error.seconds)
            return True
        except NoTurn as error:
            fetches.not_tried(db, fetch, self._clock.now() + error.retry_after)
            return True
        except IntakeError as error:
            self._give_up(db, fetch, error)
            return True
        except FetchError as error:
            pause = None if _is_final(error) else pause_after(fetch["tries"])
            if pause is None:
                self._give_up(db, fetch, error)
            else:
                fetches.put_off(db, fetch, self._clock.now() + pause, str(error))
                self._tell(f"{fetch['url']}: not fetched yet: {error}.")
            return True
        assert brought is not None  # never raised, since no earlier version was named
        outcome = accept_fetched(db, fetch, brought.article, brought.capture, save=self._save)
        self._tell(f"{fetch['url']}: {outcome['outcome']}.")
        return True

    def _give_up(self, db: Database, fetch: dict[str, Any], error: Exception) -> None:
        accept_fetched(db, fetch, self._refuse(error), None, save=False)
        self._tell(f"{fetch['url']}: {error}.")


def _known(told: dict[str, str]) -> dict[str, Any]:
    """What was given about an article, with its days parsed."""
    days = told.keys() & {"published", "modified"}
    return {name: date.fromisoformat(value) if name in days else value for name, value in told.items()}


def _is_final(error: FetchError) -> bool:
    return isinstance(error, (BadAddress, Disallowed)) or (
        isinstance(error, BadStatus) and error.status in _FINAL
    )
