"""Connections and transactions."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest
from sqlite_utils import Database

from quotes.store.database.connection import reading, transaction, writing
from quotes.store.database.migrating import migrate, pending


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a #1 % ü.db"


def test_migrating_makes_the_file_and_does_it_once(path: Path) -> None:
    applied = migrate(path)
    assert applied[0].startswith("m0001_")
    assert applied == sorted(applied)
    assert migrate(path) == []
    with reading(path) as db:
        assert pending(db) == []


def test_a_new_file_lacks_every_step(path: Path) -> None:
    with writing(path, make=True) as db:
        assert pending(db)
    assert migrate(path)


def test_several_may_migrate_at_once(path: Path) -> None:
    applied: list[list[str]] = []
    threads = [threading.Thread(target=lambda: applied.append(migrate(path))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(applied) == 4
    assert sum(1 for steps in applied if steps) == 1


def test_the_file_is_in_wal_mode_with_foreign_keys_on(db: Database) -> None:
    assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert db.execute("PRAGMA foreign_keys").fetchone() == (1,)
    assert db.execute("PRAGMA busy_timeout").fetchone()[0] >= 1000


def test_every_table_of_ours_is_strict(db: Database) -> None:
    ours = [
        table
        for table in db.tables
        if "_search" not in table.name and not table.name.startswith(("sqlite_", "_sqlite"))
    ]
    assert len(ours) >= 9
    assert [table.name for table in ours if not table.strict] == []


def test_every_foreign_key_has_an_index(db: Database) -> None:
    lacking = []
    for table in db.tables:
        leading = {index.columns[0] for index in table.indexes} | set(table.pks[:1])
        lacking += [f"{table.name}.{key.column}" for key in table.foreign_keys if key.column not in leading]
    assert lacking == []


def test_reading_needs_a_file_and_cannot_write(path: Path) -> None:
    with pytest.raises(sqlite3.OperationalError), reading(path):
        pass
    assert not path.exists()
    migrate(path)
    with reading(path) as db, pytest.raises(sqlite3.OperationalError, match="readonly"):
        db.execute("DELETE FROM articles")


def test_a_transaction_is_all_or_nothing(db: Database) -> None:
    row = ("desk", "hash", "now")
    with pytest.raises(sqlite3.IntegrityError), transaction(db):
        db.conn.executemany("INSERT INTO tokens (name, hash, created) VALUES (?, ?, ?)", [row, row])
    assert db.table("tokens").count == 0
    with transaction(db):
        db.execute("INSERT INTO tokens (name, hash, created) VALUES (?, ?, ?)", row)
    assert db.table("tokens").count == 1


def test_a_transaction_holds_the_write_lock_from_its_start(path: Path) -> None:
    migrate(path)
    with writing(path) as one, writing(path) as other:
        other.execute("PRAGMA busy_timeout = 1")
        with transaction(one):
            with pytest.raises(sqlite3.OperationalError, match="locked"), transaction(other):
                pass
            with reading(path) as third:
                assert third.table("articles").count == 0
        with transaction(other):
            pass


def test_a_new_file_may_be_a_link_to_where_it_is_to_be(tmp_path: Path) -> None:
    (tmp_path / "link.db").symlink_to(tmp_path / "kept.db")
    assert migrate(tmp_path / "link.db")
    assert (tmp_path / "link.db").is_symlink()
    with reading(tmp_path / "kept.db") as db:
        assert pending(db) == []
