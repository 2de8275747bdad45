"""Whether the service is ready to work: its file, its disk, its schema.

However many requests ask, one thread checks the file at most once a second. No request waits for longer than
a second, even if the disk does not respond at all.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Lock, Thread
from time import monotonic

from quotes.store.database import probes
from quotes.store.database.faults import UnusableDatabase
from quotes.watching import log

GOOD_FOR = 1.0  # seconds
LONGEST_WAIT = 0.8  # seconds
# If a write lock is held for longer than this, the service is not busy but hung.
LONGEST_BUSY = 60.0  # seconds
MEGABYTE = 1_000_000

# The seconds between two checks of the whole file for damage, which may have been repaired.
SWEEP_EVERY = 3600.0  # seconds
SWEEP_DAMAGED_EVERY = 60.0  # seconds
# For a large file, at most a tenth of the time is spent on this.
SWEEP_SHARE = 10
WAIT_FOR_SWEEP = 0.3  # seconds


@dataclass(frozen=True, slots=True)
class Check:
    """One condition of readiness: whether it is met, and why."""

    name: str
    ok: bool
    why: str


@dataclass(slots=True)
class _Asked:
    """One run of all checks."""

    started: float = field(default_factory=monotonic)
    done: Event = field(default_factory=Event)
    ended: float = 0.0
    checks: list[Check] = field(default_factory=list)

    def holds(self) -> bool:
        """Whether its result is still valid, or still to come."""
        return not self.done.is_set() or monotonic() - self.ended < GOOD_FOR


class Readiness:
    """Checks one file; `min_free` is the number of bytes that must be free on its disk."""

    def __init__(self, path: Path, min_free: int) -> None:
        self._path = path
        self._min_free = min_free
        self._lock = Lock()
        self._asked: _Asked | None = None
        self._busy_since: float | None = None
        self._failing: dict[str, str] = {}
        self.integrity = Integrity(path)

    def checks(self) -> list[Check]:
        """Every check, in the order `file`, `schema`, `write`, `disk`, `integrity`."""
        with self._lock:
            asked = self._asked
            if asked is None or not asked.holds():
                self._asked = asked = _Asked()
                Thread(target=self._ask, args=(asked,), daemon=True, name="readiness").start()
        if not asked.done.wait(max(0.0, LONGEST_WAIT - (monotonic() - asked.started))):
            return [Check("file", ok=False, why="The file or its disk does not respond within a second.")]
        return asked.checks

    def _ask(self, asked: _Asked) -> None:
        try:
            asked.checks = [
                Check("file", ok=False, why="The check failed; the log says why.")
            ]  # replaced if all goes well
            asked.checks = self._look()
            self._log_changes(asked.checks)
        finally:
            asked.ended = monotonic()
            asked.done.set()

    def _look(self) -> list[Check]:
        file = _check("file", self._read)
        if file.ok:
            of_file = [_check("schema", self._schema), _check("write", self._write), self.integrity.check()]
        else:
            of_file = [Check(name, ok=False, why="See file.") for name in ("schema", "write", "integrity")]
        schema, write, integrity = of_file
        return [file, schema, write, _check("disk", self._disk), integrity]

    def _read(self) -> tuple[bool, str]:
        probes.read(self._path)
        return True, "The file can be read."

    def _schema(self) -> tuple[bool, str]:
        lacking, unknown = probes.other_steps(self._path)
        if unknown:
            return (
                False,
                f"The file was made by a newer version; this version does not know {', '.join(unknown)}.",
            )
        if lacking:
            return False, f"The file lacks {', '.join(lacking)}: run quotes migrate."
        return True, "The file has this version's tables."

    def _write(self) -> tuple[bool, str]:
        if probes.write(self._path):
            self._busy_since = None
            return True, "A row was written and rolled back."
        now = monotonic()
        self._busy_since = self._busy_since or now
        if now - self._busy_since > LONGEST_BUSY:
            return False, f"Another writer has held the lock for more than {LONGEST_BUSY:.0f} seconds."
        return True, "Busy: another writer holds the lock at the moment."

    def _disk(self) -> tuple[bool, str]:
        free = shutil.disk_usage(self._path.absolute().parent).free
        told = f"{free // MEGABYTE} MB are free"
        if free < self._min_free:
            return False, f"{told}, fewer than {self._min_free // MEGABYTE} MB."
        return True, f"{told}."

    def _log_changes(self, checks: list[Check]) -> None:
        failing = {check.name: check.why for check in checks if not check.ok}
        if failing.keys() != self._failing.keys():
            event = "not ready" if failing else "ready again"
            log.service.warning(event, extra={"fields": {"failing": failing}})
        self._failing = failing


class Integrity:
    """Whether the file is damaged, as found by a background check or by requests."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._met = False
        self._damage: str | None = None
        self._running: Thread | None = None
        self._due = 0.0
        self._ended: float | None = None

    def note_damage(self) -> None:
        """Record, until this process ends, that a request met a damaged page."""
        self._met = True

    def check(self) -> Check:
        """The present result. Starts a background check if one is due. For one thread at a time."""
        if self._running is None and monotonic() >= self._due:
            self._running = Thread(target=self._sweep, daemon=True, name="integrity")
            self._running.start()
        if self._running is not None:
            self._running.join(WAIT_FOR_SWEEP if self._ended is None else 0)
            if not self._running.is_alive():
                self._running = None
        if self._damage is not None:
            return Check("integrity", ok=False, why=f"The file is damaged: {self._damage}.")
        if self._met:
            return Check("integrity", ok=False, why="A request found the file damaged.")
        if self._ended is None:
            return Check("integrity", ok=True, why="The file is being checked for the first time.")
        minutes = int((monotonic() - self._ended) // 60)
        return Check("integrity", ok=True, why=f"No damage was found {minutes} minutes ago.")

    def _sweep(self) -> None:
        started = monotonic()
        try:
            self._damage = probes.first_damage(self._path)
            self._ended = monotonic()
        finally:
            every = SWEEP_EVERY if self._damage is None else SWEEP_DAMAGED_EVERY
            self._due = monotonic() + max(every, SWEEP_SHARE * (monotonic() - started))


def _check(name: str, look: Callable[[], tuple[bool, str]]) -> Check:
    try:
        ok, why = look()
    except UnusableDatabase as error:
        return Check(name, ok=False, why=str(error))
    except (sqlite3.Error, OSError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        return Check(name, ok=False, why=f"{reason}.")
    return Check(name, ok=ok, why=why)
