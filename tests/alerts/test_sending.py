"""One digest a person and day, sent once, whatever happens between."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from flask.testing import FlaskClient
from receivers import DAY, MONDAY_NOON, HandClock, Mailbox
from sqlite_utils import Database

from quotes.alerts.channels import channels
from quotes.alerts.sending import RETRIES, Sending, last_digest
from quotes.settings import Settings
from quotes.store.access import tokens
from quotes.store.alerts import following, outbox
from quotes.store.alerts.following import Destination
from quotes.store.database.connection import writing

WILL = "We will rebuild the old bridge."
NEWS = "The harbour opens in the spring, as planned."
Post = Callable[..., dict[str, Any]]


def states(db: Database) -> list[str]:
    return [row["state"] for row in db.query("SELECT state FROM deliveries ORDER BY pk")]


@pytest.fixture
def followed(post: Post, follow, speaker) -> Callable[..., dict[str, Any]]:
    """Follow Ada Moor, who has spoken before."""
    post("Ada Moor: Good morning to all of you here.")
    return lambda **how: follow("speaker", speaker=speaker("ada-moor"), **how)


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2024-06-03T12:00:00", "2024-06-03T06:00:00"),
        ("2024-06-03T06:00:00", "2024-06-03T06:00:00"),
        ("2024-06-03T05:59:59", "2024-06-02T06:00:00"),
    ],
)
def test_daily_digests_are_due_at_an_hour(now: str, due: str) -> None:
    at = datetime.fromisoformat(now).replace(tzinfo=UTC).timestamp()
    assert last_digest(at, 6) == datetime.fromisoformat(due).replace(tzinfo=UTC)


def test_at_once_is_at_once(db: Database, mailbox: Mailbox, sending: Sending, post: Post, followed) -> None:
    followed()
    post(f"Ada Moor: {WILL}")
    assert sending.work(db) == (1, 1)
    assert mailbox.messages[0]["Subject"] == f"Ada Moor: “{WILL}”"
    assert sending.work(db) == (0, 0)
    assert len(mailbox.messages) == 1


def test_a_daily_digest_tells_all_of_a_person_once_a_day(
    db: Database, mailbox: Mailbox, sending: Sending, clock: HandClock, post: Post, followed, follow
) -> None:
    followed(every="day")
    follow("search", q="harbour", every="day")
    post(f"Ada Moor: {WILL}")
    assert sending.work(db) == (1, 0)
    clock.now += 3_600
    post(f"Per Fenn: {NEWS}")
    assert sending.work(db) == (1, 0)
    clock.now = MONDAY_NOON + 0.75 * DAY  # six in the morning
    assert sending.work(db) == (0, 1)
    assert mailbox.messages[0]["Subject"] == "2 statements: Ada Moor, Per Fenn"
    post(f"Ada Moor: {NEWS}")
    clock.now += 3_600
    assert sending.work(db)[1] == 0
    clock.now += DAY
    assert sending.work(db)[1] == 1
    assert len(mailbox.messages) == 2


def test_a_weekly_digest_is_sent_on_monday(
    db: Database, mailbox: Mailbox, sending: Sending, clock: HandClock, post: Post, followed
) -> None:
    followed(every="week")
    post(f"Ada Moor: {WILL}")
    for _ in range(6):
        assert sending.work(db)[1] == 0
        clock.now += DAY
    assert sending.work(db)[1] == 0  # Sunday
    clock.now += DAY
    assert sending.work(db)[1] == 1
    assert len(mailbox.messages) == 1


def test_two_people_get_a_digest_each(
    db: Database, mailbox: Mailbox, sending: Sending, post: Post, followed
) -> None:
    followed()
    followed(to="other@paper.example")
    post(f"Ada Moor: {WILL}")
    assert sending.work(db) == (2, 2)
    assert mailbox.recipients == ["desk@paper.example", "other@paper.example"]


def test_what_was_rejected_before_it_was_told_is_not_told(
    client: FlaskClient, db: Database, sending: Sending, clock: HandClock, post: Post, followed
) -> None:
    followed(every="day")
    quote = post(f"Ada Moor: {WILL}")["quotes"][0]["id"]
    sending.work(db)
    client.patch(f"/api/quotes/{quote}", json={"status": "rejected"})
    clock.now += DAY
    assert sending.work(db) == (0, 0)
    assert states(db) == ["dropped"]


def test_a_mail_that_is_refused_for_now_is_tried_again_under_its_id(
    db: Database, mailbox: Mailbox, sending: Sending, clock: HandClock, post: Post, followed
) -> None:
    followed()
    post(f"Ada Moor: {WILL}")
    mailbox.answers_to_data = ["451 not now", "451 not now"]
    assert sending.work(db) == (1, 0)
    assert sending.work(db) == (0, 0)  # too early
    clock.now += 10
    assert sending.work(db) == (0, 0)
    (waiting,) = outbox.latest(db, 1, 9)
    assert (waiting["state"], waiting["tries"]) == ("waiting", 2)
    assert waiting["error"] == "the mail server refuses the mail: 451 not now"
    clock.now += 1.2 * RETRIES[1]
    assert sending.work(db) == (0, 1)
    assert mailbox.messages[0]["Message-ID"] == f"<{waiting['id']}@quotes.example>"


def test_an_address_that_is_refused_for_good_is_not_tried_again(
    db: Database, mailbox: Mailbox, sending: Sending, clock: HandClock, post: Post, followed
) -> None:
    alert = followed()
    post(f"Ada Moor: {WILL}")
    mailbox.answer_to_rcpt = "550 no such user"
    assert sending.work(db) == (1, 0)
    clock.now += DAY
    assert sending.work(db) == (0, 0)
    (failed,) = outbox.latest(db, alert["pk"], 9)
    assert (failed["state"], failed["tries"]) == ("failed", 1)
    assert failed["error"] == "the mail server refuses the address: 550 no such user"


def test_what_can_never_be_delivered_is_given_up(
    db: Database, delivering: Settings, clock: HandClock, post: Post, followed
) -> None:
    nowhere = replace(delivering, smtp_url="smtp://127.0.0.1:1")
    sending = Sending(channels(nowhere), 6, clock)
    followed()
    post(f"Ada Moor: {WILL}")
    for wait in (0.0, *RETRIES):
        clock.now += 1.2 * wait
        assert sending.work(db)[1] == 0
    (failed,) = outbox.latest(db, 1, 9)
    assert (failed["state"], failed["tries"]) == ("failed", 10)
    assert failed["error"] == "the mail server cannot be reached"


def test_nothing_is_sent_of_an_owner_whose_token_is_revoked(
    db: Database, mailbox: Mailbox, sending: Sending, post: Post, followed
) -> None:
    tokens.create(db, "desk", ("write",))
    followed(owner="desk")
    tokens.revoke(db, "desk")
    post(f"Ada Moor: {WILL}")
    assert sending.work(db) == (1, 0)
    tokens.create(db, "desk", ("write",))  # the next one of the same person
    assert sending.work(db) == (0, 1)
    assert len(mailbox.messages) == 1


def test_an_alert_that_gets_an_address_later_tells_nothing_of_before(
    db: Database, mailbox: Mailbox, sending: Sending, clock: HandClock, post: Post, follow, speaker
) -> None:
    post("Ada Moor: Good morning to all of you here.")
    alert = follow("speaker", speaker=speaker("ada-moor"), by=None)
    post(f"Ada Moor: {WILL}")
    assert sending.work(db) == (1, 0)
    clock.now += 60
    following.change(db, alert["pk"], {}, Destination("email", "desk@paper.example", "once"))
    assert sending.work(db) == (0, 0)
    post(f"Ada Moor: {NEWS}")
    assert sending.work(db) == (1, 1)
    assert NEWS in mailbox.messages[0]["Subject"]


def test_nothing_is_sent_where_no_setting_turns_it_on(
    db: Database, settings: Settings, clock: HandClock, post: Post, followed
) -> None:
    off = Sending(channels(settings), 6, clock)
    assert channels(settings).on == ()
    followed()
    post(f"Ada Moor: {WILL}")
    assert off.work(db) == (1, 0)
    assert states(db) == []


def test_a_test_shows_what_is_stored(db: Database, mailbox: Mailbox, sending: Sending, followed) -> None:
    alert = followed()
    outbox.make_test(db, alert, MONDAY_NOON)
    assert sending.work(db) == (0, 1)
    message = mailbox.messages[0]
    assert message["Subject"] == "[Test] Ada Moor: “Good morning to all of you here.”"


def test_a_test_of_what_has_never_matched_says_so(
    db: Database, mailbox: Mailbox, sending: Sending, follow
) -> None:
    outbox.make_test(db, follow("search", q="ferry"), MONDAY_NOON)
    assert sending.work(db) == (0, 1)
    assert "Nothing that is stored matches" in mailbox.messages[0].get_body(("plain",)).get_content()


def test_many_at_once_send_each_digest_once(
    delivering: Settings, mailbox: Mailbox, post: Post, follow, speaker, clock: HandClock
) -> None:
    post("Ada Moor: Good morning to all of you here.")
    for number in range(12):
        follow("speaker", speaker=speaker("ada-moor"), to=f"desk{number}@paper.example")
    post(f"Ada Moor: {WILL}")
    together = threading.Barrier(4)

    def work() -> None:
        with writing(delivering.database) as mine:
            together.wait()
            Sending(channels(delivering), 6, clock).work(mine)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(mailbox.recipients) == sorted(f"desk{number}@paper.example" for number in range(12))


SENDER = """
import sys
from pathlib import Path
from quotes.alerts.channels import channels
from quotes.alerts.sending import Sending
from quotes.settings import Settings
from quotes.store.database.connection import writing
path, smtp, now = Path(sys.argv[1]), sys.argv[2], float(sys.argv[3])
settings = Settings(
    database=path, public_url="https://quotes.example", smtp_url=smtp, mail_from="alerts@quotes.example"
)
print("ready", flush=True)
with writing(path) as db:
    print(Sending(channels(settings), 6, lambda: now).work(db))
