"""`quotes worker` and `quotes articles`, with processes that are killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlite_utils import Database

from quotes.intake import Article
from quotes.settings import Settings
from quotes.store.database.connection import transaction
from quotes.store.waiting import jobs
from quotes.workflows.jobs import accept

LONG = "".join(f"“We stay here for winter {number},” said Ada Moor. " for number in range(3_000))


def quotes(settings: Settings, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "quotes", *arguments, "--database", str(settings.database)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


def children(process: int) -> list[int]:
    return [
        int(child)
        for task in Path(f"/proc/{process}/task").glob("*/children")
        for child in task.read_text().split()
    ]


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="finds child processes in /proc")
def test_an_article_whose_worker_is_killed_is_read_once_by_another(db: Database, settings: Settings) -> None:
    job = accept(db, [Article(LONG), Article("“We stay,” said Ada Moor.")])
    command = [sys.executable, "-m", "quotes", "worker", "--database", str(settings.database)]
    worker = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    with worker:
        assert worker.stdout.readline().startswith("Reading with extractor")
        until = time.monotonic() + 60
        while jobs.get(db, job)["articles"][0]["state"] != "reading" and time.monotonic() < until:
            time.sleep(0.05)
        readers = children(worker.pid)
        os.kill(worker.pid, signal.SIGKILL)
    db.execute("UPDATE revisions SET text = '“We stay.” Ada Moor said.' WHERE text = ?", [LONG])
    done = quotes(settings, "worker", "--once")
    assert done.returncode == 0, done.stderr
    assert jobs.get(db, job)["state"] == "done"
    assert db.execute("SELECT count(*) FROM quotes").fetchone() == (2,)
    # What the killed worker had reading for it ends as well.
    until = time.monotonic() + 20
    while any(Path(f"/proc/{reader}/exe").exists() for reader in readers) and time.monotonic() < until:
        time.sleep(0.1)
    assert not any(Path(f"/proc/{reader}/exe").exists() for reader in readers)


def test_what_could_not_be_read_is_listed_and_tried_again(db: Database, settings: Settings) -> None:
    assert quotes(settings, "articles", "failed").returncode == 0
    job = accept(db, [Article("“We stay,” said Ada Moor.", title="Light")])
    with transaction(db):
        db.execute("UPDATE unread SET state = 'failed', error = 'It was too long'")
    listed = quotes(settings, "articles", "failed")
    identifier = jobs.get(db, job)["articles"][0]["article"]
    assert listed.stdout == f"{identifier}  Light  It was too long\n"
    assert listed.returncode == 1

    missing = quotes(settings, "articles", "retry", "unheard-of")
    assert (missing.returncode, missing.stderr) == (
        1,
        "Error: There is no failed article with the id unheard-of.\n",
    )
    again = quotes(settings, "articles", "retry", identifier)
    assert again.stdout.startswith("Queued again: 1 article.")
    assert jobs.get(db, job)["state"] == "waiting"
