"""A file that cannot be used is told as such, with 503 or 507, and never with 500."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quotes.settings import Settings
from quotes.store.database import copies
from quotes.store.database.connection import transaction, writing

ARTICLE = {"text": 'Mira Okonjo says "We will rebuild the bridge."', "published": "2024-05-01"}


def problem(response, status: int) -> str:
    assert response.status_code == status, response.get_data(as_text=True)
    assert response.content_type == "application/problem+json"
    return response.json["detail"] if response.is_json else response.get_json(force=True)["detail"]


def all_of(client: FlaskClient, status: int) -> set[str]:
    """What reading and writing are answered with."""
    return {
        problem(client.get("/api/statements"), status),
        problem(client.get("/api/lookup?quote=the bridge"), status),
        problem(client.get("/api/statements.csv"), status),
        problem(client.post("/api/articles", json=ARTICLE), status),
    }


def test_a_file_that_a_newer_version_has_changed_is_neither_read_nor_written(
    client: FlaskClient, settings: Settings
) -> None:
    with sqlite3.connect(settings.database) as db:
        db.execute("UPDATE derived SET version = version + 1 WHERE name = 'statements'")
    db.close()
    (told,) = all_of(client, 503)
    assert "was written by a newer version of quotes (rules for statements)" in told
    with sqlite3.connect(settings.database) as db:
        db.execute("UPDATE derived SET version = version - 1 WHERE name = 'statements'")
    db.close()
    assert client.post("/api/articles", json=ARTICLE).status_code == 201


def test_a_newer_version_that_comes_while_a_process_writes_ends_its_writing(settings: Settings) -> None:
    with writing(settings.database) as db:
        with sqlite3.connect(settings.database) as newer:
            newer.execute("INSERT INTO derived VALUES ('what comes', 1)")
        newer.close()
        with pytest.raises(Exception, match="rules for what comes"), transaction(db):
            pytest.fail("It was let in.")


def test_an_older_file_asks_to_be_migrated(client: FlaskClient, settings: Settings) -> None:
    with sqlite3.connect(settings.database) as db:
        db.execute("DELETE FROM _sqlite_migrations WHERE name LIKE 'm0010%'")
    db.close()
    (told,) = all_of(client, 503)
    assert told.endswith("run `quotes migrate` first.")


def test_a_file_deleted_while_it_is_served_is_missed_and_not_made_anew(
    client: FlaskClient, settings: Settings, tmp_path: Path
) -> None:
    assert client.post("/api/articles", json=ARTICLE).status_code == 201
    copies.backup(settings.database, tmp_path / "copy.db")
    for name in tmp_path.glob("quotes.db*"):
        name.unlink()
    (told,) = all_of(client, 503)
    assert "cannot be opened" in told
    assert not settings.database.exists()
    copies.restore(tmp_path / "copy.db", settings.database)
    assert len(client.get("/api/statements").json["items"]) == 1
    assert client.post("/api/articles", json=ARTICLE).status_code == 200


def test_nothing_is_written_to_a_file_that_was_moved_away(settings: Settings, tmp_path: Path) -> None:
    with writing(settings.database) as db:
        settings.database.rename(tmp_path / "moved.db")
        with pytest.raises(Exception, match="was deleted or replaced while it was in use"), transaction(db):
            pytest.fail("It was let in.")


def damage(path: Path, table: str) -> None:
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (root,) = db.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", [table]).fetchone()
        (size,) = db.execute("PRAGMA page_size").fetchone()
    db.close()
    with path.open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(b"\xa5" * size)


def test_a_corrupt_page_is_told(client: FlaskClient, settings: Settings) -> None:
    client.post("/api/articles", json=ARTICLE)
    damage(settings.database, "statements")
    told = problem(client.get("/api/statements"), 503)
    assert told.startswith("The database cannot be used: it is damaged")
    assert problem(client.post("/api/articles", json={"text": 'A B says "New."'}), 503) == told


def test_what_is_no_database_any_more_is_told(client: FlaskClient, settings: Settings) -> None:
    for name in settings.database.parent.glob("quotes.db-*"):
        name.unlink()
    settings.database.write_bytes(b"\x00" * 5000)
    (told,) = all_of(client, 503)
    assert "no SQLite database" in told or "damaged" in told


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write whatever it wants to")
def test_a_file_that_may_not_be_written_can_still_be_read(client: FlaskClient, settings: Settings) -> None:
    client.post("/api/articles", json=ARTICLE)
    settings.database.chmod(0o400)
    assert "may not be written" in problem(client.post("/api/articles", json={"text": 'A says "New."'}), 503)
    assert len(client.get("/api/statements").json["items"]) == 1


SMALL_DISK = """
import sys
from pathlib import Path
from conftest import HandReader, TOKEN
from quotes.app import create_app
from quotes.settings import Settings