"""


@pytest.fixture
def run_sender(delivering: Settings) -> Iterator[Callable[[float], subprocess.Popen[str]]]:
    """Start a process that does once what is due at a time."""
    started: list[subprocess.Popen[str]] = []

    def run(now: float) -> subprocess.Popen[str]:
        arguments = [
            sys.executable,
            "-c",
            SENDER,
            str(delivering.database),
            str(delivering.smtp_url),
            str(now),
        ]
        started.append(subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True))
        return started[-1]

    yield run
    for process in started:
        process.kill()
        process.communicate(timeout=30)


def test_a_sender_that_is_killed_between_sending_and_noting_it_sends_again_under_the_same_id(
    db: Database, mailbox: Mailbox, post: Post, followed, run_sender
) -> None:
    followed()
    post(f"Ada Moor: {WILL}")
    senders: list[subprocess.Popen[str]] = []
    mailbox.when_taken = lambda: os.kill(senders[-1].pid, signal.SIGKILL)
    senders.append(run_sender(MONDAY_NOON))
    assert senders[0].wait(30) == -signal.SIGKILL
    assert states(db) == ["waiting"]
    mailbox.when_taken = lambda: None
    for later, arrived in ((10.0, 0), (outbox.HELD_SECONDS + 1, 1), (DAY, 0)):
        senders.append(run_sender(MONDAY_NOON + later))
        assert senders[-1].communicate(timeout=30)[0] == f"ready\n(0, {arrived})\n"
    first, second = mailbox.messages
    assert first["Message-ID"] == second["Message-ID"]
    assert len(mailbox.messages) == 2


def test_a_sender_that_is_killed_at_any_moment_loses_nothing_and_sends_nothing_under_two_ids(
    db: Database, mailbox: Mailbox, post: Post, follow, speaker, run_sender
) -> None:
    post("Ada Moor: Good morning to all of you here.")
    people = [f"desk{number}@paper.example" for number in range(8)]
    for person in people:
        follow("speaker", speaker=speaker("ada-moor"), to=person)
    post(f"Ada Moor: {WILL}")
    now = MONDAY_NOON
    for milliseconds in (0, 10, 40):
        sender = run_sender(now)
        assert sender.stdout is not None
        sender.stdout.readline()
        threading.Event().wait(milliseconds / 1_000)
        sender.kill()
        sender.communicate(timeout=30)
        now += outbox.HELD_SECONDS + 1
    sender = run_sender(now)
    sender.communicate(timeout=30)
    ids: dict[str, set[str]] = {}
    for message in mailbox.messages:
        ids.setdefault(str(message["To"]), set()).add(str(message["Message-ID"]))
    assert sorted(ids) == people
    assert all(len(found) == 1 for found in ids.values())
    assert states(db) == ["sent"] * 8
    assert all(
        re.fullmatch(r"<msg_[0-9a-f]{24}@quotes.example>", one) for found in ids.values() for one in found
    )
