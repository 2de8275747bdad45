"""A digest as a mail server and a mail reader get it."""

from __future__ import annotations

import re
import ssl
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from flask.testing import FlaskClient
from receivers import Mailbox, free_port
from sqlite_utils import Database

from quotes.alerts.channels import channels
from quotes.alerts.digest import MOST_ITEMS
from quotes.alerts.sending import Sending
from quotes.app import create_app
from quotes.settings import Settings
from quotes.store.alerts import following, outbox

WILL = "We will rebuild the old bridge."
WILL_NOT = "We will not rebuild the old bridge."
Post = Callable[..., dict[str, Any]]


def parts(message: Any) -> tuple[str, str]:
    """The plain and the HTML part."""
    return message.get_body(("plain",)).get_content(), message.get_body(("html",)).get_content()


def test_a_digest_tells_each_quote_whole_with_its_source_and_why(
    db: Database, mailbox: Mailbox, sending: Sending, post: Post, follow, speaker
) -> None:
    before = post(f"Ada Moor: {WILL}", published="2024-05-01")["quotes"][0]
    follow("contradiction", speaker=speaker("ada-moor"), note="Her promise of May")
    follow("search", q="bridge")
    quote = post(f"Ada Moor: {WILL_NOT} | about Velden")["quotes"][0]
    post(f"Ada Moor: {WILL_NOT}")
    assert sending.work(db)[1] == 1
    (message,) = mailbox.messages
    for part in parts(message):
        assert WILL_NOT in part
        assert WILL in part
        assert "Otherwise before, reported on 1 May 2024:" in part
        assert f"https://quotes.example/quotes/{quote['id']}" in part
        assert f"https://quotes.example/statements/{before['statement']}" in part
        assert "https://quotes.example/lookup?quote=We%20will%20not%20rebuild" in part
        assert "https://tidewater.example/2#:~:text=" in part
        assert "“News 2”, Paper 1, 3 Jun 2024" in part
        assert "You follow where Ada Moor says otherwise than before. " in part
        assert "You follow quotes with bridge." in part
        assert "Her promise of May" in part
        assert "90\u202f% sure" in part


def test_a_mail_has_the_headers_that_readers_want(
    db: Database, mailbox: Mailbox, sending: Sending, post: Post, follow
) -> None:
    follow("search", q="bridge")
    post(f"Ada Moor: {WILL}")
    sending.work(db)
    message = mailbox.messages[0]
    assert message["From"] == "Quotes <alerts@quotes.example>"
    assert message["To"] == "desk@paper.example"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert re.fullmatch(r"<https://quotes\.example/alerts/unsubscribe/\S+>", message["List-Unsubscribe"])
    assert message.get_content_type() == "multipart/alternative"
    (raw,) = mailbox.raw
    assert re.search(
        rb"^List-Unsubscribe: <https://quotes.example/alerts/unsubscribe/[\w.-]+>\r$", raw, re.MULTILINE
    )
    assert all(len(line) <= 998 and line.isascii() for line in raw.split(b"\r\n"))


