"""Tokens are shown once and kept as hashes."""

from __future__ import annotations

from sqlite_utils import Database

from quotes.store import tokens


def test_a_token_is_valid_from_when_it_is_made(db: Database) -> None:
    assert not tokens.any_exist(db)
    token = tokens.create(db, "desk")
    assert tokens.any_exist(db)
    assert tokens.find(db, token) is not None
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
