"""`quotes alerts`."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask.testing import FlaskClient

from quotes.cli import main
from quotes.settings import Settings


@pytest.fixture
def run(settings: Settings, client: FlaskClient, monkeypatch: pytest.MonkeyPatch):
    """Run `quotes alerts` over a database in which Ada Moor has spoken."""
    text = 'Ada Moor says "We will rebuild the bridge."'
    client.post("/api/articles", json={"text": text, "url": "https://tidewater.example/1"})
    monkeypatch.setenv("QUOTES_DATABASE", str(settings.database))

    def invoked(*arguments: str) -> Result:
        return CliRunner().invoke(main, ["alerts", *arguments], catch_exceptions=False)

    return invoked


def test_an_alert_is_tried_added_listed_and_removed(run) -> None:
    tried = run("add", "--speaker", "ada-moor", "--dry-run")
    assert tried.output.startswith("It would have fired 1 time in the last 30 days, 1 in the last 365.\n")
    assert "Ada Moor: “We will rebuild the bridge.”" in tried.output
    assert run("list").output == "Nothing is followed.\n"
    added = run("add", "--speaker", "ada-moor", "--note", "The bridge")
    assert added.exit_code == 0, added.output
    identifier = added.output.partition(":")[0]
    assert run("list").output == f"{identifier}: what Ada Moor says, as a feed, matched 0 quotes.\n"
    assert run("test", identifier).exit_code == 1
    assert run("remove", identifier).output == f"{identifier} is no longer followed.\n"
    assert run("remove", identifier).exit_code == 1


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("add",), "Give what to follow"),
        (("add", "--speaker", "nobody"), "There is no speaker with this slug."),
        (("add", "--search", "x", "--mail", "a@b.example"), "QUOTES_PUBLIC_URL"),
        (("add", "--search", "x", "--mail", "a@b.example", "--slack", "https://c.example"), "one place"),
        (("add", "--phrase", "bridge"), "One word"),
    ],
)
def test_what_cannot_be_followed_is_told(run, arguments: tuple[str, ...], told: str) -> None:
    answer = run(*arguments)
    assert answer.exit_code == 2
    assert told in answer.output


def test_what_is_due_is_sent(run, client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (
        ("PUBLIC_URL", "https://quotes.example/"),
        ("SMTP_URL", "smtp://127.0.0.1:1"),
        ("MAIL_FROM", "a@b.example"),
    ):
        monkeypatch.setenv(f"QUOTES_{name}", value)
    added = run("add", "--search", "bridge", "--mail", "desk@paper.example", "--every", "once")
    identifier = added.output.partition(":")[0]
    assert "at once to desk@paper.example" in added.output
    text = 'Ada Moor says "No bridge will be sold."'
    client.post("/api/articles", json={"text": text, "url": "https://tidewater.example/2"})
    assert run("run", "--once").output == "1 new match, 0 digests sent.\n"
    failed = run("test", identifier)
    assert failed.exit_code == 1
    assert "Not sent to desk@paper.example: the mail server cannot be reached." in failed.output


def test_sending_goes_on_until_a_signal(settings: Settings, client: FlaskClient, tmp_path: Path) -> None:
    del client  # the database is made
    environment = {**os.environ, "QUOTES_DATABASE": str(settings.database)}
    process = subprocess.Popen(
        [sys.executable, "-m", "quotes", "alerts", "run"],
        env=environment, stdout=subprocess.PIPE, text=True, cwd=tmp_path,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == "Nothing is turned on to send by: feeds alone. Stop with Ctrl-C.\n"
    process.send_signal(signal.SIGTERM)
    assert process.communicate(timeout=30)[0] == "Stopped.\n"
    assert process.returncode == 0