def test_one_click_ends_it_and_looking_at_the_link_does_not(
    db: Database, delivering: Settings, mailbox: Mailbox, sending: Sending, post: Post, follow, reader
) -> None:
    alert = follow("search", q="bridge", every="once")
    follow("search", q="bridge", every="week")
    follow("search", q="bridge", to="other@paper.example")
    post(f"Ada Moor: {WILL}")
    sending.work(db)
    link = mailbox.messages[0]["List-Unsubscribe"].strip("<>").removeprefix("https://quotes.example")
    stranger: FlaskClient = create_app(replace(delivering, read_token_required=True), reader).test_client()
    assert "desk@paper.example" in stranger.get(link).get_data(as_text=True)
    assert following.get(db, alert["id"])["off"] is None
    answer = stranger.post(link, data={"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert following.get(db, alert["id"])["off"] == "whoever reads there has ended it"
    payload, dot, signature = link.partition(".")
    assert stranger.post(f"{payload}{dot}{signature[::-1]}").status_code == 404
    post("Ada Moor: Another bridge is possible.")
    sending.work(db)
    assert mailbox.recipients == ["desk@paper.example", "other@paper.example", "other@paper.example"]


def test_what_others_have_written_is_neither_markup_nor_a_header(
    db: Database, mailbox: Mailbox, sending: Sending, post: Post, follow
) -> None:
    follow("search", q="bridge", note="<script>alert(2)</script>\r\nBcc: all@paper.example")
    words = "The <script>alert(1)</script> bridge {{ 7 * 7 }} is \u202eold."
    post(f"Ada Moor: {words}", title="<img src=x onerror=alert(3)>", publisher="\u202eevil")
    sending.work(db)
    message = mailbox.messages[0]
    plain, html = parts(message)
    assert message["Bcc"] is None
    assert "<script" not in html
    assert "<img" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; bridge {{ 7 * 7 }} is old." in html
    assert "\u202e" not in plain + html + str(message["Subject"])


def test_a_digest_has_room_for_so_many(
    db: Database, mailbox: Mailbox, sending: Sending, post: Post, follow
) -> None:
    follow("search", q="bridge")
    for number in range(3):
        words = [
            f"Ada Moor: {'abcdefghijklmnopqrstuvwxyz'[at] * 7}{number} crosses the bridge."
            for at in range(20)
        ]
        post(*words)
    sending.work(db)
    message = mailbox.messages[0]
    assert message["Subject"] == "60 statements: Ada Moor"
    assert f"{60 - MOST_ITEMS} more statements have matched" in parts(message)[0]


def test_an_address_without_tls_for_links_offers_no_one_click(
    db: Database, delivering: Settings, mailbox: Mailbox, post: Post, follow
) -> None:
    follow("search", q="bridge")
    post(f"Ada Moor: {WILL}")
    Sending(channels(replace(delivering, public_url="http://quotes.example")), 6).work(db)
    assert mailbox.messages[0]["List-Unsubscribe-Post"] is None


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[Path, Path]:
    """A certificate for 127.0.0.1 that nobody has signed, and its key."""
    made = tmp_path / "made.pem", tmp_path / "key.pem"
    command = (
        "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=127.0.0.1"
        f" -addext subjectAltName=IP:127.0.0.1 -out {made[0]} -keyout {made[1]}"
    )
    subprocess.run(command.split(), check=True, capture_output=True)
    return made


def test_a_server_with_tls_and_a_password_is_signed_in_to(
    db: Database, delivering: Settings, certificate: tuple[Path, Path], post: Post, follow
) -> None:
    box, seen = Mailbox(free_port()), []
    theirs = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    theirs.load_cert_chain(*certificate)

    def authenticate(_server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> AuthResult:
        seen.append((data.login, data.password))
        return AuthResult(success=True)

    server = Controller(
        box, hostname="127.0.0.1", port=box.port, ssl_context=theirs, authenticator=authenticate,
        auth_require_tls=False,
    )  # fmt: skip
    server.start()
    try:
        follow("search", q="bridge")
        post(f"Ada Moor: {WILL}")
        ours = ssl.create_default_context(cafile=str(certificate[0]))
        url = f"smtps://desk:p%40ss@127.0.0.1:{box.port}"
        alert = outbox_error(db, replace(delivering, smtp_url=url), None)
        assert alert == "the mail server cannot be reached"  # nobody vouches for its certificate
        db.execute("UPDATE deliveries SET next_at = 0")
        assert Sending(channels(replace(delivering, smtp_url=url), ours), 6).work(db) == (0, 1)
    finally:
        server.stop()
    assert seen == [(b"desk", b"p@ss")]
    assert box.recipients == ["desk@paper.example"]


def outbox_error(db: Database, settings: Settings, trusted: ssl.SSLContext | None) -> str | None:
    """Why the one delivery has not arrived."""
    Sending(channels(settings, trusted), 6).work(db)
    error: str | None = outbox.latest(db, 1, 1)[0]["error"]
    return error
