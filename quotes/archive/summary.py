"""A summary of what was done for an archive, in a file with which a later reader can check it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from hashlib import sha256
from importlib.metadata import version
from platform import python_version
from typing import Any

from quotes.archive.extra import needed
from quotes.archive.extraction import Counts, Done
from quotes.archive.files import joined, storage, written_whole
from quotes.archive.tables import ARTICLES

_PACKAGES = ("quotes", "spacy", "trafilatura", "pyarrow", "fsspec", "distributed")
MOST_FAILURES = 1_000


def write(out: str, name: str, done: Sequence[Done], lost: dict[str, str], run: dict[str, Any]) -> str:
    """Write `summary.json`, or the summary of one task's part, into an archive. Returns its address.

    `run` describes this run: its inputs, the seconds it took, how much existed before. `lost` are the shards
    that could not be done, by name, each with the reason.
    """
    total = sum((one.counts for one in done), Counts())
    told = {
        "written": datetime.now(UTC).isoformat(timespec="seconds"),
        "versions": {"python": python_version(), **{name: version(name) for name in _PACKAGES}},
        "extractors": sorted({one.extractor for one in done}),
        **run,
        "counts": {"shards": len(done), **asdict(total)},
        "hash": _hash_of(done),
        "lost_shards": lost,
        "failures": list(failures(out, done)),
        "shards": {one.name: {"hash": one.hash, **asdict(one.counts)} for one in done},
    }
    with written_whole(out, name) as file:
        file.write(json.dumps(told, indent=2, ensure_ascii=False).encode("utf-8", "replace"))
    return joined(out, name)


def failures(out: str, done: Iterable[Done]) -> Iterator[dict[str, Any]]:
    """The pieces that contain no article or could not be read, each with its place; the first thousand."""
    parquet = needed("pyarrow.parquet")
    left = MOST_FAILURES
    for one in done:
        if not one.counts.failures or not left:
            continue
        system, path = storage(joined(out, ARTICLES, f"{one.name}.parquet"))
        with system.open(path, "rb") as file:
            columns = ["place", "record", "error"]
            rows = parquet.read_table(file, columns=columns, filters=[("error", "!=", None)]).to_pylist()
        yield from rows[:left]
        left -= min(left, len(rows))


def _hash_of(done: Iterable[Done]) -> str:
    """A hash that is equal for archives whose shards contain the same quotes."""
    lines = sorted(f"{one.name} {one.hash}" for one in done)
    return sha256("\n".join(lines).encode()).hexdigest()
