"""Background work of alerts: match what is new, and send what is due."""

from __future__ import annotations

import logging
import math
import random
import sqlite3
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

from sqlite_utils import Database

from quotes.alerts import matching
from quotes.alerts.channels import Channels
from quotes.alerts.contents import digest_of
from quotes.alerts.errors import NotDelivered
from quotes.alerts.signed_links import Addressee, signed
from quotes.store.alerts import following, outbox
from quotes.store.database.connection import writing
from quotes.store.listing import Row

# Seconds before each further attempt to send a digest, as Standard Webhooks recommends.
RETRIES = (5.0, 300.0, 1_800.0, 7_200.0, 18_000.0, 36_000.0, 50_400.0, 72_000.0, 86_400.0)
LONGEST_WAIT = 2 * 86_400.0
ROUND = 30.0  # seconds of sending before new matches are looked for again
_LOOK = 5.0  # seconds between two checks for something new
_TROUBLE = 30.0  # seconds before writing to the file is tried again

_LOG = logging.getLogger(__name__)


class Sending:
    """Matches and sends for one database. Daily digests are due at a fixed hour, in UTC."""

    def __init__(self, channels: Channels, hour: int, clock: Callable[[], float] = time.time) -> None:
        self._channels = channels
        self._hour = hour
        self._clock = clock

    def work(self, db: Database, stopped: Event | None = None, seconds: float = math.inf) -> tuple[int, int]:
        """Match what is new and send what is due. Returns the numbers of matches and of delivered digests.

        Sending ends after `seconds`, so that slow receivers do not delay new matches.
        """
        end = time.monotonic() + seconds
        at = self._clock()
        found = matching.match_new(db, at)
        day = last_digest(at, self._hour)
        week = day - timedelta(days=day.weekday())
        on = set(self._channels.on)
        if not on:
            return found, 0
        outbox.make_due(db, on, at, day, week)
        arrived = 0
        while on and not (stopped is not None and stopped.is_set()):
            delivery = outbox.claim(db, on, self._clock())
            if delivery is None:
                break
            try:
                arrived += self._deliver(db, delivery)
            except NotDelivered as error:
                _not_delivered(db, delivery, error, self._clock())
                if error.for_all:
                    on.discard(delivery["channel"])
            if time.monotonic() >= end:
                break
        return found, arrived

    def _deliver(self, db: Database, delivery: Row) -> bool:
        """Send a delivery; False where nothing is left to tell. Raises NotDelivered."""
        try:
            sent = self._sent(db, delivery)
        except (NotDelivered, sqlite3.OperationalError):
            raise
        except Exception as error:
            # Whatever it is, it must not keep all others from being told.
            _LOG.exception("The delivery %s cannot be sent", delivery["id"])
            raise NotDelivered("this service has failed on it; its log tells more") from error
        if sent:
            outbox.sent(db, delivery["pk"], self._clock())
        else:
            outbox.give_up(db, delivery["pk"], "all that had matched was rejected meanwhile", "dropped")
        return sent

    def _sent(self, db: Database, delivery: Row) -> bool:
        assert self._channels.links is not None
        digest = digest_of(db, delivery, self._channels.links)
        if digest is None:
            return False
        addressee = Addressee(delivery["owner"], delivery["channel"], delivery["target"])
        self._channels.send(delivery, digest, self._channels.links.unsubscribe(signed(db, addressee)))
        return True


def last_digest(now: float, hour: int) -> datetime:
    """The most recent time at which daily digests were due."""
    moment = datetime.fromtimestamp(now, UTC)
    due = moment.replace(hour=hour, minute=0, second=0, microsecond=0)
    return due if due <= moment else due - timedelta(days=1)


def send_on(path: Path, sending: Sending, stopped: Event) -> None:
    """Match and send whenever there is something to do, until `stopped`."""
    while not stopped.is_set():
        try:
            with writing(path) as db:
                while not stopped.is_set():
                    sending.work(db, stopped, ROUND)
                    stopped.wait(_LOOK)
        except sqlite3.OperationalError:
            # Nothing is lost: matches are in the file, and what is not matched yet will be matched later.
            _LOG.exception("Alerts cannot be worked on for now")
            stopped.wait(_TROUBLE)


def _not_delivered(db: Database, delivery: Row, error: NotDelivered, now: float) -> None:
    """Put a delivery off, or give it up after the last attempt or if trying again is of no use."""
    if error.gone:
        outbox.give_up(db, delivery["pk"], str(error))
        following.switch_off(db, delivery["destination"], str(error))
    elif error.lasting or delivery["tries"] > len(RETRIES):
        outbox.give_up(db, delivery["pk"], str(error))
    else:
        wait = RETRIES[delivery["tries"] - 1]
        # Spread the next attempts, so that all that failed together do not return together.
        wait *= random.uniform(1.0, 1.2)  # noqa: S311 - guessing it gains nothing
        wait = min(LONGEST_WAIT, max(wait, error.retry_after or 0.0))
        outbox.put_off(db, delivery, str(error), now + wait)