folder = Path(sys.argv[1])
app = create_app(Settings(database=folder / "quotes.db", token=TOKEN), HandReader())
client = app.test_client()
client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {TOKEN}"
kept, status = [], None
for number in range(10_000):
    text = f'Mira Okonjo says "This is number {number}."' + " and so on" * 3000
    answer = client.post("/api/articles", json={"text": text})
    if answer.status_code != 201:
        break
    kept.append(answer.json["id"])
print(answer.status_code, answer.get_json(force=True)["detail"])
print(client.get("/api/statements").status_code, all(
    client.get(f"/api/articles/{one}").status_code == 200 for one in kept), len(kept) > 3)
(folder / "ballast").unlink()
print(client.post("/api/articles", json={"text": text}).status_code)
from quotes.store import checking
from quotes.store.database import connection
with connection.reading(folder / "quotes.db") as db:
    print([finding for check in checking.CHECKS for finding in check.find(db)])
"""


def in_a_small_world(tmp_path: Path, mounting: str, script: str) -> list[str]:
    """The lines that a script prints, run where a file system of its own can be mounted at `tmp_path`."""
    command = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-ec", f'{mounting}; exec "$@"', "-"]
    trial = subprocess.run([*command, "true", tmp_path], capture_output=True, check=False)
    if trial.returncode:
        pytest.skip("File systems cannot be mounted here.")
    path = os.pathsep.join([str(Path(__file__).parents[2]), *filter(None, sys.path)])
    done = subprocess.run(
        [*command, sys.executable, "-c", script, tmp_path],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": path},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_a_full_disk_loses_nothing_and_is_told_and_recovered_from(tmp_path: Path) -> None:
    ballast = f"dd if=/dev/zero of={tmp_path}/ballast bs=1M count=2 status=none"
    mounting = f"mount -t tmpfs -o size=6m none {tmp_path}; {ballast}"
    assert in_a_small_world(tmp_path, mounting, SMALL_DISK) == [
        "507 The database cannot be used: the disk is full.",
        "200 True True",
        "201",
        "[]",
    ]


READ_ONLY = """
import subprocess, sys
from pathlib import Path
from conftest import HandReader, TOKEN
from quotes.app import create_app
from quotes.settings import Settings

path = Path(sys.argv[1]) / "quotes.db"
settings = Settings(database=path, token=TOKEN)
client = create_app(settings, HandReader()).test_client()
client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {TOKEN}"
article = {"text": 'Mira Okonjo says "We will rebuild the bridge."'}
client.post("/api/articles", json=article)
del client
import gc; gc.collect()
subprocess.run(["mount", "-o", "remount,ro", path.parent], check=True)
client = create_app(settings, HandReader()).test_client()
client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {TOKEN}"
print(len(client.get("/api/statements").json["items"]))
print(client.post("/api/articles", json={"text": 'A B says "New."'}).status_code)
"""


def test_a_read_only_file_system_is_read_from(tmp_path: Path) -> None:
    mounting = f"mount -t tmpfs none {tmp_path}"
    assert in_a_small_world(tmp_path, mounting, READ_ONLY) == ["1", "503"]


def test_the_app_keeps_its_file_from_being_taken_for_unused(
    app: Flask, settings: Settings, tmp_path: Path
) -> None:
    copies.backup(settings.database, tmp_path / "copy.db")
    with pytest.raises(copies.InUse):
        copies.restore(tmp_path / "copy.db", settings.database)
    assert app.test_client().get("/healthz").status_code == 200
