"""What is logged of errors: where they arose, and nothing of what was sent."""

from __future__ import annotations

import json
import logging
import sqlite3

import pytest

from quotes.watching import log


@pytest.fixture(autouse=True)
def _quiet():
    yield
    log.configure("json")


def look_up(known: dict[str, str]) -> str:
    return known["the sentence that a client sent"]


def fail() -> None:
    try:
        look_up({})
    except KeyError as error:
        raise ValueError(f"no use for {error}") from error


def test_an_error_is_told_with_its_cause_and_without_what_was_sent(capsys):
    log.configure("json")
    try:
        fail()
    except ValueError:
        log.service.exception("server error", extra={"fields": {"request_id": "r1"}})
    (line,) = capsys.readouterr().err.splitlines()
    told = json.loads(line)
    assert (told["level"], told["event"], told["request_id"]) == ("error", "server error", "r1")
    assert told["traceback"].index("builtins.KeyError") < told["traceback"].index("builtins.ValueError")
    assert "in fail" in told["traceback"]
    # Python shows the line that failed, in which the sentence stands here; what the errors say is left out.
    assert told["traceback"].count("the sentence that a client sent") == 1
    assert told["traceback"].endswith("\nbuiltins.ValueError")


def test_sqlite_and_the_system_are_heard_by_their_own_names():
    with pytest.raises(sqlite3.OperationalError) as raised:
        sqlite3.connect(":memory:").execute("SELECT * FROM told_by_a_client")
    assert log.told(raised.value).splitlines()[-1] == "sqlite3.OperationalError: SQLITE_ERROR"
    with pytest.raises(OSError, match="No such file") as missing:
        open("/no/such/file")  # noqa: PTH123, SIM115
    assert log.told(missing.value).splitlines()[-1] == "builtins.FileNotFoundError: No such file or directory"


def test_a_chain_of_errors_that_ends_in_itself_ends():
    one, other = ValueError(), KeyError()
    one.__cause__, other.__cause__ = other, one
    assert log.told(one).count("Traceback") == 2


def test_plain_lines_are_words(capsys):
    log.configure("plain")
    fields = {"request_id": "r1", "token": None, "client": "a b\n", "status": 200}
    log.requests.info("request", extra={"fields": fields})
    (line,) = capsys.readouterr().err.splitlines()
    assert line.split(" ", 1)[1] == r'info request request_id=r1 token=- client="a b\n" status=200'


def test_off_leaves_warnings_and_errors(capsys):
    log.configure("off")
    log.requests.info("request")
    log.service.warning("wrong token")
    assert capsys.readouterr().err.split(" ", 1)[1] == "warning wrong token\n"


def test_the_servers_own_warnings_are_lines_of_the_same_kind(capsys):
    log.configure("json")
    logging.getLogger("waitress.queue").warning("Task queue depth is %d", 7)
    told = json.loads(capsys.readouterr().err)
    assert (told["level"], told["event"]) == ("warning", "Task queue depth is 7")
