from __future__ import annotations

import os
import pty
import subprocess
import sys

import pytest

COUNTS = """
from quotes.cli.progress import progress
with progress("Reading articles", {total}) as advance:
    for _ in range(3):
        advance()
print("done")
"""


def on_a_terminal(total: int | None, *, output_too: bool) -> str:
    """What a command that takes three steps shows on a terminal; its output may go there too."""
    ours, theirs = pty.openpty()
    with os.fdopen(ours, "rb", buffering=0) as screen:
        with os.fdopen(theirs, "wb", buffering=0) as terminal:
            subprocess.run(
                [sys.executable, "-c", COUNTS.format(total=total)],
                stdout=terminal if output_too else subprocess.DEVNULL,
                stderr=terminal,
                env={**os.environ, "TERM": "xterm", "COLUMNS": "100"},
                check=True,
            )
            terminal.write(b"\0")  # the last thing that is shown
        shown = b""
        while not shown.endswith(b"\0"):
            shown += screen.read(4096)
    return shown.decode()


def test_a_terminal_shows_how_far_the_work_has_come():
    shown = on_a_terminal(3, output_too=False)
    assert "Reading articles" in shown
    assert "3/3" in shown


def test_work_of_unknown_length_is_counted():
    assert "3/?" in on_a_terminal(None, output_too=False)


def test_a_count_keeps_out_of_the_way_of_results_on_the_same_terminal():
    assert "Reading articles" not in on_a_terminal(None, output_too=True)


@pytest.mark.parametrize("total", [3, None])
def test_nothing_is_shown_where_there_is_no_terminal(total):
    told = subprocess.run(
        [sys.executable, "-c", COUNTS.format(total=total)], capture_output=True, text=True, check=True
    )
    assert (told.stdout, told.stderr) == ("done\n", "")
