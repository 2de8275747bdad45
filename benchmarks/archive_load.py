"""How long each part of loading an archive takes, by the clock and in CPU time of the process that stores.

quotes archive extract news/ --to archive/
python benchmarks/archive_load.py archive/ [--workers N]
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from quotes.archive.loading import Wanted, group, load, settle, shards_in
from quotes.cli.running.making_ready import worker_processes
from quotes.store.database.connection import writing_much
from quotes.store.database.migrating import migrate


def main() -> None:
    """Load an archive into a new database, and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("archive")
    parser.add_argument("--workers", type=int, default=1)
    given = parser.parse_args()
    shards = shards_in(given.archive)
    with tempfile.TemporaryDirectory() as folder, worker_processes(given.workers) as at_hand:
        path = Path(folder) / "loaded.db"
        migrate(path)
        with writing_much(path) as db:
            stored = timed(lambda: load(db, given.archive, shards, Wanted(), at_hand.mapped))
            settled = timed(lambda: settle(db))
            grouped = timed(lambda: group(db, at_hand.mapped))
            quotes = int(db.execute("SELECT count(*) FROM quotes").fetchone()[0])
        size = path.stat().st_size
    for part, (wall, cpu) in {
        "storing": stored,
        "settling": settled,
        "grouping": grouped,
        "all": (stored[0] + settled[0] + grouped[0], stored[1] + settled[1] + grouped[1]),
    }.items():
        print(
            f"{part:10} {wall:7.1f} s by the clock, {quotes / wall:7,.0f} quotes a second;"
            f" {cpu:6.1f} s of CPU time, {cpu / quotes * 1000:.3f} ms a quote"
        )
    print(f"{quotes:,} quotes, {size / quotes / 1000:.1f} kB each")


def timed(work: Callable[[], Iterator[object]]) -> tuple[float, float]:
    """How many seconds some work takes, by the clock and in CPU time of this process."""
    wall, cpu = time.perf_counter(), time.process_time()
    for _ in work():
        pass
    return time.perf_counter() - wall, time.process_time() - cpu


if __name__ == "__main__":
    main()
