"""Each fault of the file is told by the check that it belongs to."""

from __future__ import annotations

import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from quotes.store.database import probes
from quotes.store.database.connection import reading, transaction, writing
from quotes.watching import log, readiness
from quotes.watching.readiness import Check, Integrity, Readiness


@pytest.fixture
def path(settings) -> Path:
    return settings.database


def failing(path: Path, min_free: int = 0) -> dict[str, str]:
    return {check.name: check.why for check in Readiness(path, min_free).checks() if not check.ok}


def test_all_is_well(path):
    checks = Readiness(path, 0).checks()
    assert [check.name for check in checks] == ["file", "schema", "write", "disk", "integrity"]
    assert all(check.ok and check.why for check in checks)


def test_looking_changes_nothing(path):
    with reading(path) as db:
        before = db.execute("PRAGMA data_version").fetchone()
        for _ in range(3):
            assert failing(path) == {}
        assert db.execute("PRAGMA data_version").fetchone() == before
        assert db.table("articles").count == 0


def test_a_file_that_is_gone_is_told_and_not_made_anew(path):
    path.unlink()
    assert failing(path) == {
        "file": "unable to open database file.",
        "schema": "See file.",
        "write": "See file.",
        "integrity": "See file.",
    }
    assert not path.exists()


def test_another_kind_of_file_is_told(path):
    path.write_bytes(b"this is a text, and a text is no database" * 100)
    assert failing(path)["file"] == "file is not a database."


# The administrator may write whatever a file's mode says, so that somebody else has to ask.
AS_NOBODY = """
import os, sys
from pathlib import Path
from quotes.store.database.migration_steps import names
from quotes.watching.readiness import Readiness
names()
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
print([check.name for check in Readiness(Path(sys.argv[1]), 0).checks() if not check.ok])
"""


def test_a_file_that_may_not_be_written_is_told(path):
    with tempfile.TemporaryDirectory() as folder, writing(path) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        copied = Path(folder) / "quotes.db"
        shutil.copy(path, copied)
        with writing(copied):  # so that its log and the index of that are there to be read
            for file in Path(folder).iterdir():
                file.chmod(0o444)
            Path(folder).chmod(0o555)
            asked = subprocess.run(
                [sys.executable, "-c", AS_NOBODY, str(copied)],
                capture_output=True,
                text=True,
                check=True,
                cwd=Path(__file__).parents[2],
            )
        Path(folder).chmod(0o755)
    assert asked.stdout == "['write']\n"


@contextmanager
def full_disk(limit: int) -> Iterator[None]:
    """No file can grow beyond so many bytes, as where a quota is used up."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_disk_that_takes_no_more_is_told(path):
    with writing(path) as db, transaction(db):  # the write-ahead log is there
        db.execute("UPDATE derived SET version = version")
        size = path.with_name(f"{path.name}-wal").stat().st_size
    with writing(path), full_disk(size + 1000):
        assert failing(path) == {"write": "disk I/O error."}
    assert failing(path) == {}


def test_a_file_that_has_reached_its_limit_is_told(path, monkeypatch):
    opened = probes.writing

    @contextmanager
    def limited(path):
        with opened(path) as db:
            (pages,) = db.execute("PRAGMA page_count").fetchone()
            db.execute(f"PRAGMA max_page_count = {pages}")
            yield db

    monkeypatch.setattr(probes, "writing", limited)
    assert failing(path) == {"write": "database or disk is full."}


def test_too_little_free_disk_is_told(path):
    why = failing(path, min_free=10**18)["disk"]
    assert why.endswith(" MB are free, fewer than 1000000000000 MB.")


def test_a_damaged_page_is_told(path):
    with writing(path) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        root = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'quotes'").fetchone()[0]
        size = db.execute("PRAGMA page_size").fetchone()[0]
    with path.open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(b"\xff" * size)
    assert failing(path).keys() == {"integrity"}
    assert failing(path)["integrity"].startswith("The file is damaged: ")


def test_damage_that_a_request_met_is_told_from_then_on(path):
    ready = Readiness(path, 0)
    ready.integrity.note_damage()
    assert [check.why for check in ready.checks() if not check.ok] == ["A request found the file damaged."]


def test_a_newer_file_and_an_older_one_are_told(path):
    with writing(path) as db:
        db.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
            " VALUES ('quotes', 'm9999_new', '')"
        )
    newer = failing(path)
    assert newer.keys() == {"schema", "write"}
    assert newer["schema"] == "The file was made by a newer version; this version does not know m9999_new."
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("DELETE FROM _sqlite_migrations WHERE name IN ('m9999_new', 'm0016_tokens')")
    older = failing(path)
    assert older.keys() == {"schema", "write"}
    assert older["schema"] == "The file lacks m0016_tokens: run quotes migrate."


def test_a_writer_at_work_is_no_fault_but_a_hung_one_is(path, monkeypatch):
    ready = Readiness(path, 0)
    with writing(path) as db, transaction(db):
        write = ready.checks()[2]
        assert write == Check("write", ok=True, why="Busy: another writer holds the lock at the moment.")
        monkeypatch.setattr(readiness, "GOOD_FOR", 0.0)
        monkeypatch.setattr(readiness, "LONGEST_BUSY", 0.0)
        assert not ready.checks()[2].ok
    assert ready.checks()[2].ok


def test_the_file_is_looked_at_once_a_second(path, monkeypatch):
    looks = []
    read = probes.read
    monkeypatch.setattr(probes, "read", lambda path: (looks.append(path), read(path)))
    ready = Readiness(path, 0)
    for _ in range(50):
        ready.checks()
    assert len(looks) == 1


def test_nobody_waits_for_a_disk_that_does_not_answer(path, monkeypatch):
    monkeypatch.setattr(probes, "read", lambda _path: time.sleep(2))
    ready = Readiness(path, 0)
    for longest in (1.0, 0.1):  # and the next who asks does not wait at all
        started = time.monotonic()
        (check,) = ready.checks()
        assert time.monotonic() - started < longest
        assert (check.name, check.ok) == ("file", False)


def test_an_error_that_nobody_foresaw_makes_it_not_ready(path, monkeypatch):
    monkeypatch.setattr("threading.excepthook", lambda _: None)
    monkeypatch.setattr(probes, "other_steps", lambda _path: 1 / 0)
    (check,) = Readiness(path, 0).checks()
    assert not check.ok


def test_a_large_file_is_looked_through_in_the_background(path, monkeypatch):
    monkeypatch.setattr(readiness, "WAIT_FOR_SWEEP", 0.01)
    monkeypatch.setattr(probes, "first_damage", lambda _path: time.sleep(0.2))
    integrity = Integrity(path)
    assert integrity.check().why == "The file is being checked for the first time."
    assert integrity._running is not None
    integrity._running.join()
    assert integrity.check().why == "No damage was found 0 minutes ago."
    assert integrity._due > time.monotonic() + 3000


def test_changes_are_logged(path, capsys):
    log.configure("json")
    ready = Readiness(path, 10**18)
    ready.checks()
    assert "not ready" in capsys.readouterr().err
