from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta

import pytest

from quotes.cli import main
from quotes.store.access import tokens
from quotes.store.database import connection


@pytest.fixture
def token(runner):
    """Run a subcommand of `quotes token` on a file; its result."""

    def run(*words: str):
        return runner.invoke(main, ["token", words[0], "--database", "news.db", *words[1:]])

    return run


def listed(tmp_path) -> list[tokens.Token]:
    with connection.reading(tmp_path / "news.db") as db:
        return tokens.listing(db)


def test_a_created_token_is_good_and_is_kept_hashed(token, tmp_path):
    result = token("create", "--name", "newsroom")
    assert result.exit_code == 0
    secret = result.output.strip()
    with connection.reading(tmp_path / "news.db") as db:
        found = tokens.find(db, secret)
        assert found is not None
        assert (found.name, found.scopes, found.expires) == ("newsroom", ("read", "write", "decide"), None)
    with sqlite3.connect(tmp_path / "news.db") as plain:
        assert secret not in "\n".join(plain.iterdump())
    plain.close()


def test_a_token_may_do_what_its_scopes_say_and_read(token, tmp_path):
    token("create", "--name", "poster", "--scope", "write")
    token("create", "--name", "reader", "--scope", "read")
    token("create", "--name", "editor", "--scope", "decide", "--scope", "write")
    assert {one.name: one.scopes for one in listed(tmp_path)} == {
        "poster": ("read", "write"),
        "reader": ("read",),
        "editor": ("read", "write", "decide"),
    }


def test_tokens_without_a_name_are_told_apart(token, tmp_path):
    token("create")
    token("create")
    assert [one.name for one in listed(tmp_path)] == ["command line 2", "command line"]


def test_a_token_is_good_to_the_end_of_its_last_day(token, tmp_path):
    token("create", "--name", "until", "--expires", "2999-12-30")
    token("create", "--name", "for", "--expires", "90d")
    soon, until = listed(tmp_path)
    assert until.expires == "2999-12-31T00:00:00+00:00"
    assert soon.expires is not None
    left = datetime.fromisoformat(soon.expires) - datetime.now(UTC)
    assert timedelta(days=89, hours=23) < left <= timedelta(days=90)


@pytest.mark.parametrize("day", ["2020-01-01", "soon", "0d", "9999-12-31", "2027-02-30", "-3d"])
def test_a_wrong_end_is_refused(token, day):
    result = token("create", f"--expires={day}")
    assert result.exit_code == 2
    assert "Invalid value for '--expires'" in result.output


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("newsroom", "There is already a token named 'newsroom'; revoke it or choose another name."),
        ("Newsroom", "There is already a token named 'Newsroom'; revoke it or choose another name."),
        ("7", "A token's name cannot be a number, which would be taken for the id of another."),
        ("ENVIRONMENT", "The name 'environment' is reserved for the token in QUOTES_TOKEN."),
        (" a", "A token's name is 1 to 80 printable characters, without spaces at its ends."),
        ("a\nb", "A token's name is 1 to 80 printable characters, without spaces at its ends."),
        ("a" * 81, "A token's name is 1 to 80 printable characters, without spaces at its ends."),
    ],
)
def test_a_name_that_would_be_mistaken_is_refused(token, tmp_path, name, message):
    token("create", "--name", "newsroom")
    result = token("create", "--name", name)
    assert (result.exit_code, result.output) == (1, f"Error: {message}\n")
    assert len(listed(tmp_path)) == 1


def test_a_list_shows_what_tokens_may_do_but_not_the_tokens(token, monkeypatch):
    secret = token("create", "--name", "newsroom", "--scope", "write").output.strip()
    token("create", "--name", "old")
    token("revoke", "old")
    monkeypatch.setenv("QUOTES_TOKEN", "hidden-token")
    shown = token("list").output
    rows = [line.split("  ") for line in shown.splitlines() if line.strip()]
    cells = [[cell.strip() for cell in row if cell.strip()] for row in rows]
    assert cells[0] == ["Id", "Name", "Scopes", "State", "Created", "Last used", "Expires"]
    assert [row[:4] for row in cells[2:]] == [
        ["2", "old", "read write decide", "revoked"],
        ["1", "newsroom", "read write", "good"],
        ["-", "environment", "read write decide", "good"],
    ]
    assert secret not in shown
    assert "hidden-token" not in shown


@pytest.mark.parametrize("name", ["newsroom", "NEWSROOM", "1"])
def test_a_token_is_revoked_by_name_or_id(token, tmp_path, name):
    token("create", "--name", "newsroom")
    result = token("revoke", name)
    assert (result.exit_code, result.output) == (0, "Revoked the token 'newsroom' (1).\n")
    (revoked,) = listed(tmp_path)
    assert revoked.state(datetime.now(UTC)) == "revoked"
    # Its name is free for the one that takes its place.
    assert token("create", "--name", "newsroom").exit_code == 0


def test_what_cannot_be_revoked_is_told(token):
    token("create", "--name", "newsroom")
    token("revoke", "1")
    for name in ("nobody", "2", "9" * 30):
        result = token("revoke", name)
        assert (result.exit_code, result.output) == (
            1,
            f"Error: There is no token {name!r} to revoke.\n",
        )
    assert "was revoked on 2" in token("revoke", "1").output


def test_a_list_of_a_file_that_is_not_there_makes_none(token, tmp_path):
    result = token("list")
    assert (result.exit_code, result.output) == (
        1,
        "Error: news.db does not exist; `quotes ingest` makes it.\n",
    )
    assert not (tmp_path / "news.db").exists()
