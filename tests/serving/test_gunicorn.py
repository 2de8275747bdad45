"""Under gunicorn, started as docs/operating.md says."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from urllib.request import Request, urlopen

TOKEN = "a-token-for-tests-that-nobody-guesses"
ROOT = Path(__file__).parents[2]
TIMEOUT = 2  # seconds; the documented sixty would make the test as long


def ask(address: str, body: object = None) -> dict:
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {TOKEN}"}
    data = None if body is None else json.dumps(body).encode()
    with urlopen(Request(address, data, headers), timeout=120) as answer:
        return json.load(answer)


def test_a_reading_that_takes_longer_than_the_timeout_is_finished(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        place = f"127.0.0.1:{free.getsockname()[1]}"
    assert "--worker-class gthread --workers 1 --threads 16" in (ROOT / "docs/operating.md").read_text(
        "utf-8"
    )
    shutil.copy(ROOT / "wsgi.py", tmp_path)
    arguments = ["--worker-class", "gthread", "--workers", "1", "--threads", "16", "--preload"]
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "gunicorn",
            *arguments,
            "--timeout",
            str(TIMEOUT),
            "--bind",
            place,
            "wsgi:app",
        ],
        cwd=tmp_path,
        env={**os.environ, "QUOTES_TOKEN": TOKEN, "PYTHONPATH": str(ROOT)},
        stderr=subprocess.DEVNULL,
    )
    try:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            with suppress(OSError):
                assert ask(f"http://{place}/healthz")["status"] == "ok"
                break
            time.sleep(0.1)
        said = "“We stay here for the whole of the winter,” said Ada Moor, keeper of light {}, on Sunday. "
        text = "".join(said.format(number) for number in range(300))
        begun = time.monotonic()
        read = ask(f"http://{place}/api/lookup/text", {"text": text})
        assert time.monotonic() - begun > TIMEOUT
        assert len(read["quotes"]) == 100
    finally:
        process.terminate()
        assert process.wait(timeout=40) == 0
