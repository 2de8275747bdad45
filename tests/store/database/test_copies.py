"""Backups and their restoring: verified, all or nothing, and never in the way of others."""

from __future__ import annotations

import os
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from quotes.store.access import tokens
from quotes.store.database import copies
from quotes.store.database.connection import hold, reading, transaction, writing
from quotes.store.database.faults import NewerDatabase, UnusableDatabase
from quotes.store.database.migrating import migrate


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database with some thousand rows."""
    path = tmp_path / "news [1]*.db"
    migrate(path)
    fill(path, "first", 3000)
    return path


def fill(path: Path, label: str, number: int) -> None:
    with writing(path) as db, transaction(db):
        rows = [(f"{label} {one}", f"{label} {one}", "2024-05-01") for one in range(number)]
        db.conn.executemany("INSERT INTO tokens (name, hash, created) VALUES (?, ?, ?)", rows)


def labels(path: Path) -> int:
    with reading(path) as db:
        return db.table("tokens").count


def damage(path: Path) -> None:
    """Overwrite a page in the middle of a table."""
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (root,) = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'tokens'").fetchone()
        (size,) = db.execute("PRAGMA page_size").fetchone()
    db.close()
    with path.open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(os.urandom(size))


def others(path: Path) -> list[str]:
    """What lies beside a file that is neither it nor its own log."""
    return sorted(file.name for file in path.parent.iterdir() if not file.name.startswith(path.name))


def test_a_backup_is_whole_and_for_its_owner_alone(path: Path, tmp_path: Path) -> None:
    copies.backup(path, tmp_path / "copy.db")
    assert labels(tmp_path / "copy.db") == 3000
    assert stat.S_IMODE((tmp_path / "copy.db").stat().st_mode) == 0o600
    assert others(path) == ["copy.db"]


def test_a_new_database_is_for_its_owner_alone(path: Path) -> None:
    with writing(path) as db, transaction(db):
        tokens_before = db.table("tokens").count
        modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    assert tokens_before == 3000
    assert modes == {path.name: 0o600, f"{path.name}-wal": 0o600, f"{path.name}-shm": 0o600}


def test_a_damaged_database_makes_no_backup(path: Path, tmp_path: Path) -> None:
    damage(path)
    with pytest.raises(copies.DamagedDatabase, match=r"news \[1\]\*\.db is damaged"):
        copies.backup(path, tmp_path / "copy.db")
    assert others(path) == []


def test_a_row_that_refers_to_nothing_makes_no_backup(path: Path, tmp_path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("INSERT INTO history (quote, at, source, changes) VALUES (77, '2024', 'person', '{}')")
    db.close()
    with pytest.raises(copies.DamagedDatabase, match="a row of history refers to a row of quotes"):
        copies.backup(path, tmp_path / "copy.db")
    assert others(path) == []


def test_what_is_there_is_never_overwritten(path: Path, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_text("dear")
    with pytest.raises(copies.Taken):
        copies.backup(path, tmp_path / "copy.db")
    assert (tmp_path / "copy.db").read_text() == "dear"


def test_a_backup_ends_while_others_never_stop_writing(path: Path, tmp_path: Path) -> None:
    done = threading.Event()
    written = []

    def write() -> None:
        with writing(path) as db:
            while not done.is_set():
                tokens.create(db, f"meanwhile {len(written)}")
                written.append(1)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        while not written:
            time.sleep(0.01)
        copies.backup(path, tmp_path / "copy.db")
    finally:
        done.set()
        writer.join()
    assert 3000 < labels(tmp_path / "copy.db") <= labels(path)


@pytest.mark.usefixtures("interruptible")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGKILL])
def test_an_interrupted_backup_leaves_nothing_to_be_taken_for_one(path: Path, number: int) -> None:
    fill(path, "more", 300_000)
    to = path.parent / "copy.db"
    command = [sys.executable, "-m", "quotes", "backup", str(to), "--database", str(path)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        deadline = time.monotonic() + 30
        while not list(path.parent.glob(".copy.db.*.unfinished")) and time.monotonic() < deadline:
            time.sleep(0.001)
        process.send_signal(number)
        assert process.wait(30) != 0
    if number != signal.SIGKILL:
        assert others(path) == []
    copies.backup(path, to)
    assert others(path) == ["copy.db"]


def test_a_backup_under_way_is_not_taken_for_a_left_one(path: Path, tmp_path: Path) -> None:
    with copies._unfinished(tmp_path / "copy.db") as being_written:
        copies.backup(path, tmp_path / "copy.db")
        assert being_written.exists()


def test_restoring_puts_a_backup_in_the_place_of_the_file_and_keeps_that(path: Path, tmp_path: Path) -> None:
    copies.backup(path, tmp_path / "copy.db")
    fill(path, "second", 5)
    restored = copies.restore(tmp_path / "copy.db", path)
    assert restored.aside is not None
    assert (labels(path), labels(restored.aside)) == (3000, 3005)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert others(path) == ["copy.db"]


def test_what_others_had_not_written_into_the_file_yet_is_kept_too(path: Path, tmp_path: Path) -> None:
    """A killed process leaves its last commits in the log beside the file."""
    copies.backup(path, tmp_path / "copy.db")
    script = (
        "import os, sys; from pathlib import Path; from quotes.store.database import connection\n"
        "from quotes.store.access import tokens\n"
        "db = connection.open_writing(Path(sys.argv[1])); tokens.create(db, 'late'); os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", script, str(path)], check=False)
    assert Path(f"{path}-wal").stat().st_size > 0
    restored = copies.restore(tmp_path / "copy.db", path)
    assert restored.aside is not None
    assert (labels(path), labels(restored.aside)) == (3000, 3001)


def test_a_file_in_use_is_not_replaced(path: Path, tmp_path: Path) -> None:
    copies.backup(path, tmp_path / "copy.db")
    held = hold(path)
    try:
        with pytest.raises(copies.InUse, match="stop the service"):
            copies.restore(tmp_path / "copy.db", path)
    finally:
        held.close()
    assert others(path) == ["copy.db"]
    assert labels(path) == 3000
    copies.restore(tmp_path / "copy.db", path)


def test_a_damaged_backup_replaces_nothing(path: Path, tmp_path: Path) -> None:
    copies.backup(path, tmp_path / "copy.db")
    damage(tmp_path / "copy.db")
    with pytest.raises(copies.DamagedDatabase, match=r"copy\.db is damaged"):
        copies.restore(tmp_path / "copy.db", path)
    assert labels(path) == 3000
    assert others(path) == ["copy.db"]


@pytest.mark.parametrize("wrong", ["a text", ""])
def test_what_is_no_database_of_ours_replaces_nothing(path: Path, tmp_path: Path, wrong: str) -> None:
    (tmp_path / "notes").write_text(wrong)
    with pytest.raises(UnusableDatabase, match="notes is"):
        copies.restore(tmp_path / "notes", path)
    assert labels(path) == 3000


def test_a_newer_backup_replaces_nothing(path: Path, tmp_path: Path) -> None:
    copies.backup(path, tmp_path / "copy.db")
    with sqlite3.connect(tmp_path / "copy.db") as db:
        db.execute("UPDATE derived SET version = 9999 WHERE name = 'words'")
    db.close()
    with pytest.raises(NewerDatabase, match="rules for words"):
        copies.restore(tmp_path / "copy.db", path)
    assert labels(path) == 3000


@pytest.mark.parametrize("wrong", [b"", b"no database at all", None])
def test_a_damaged_file_is_replaced_and_kept(path: Path, tmp_path: Path, wrong: bytes | None) -> None:
    copies.backup(path, tmp_path / "copy.db")
    if wrong is None:
        damage(path)
    else:
        path.write_bytes(wrong)
        Path(f"{path}-wal").write_bytes(b"left over")
    before = path.read_bytes()
    restored = copies.restore(tmp_path / "copy.db", path)
    assert labels(path) == 3000
    assert restored.aside is not None
    assert restored.aside.read_bytes()[100:] == before[100:]  # but for the header, which tells its mode


def test_a_log_left_by_a_file_that_is_gone_is_not_read_into_the_restored_one(
    path: Path, tmp_path: Path
) -> None:
    copies.backup(path, tmp_path / "copy.db")
    with writing(path) as db:
        tokens.create(db, "in the log")
        log = Path(f"{path}-wal").read_bytes()
    path.unlink()
    Path(f"{path}-wal").write_bytes(log)
    assert copies.restore(tmp_path / "copy.db", path).aside is None
    assert labels(path) == 3000


def test_an_older_backup_is_brought_up_to_date(path: Path, tmp_path: Path) -> None:
    copies.backup(path, tmp_path / "copy.db")
    with sqlite3.connect(tmp_path / "copy.db") as db:
        db.execute("DELETE FROM derived WHERE name = 'words'")
    db.close()
    assert copies.restore(tmp_path / "copy.db", path).applied == []
    with reading(path) as restored:
        assert {row["name"] for row in restored.query("SELECT name FROM derived")} >= {"words"}
