from __future__ import annotations

import json
import subprocess
import sys
import time
from contextlib import suppress

import psutil
from pyarrow import parquet

from quotes.archive.tables import quote_of

# Seconds of a processor that nothing but a reader of a worker needs so early.
LOADED = 0.7
QUOTES = [sys.executable, "-m", "quotes"]


def test_a_worker_killed_in_the_run_costs_nothing_but_its_time(tmp_path):
    file = tmp_path / "news.jsonl"
    with file.open("w") as out:
        for number in range(20):
            text = f"“We will repair pier {number} in June,” Mayor Ada Moor told reporters on Friday. " * 10
            out.write(json.dumps({"id": f"n{number}", "text": text, "published": "2024-05-04"}) + "\n")
    command = [*QUOTES, "archive", "extract", str(file), "--to", str(tmp_path / "out"), "--workers", "2"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as run:
        _busy_worker(psutil.Process(run.pid)).kill()
        told, _ = run.communicate(timeout=120)
    assert run.returncode == 0, told
    expected = subprocess.run([*QUOTES, "extract", str(file)], capture_output=True, text=True, check=True)
    articles = _rows(tmp_path / "out" / "articles")
    assert sorted(row["record"] for row in articles) == sorted(f"n{number}" for number in range(20))
    found: dict[str, list[object]] = {}
    for row in sorted(_rows(tmp_path / "out" / "quotes"), key=lambda row: row["number"]):
        found.setdefault(row["record"], []).append(quote_of(row).as_record())
    lines = map(json.loads, expected.stdout.splitlines())
    assert found == {line["id"]: line["quotes"] for line in lines}


def _busy_worker(main):
    """A worker of the cluster that has begun to read: the process that reads for it has loaded the model.

    One that is killed while the cluster starts is no lost worker but a cluster that did not start.
    """
    until = time.monotonic() + 60
    while time.monotonic() < until:
        for child in main.children():
            with suppress(psutil.NoSuchProcess):
                if any(reader.cpu_times().user > LOADED for reader in child.children()):
                    return child
        time.sleep(0.05)
    raise AssertionError("No worker has begun.")


def _rows(folder):
    return [row for file in folder.iterdir() for row in parquet.read_table(file).to_pylist()]
