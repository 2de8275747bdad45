"""The service as its users run it: a process of its own, over a real socket, stopped and started again."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from quotes.known_settings import SETTINGS

ARTICLE = {
    "url": "https://tarnholm-post.example/bridge",
    "publisher": "Tarnholm Post",
    "published": "2024-05-04",
    "text": "“We have no choice. The old piers will not survive another winter,” Mayor Ivo Marrek said on"
    " Friday.\n\n“It is a pity,” said Lena Ostby, the town's chief engineer.",
}


class Service:
    """A running service: its address, what it printed before that, and requests to it.

    `logged` is what it has logged, once it is ended.
    """

    def __init__(self, address: str, printed: str) -> None:
        self.address = address
        self.printed = printed
        self.logged: list[dict] = []

    def ask(self, path: str, body: object = None, token: str | None = None) -> tuple[int, dict]:
        headers = {"Content-Type": "application/json"}
        if token is not None:
            headers["Authorization"] = f"Bearer {token}"
        data = None if body is None else json.dumps(body).encode()
        try:
            with urlopen(Request(self.address + path, data, headers), timeout=60) as answer:
                return answer.status, json.load(answer)
        except HTTPError as error:
            with error:
                return error.code, json.load(error)


@contextmanager
def serving(folder: Path) -> Iterator[Service]:
    """`quotes serve` in a folder, at a free port; ended with SIGTERM, which it must obey without a fuss."""
    names = {setting.name for setting in SETTINGS} - {"QUOTES_MODEL"}
    process = subprocess.Popen(
        [sys.executable, "-m", "quotes", "serve", "--port", "0"],
        cwd=folder,
        env={name: value for name, value in os.environ.items() if name not in names},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        printed = ""
        try:
            while "Stop with Ctrl-C" not in printed:
                line = process.stdout.readline()
                if not line:
                    pytest.fail(f"The service ended: {printed}{process.stderr.read()}")
                printed += line
            address = re.match(r"Open (\S+) in a browser\. The API is described at \1/api/docs\.\n", printed)
            service = Service(address[1], printed)
            yield service
        finally:
            process.send_signal(signal.SIGTERM)
            rest, errors = process.communicate(timeout=60)
        assert process.returncode == 0, errors
        assert rest.endswith("Stopped.\n")
        service.logged = [json.loads(line) for line in errors.splitlines()]


def test_what_was_posted_is_there_after_a_restart(tmp_path):
    with serving(tmp_path) as service:
        token = re.search(r"A token for writing, which is shown only once: (\S+)", service.printed)[1]
        assert service.ask("/api/articles", ARTICLE)[0] == 401
        status, posted = service.ask("/api/articles", ARTICLE, token)
        assert status == 201
        assert [quote["speaker"]["name"] for quote in posted["quotes"]] == ["Ivo Marrek", "Lena Ostby"]
    told = [(line["event"], line["route"], line["status"], line["token"]) for line in service.logged]
    assert told == [
        ("request", "/api/articles", 401, None),
        ("request", "/api/articles", 201, "first start"),
    ]
    assert token not in str(service.logged)

    with serving(tmp_path) as service:
        assert "token" not in service.printed
        status, again = service.ask("/api/articles", ARTICLE, token)
        assert (status, again["id"]) == (200, posted["id"])
        status, statements = service.ask("/api/speakers/ivo-marrek/statements")
        assert status == 200
        (statement,) = statements["items"]
        assert statement["text"] == "We have no choice. The old piers will not survive another winter,"
        assert statement["said"]["on"] == "2024-05-03"
        _, answer = service.ask("/api/lookup?quote=the%20old%20piers%20will%20not%20survive")
        assert answer["verdict"] == "trimmed"
