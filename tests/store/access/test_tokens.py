"""Tokens are shown once and kept as hashes."""

from __future__ import annotations

import importlib
import json
from datetime import UTC, datetime
from pathlib import Path

from sqlite_utils import Database

from quotes.store.access import tokens
from quotes.store.database.connection import reading, transaction, writing
from quotes.store.database.migrating import migrate
from quotes.store.quotations import decision_history

NOW = datetime(2024, 5, 1, 12, 30, 59, tzinfo=UTC)


def test_a_token_is_found_from_when_it_is_made(db: Database) -> None:
    assert not tokens.any_exist(db)
    token = tokens.create(db, "desk")
    assert tokens.any_exist(db)
    found = tokens.find(db, token)
    assert found is not None
    assert (found.name, found.state(NOW)) == ("desk", "good")
    assert len(token) >= 40


def test_nothing_else_is_a_token(db: Database) -> None:
    token = tokens.create(db, "desk")
    for other in ("", token[:-1], token + "a", token.swapcase(), "\udcff", "' OR 1=1 --"):
        assert tokens.find(db, other) is None


def test_the_file_does_not_hold_the_token(db: Database) -> None:
    token = tokens.create(db, "desk")
    (row,) = db.table("tokens").rows
    assert token not in str(row)
    assert tokens.find(db, row["hash"]) is None


def test_a_token_that_expires_is_good_until_then(db: Database) -> None:
    found = tokens.find(db, tokens.create(db, "desk", expires=NOW))
    assert found is not None
    assert found.state(NOW.replace(second=58)) == "good"
    assert found.state(NOW) == "expired"


def test_a_use_is_told_to_the_minute(db: Database, settings) -> None:
    token = tokens.create(db, "desk")
    found = tokens.find(db, token)
    assert found is not None
    tokens.note_use(settings.database, found, NOW)
    noted = tokens.find(db, token)
    assert noted is not None
    assert noted.last_used == "2024-05-01T12:30+00:00"
    tokens.note_use(settings.database, noted, NOW.replace(second=0))  # the same minute: nothing is written
    (before,) = db.execute("PRAGMA data_version").fetchone()
    tokens.note_use(settings.database, noted, NOW)
    assert db.execute("PRAGMA data_version").fetchone() == (before,)
    tokens.note_use(settings.database, noted, NOW.replace(minute=31))
    assert db.execute("PRAGMA data_version").fetchone() != (before,)


def older_file(path: Path) -> None:
    """A file as the steps before that of the tokens left it, with tokens, speakers, and a merger undone."""
    names = ("m0001_articles_quotes_speakers_statements", "m0002_speaker_identity", "m0003_corrections")
    with writing(path, make=True) as db, transaction(db):
        for name in names:
            importlib.import_module(f"quotes.migrations.{name}").migrations.apply(db)
        labels = ("command line", "Command line", "", "12", "environment", "a\nb", "x" * 300)
        for number, label in enumerate(labels):
            row = (label, tokens._hash(f"old{number}"), "2024-05-01T00:00:00+00:00")
            db.execute("INSERT INTO tokens (label, hash, created) VALUES (?, ?, ?)", row)
        for slug in ("mira-okonjo", "tam-reyes"):
            db.execute(
                "INSERT INTO speakers (slug, name, sort, kind, created) VALUES (?, ?, ?, 'person', '')",
                (slug, slug, slug),
            )
        db.execute(
            "INSERT INTO merges (source, target, along, made_by, reason, made, undone)"
            " VALUES (2, 1, '[]', 'Ann', 'one', '2024-05-01', '2024-05-02')"
        )


def test_what_older_files_had_parted_again_stays_apart(tmp_path: Path) -> None:
    path = tmp_path / "quotes.db"
    older_file(path)
    migrate(path)
    with reading(path) as db:
        assert db.execute("SELECT one, other, made FROM kept_apart").fetchall() == [(1, 2, "2024-05-02")]


def test_the_tokens_of_older_files_may_do_everything_and_have_names(tmp_path: Path) -> None:
    path = tmp_path / "quotes.db"
    older_file(path)
    migrate(path)
    with reading(path) as db:
        found = [tokens.find(db, f"old{number}") for number in range(7)]
        assert [token.name for token in found if token] == [
            "command line",
            "Command line 2",
            "token",
            "token 12",
            "environment 2",
            "a b",
            "x" * 80,
        ]
        assert {token.scopes for token in found if token} == {("read", "write", "decide")}
        assert {token.state(NOW) for token in found if token} == {"good"}


def test_earlier_mergers_are_in_the_histories_of_speakers(tmp_path: Path) -> None:
    path = tmp_path / "quotes.db"
    older_file(path)
    migrate(path)
    with reading(path) as db:
        items = [*decision_history.of_speaker(db, 1), *decision_history.of_speaker(db, 2)]
    assert [(item["at"], item["made_by"], item["token"], json.dumps(item["changes"])) for item in items] == [
        ("2024-05-02", None, None, '{"holds": {"before": "tam-reyes", "after": null}}'),
        ("2024-05-01", "Ann", None, '{"holds": {"before": null, "after": "tam-reyes"}}'),
        ("2024-05-02", None, None, '{"merged_into": {"before": "mira-okonjo", "after": null}}'),
        ("2024-05-01", "Ann", None, '{"merged_into": {"before": null, "after": "mira-okonjo"}}'),
    ]
