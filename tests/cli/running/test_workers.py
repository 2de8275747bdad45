"""Processes that read end with the one that writes, however that one is ended."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from quotes.known_settings import SETTINGS

SENTENCE = "“We have no choice about question {},” Mayor Ivo Marrek said on Friday. "
PATIENCE = 30.0  # seconds

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are found in /proc")


def family(group: int) -> set[int]:
    """The processes of a group that have not ended: the command itself and whatever it has started."""
    found = set()
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                state, _, of_group = (entry / "stat").read_text().rpartition(")")[2].split()[:3]
            except OSError:  # it has ended meanwhile
                continue
            if int(of_group) == group and state != "Z":
                found.add(int(entry.name))
    return found


def until(condition) -> bool:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


@pytest.fixture
def ingesting(tmp_path, interruptible):  # noqa: ARG001 - before the process starts
    """`quotes ingest --workers 2`, a group of its own, with more to read than a test takes."""
    lines = (json.dumps({"text": SENTENCE.format(number) * 20}) for number in range(2000))
    (tmp_path / "wire.jsonl").write_text("\n".join(lines), encoding="utf-8")
    names = {setting.name for setting in SETTINGS} - {"QUOTES_MODEL"}
    command = [sys.executable, "-m", "quotes", "ingest", "--workers", "2", "wire.jsonl"]
    process = subprocess.Popen(
        command,
        cwd=tmp_path,
        env={name: value for name, value in os.environ.items() if name not in names},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    yield process
    if family(process.pid):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_no_worker_is_left_when_the_command_is_ended(ingesting, number):
    # The command, two workers, and what multiprocessing keeps track of shared things with.
    assert until(lambda: len(family(ingesting.pid)) >= 4)
    time.sleep(1.5)  # some are still importing then, on a busy machine; all of them must end
    ingesting.send_signal(number)
    ingesting.wait(PATIENCE)
    assert until(lambda: not family(ingesting.pid))
