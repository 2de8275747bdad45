"""Process all shards of some inputs, in this process or on a Dask cluster."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import partial
from time import monotonic
from typing import Any

from quotes.archive.extra import ArchiveError, needed
from quotes.archive.extraction import (
    Counts,
    Done,
    extract_shard,
    finished,
    quotes_address,
    stamp_of,
)
from quotes.archive.files import joined, listing, remove, remove_abandoned
from quotes.archive.reading import Options
from quotes.archive.shards import Shard, name_of
from quotes.archive.tables import ARTICLES, QUOTES

# How often a shard is retried, on another worker if there is one, before it is given up.
TRIES = 3
_TOPIC = "quotes-archive"
_TELLING = 1.0  # seconds between two progress reports of a shard
_SHARDS_A_WORKER = 1.0  # at a time: none waits for one worker while another is idle
_CONNECTING = 30  # seconds for a scheduler to answer

Told = Callable[[str, Counts], None]


@dataclass(frozen=True, slots=True)
class Lost:
    """A shard that was given up, and why."""

    name: str
    reason: str


def left_to_do(
    shards: Sequence[Shard], out: str, extractor: str, options: Options
) -> tuple[list[Done], list[Shard]]:
    """The shards that exist exactly as they would be written now, and those yet to be done."""
    there: list[Done] = []
    left: list[Shard] = []
    for shard in shards:
        done = finished(out, shard.name)
        if done is not None and done.stamp == stamp_of(shard.paths, extractor, options):
            there.append(done)
        else:
            left.append(shard)
    return there, left


def remove_outdated(shards: Sequence[Shard], out: str) -> int:
    """Remove shards of these inputs that no longer exist, as when a file became shorter. Returns how many.

    Also removes what killed processes have left.
    """
    remove_abandoned(out)
    names = {shard.name for shard in shards}
    files = {file for shard in shards for file in shard.files}
    removed = 0
    for address in listing(joined(out, QUOTES), ".parquet"):
        name = address.rpartition("/")[2].removesuffix(".parquet")
        if name in names:
            continue
        done = finished(out, name)
        if done is not None and not files.isdisjoint(done.files):
            remove(quotes_address(out, name))
            remove(joined(out, ARTICLES, f"{name}.parquet"))
            removed += 1
    return removed


def alone(shards: Sequence[Shard], out: str, options: Options, told: Told) -> Iterator[Done | Lost]:
    """Process the shards one after the other, without any engine."""
    for shard in shards:
        try:
            yield extract_shard(shard.paths, out, options, told=partial(told, shard.name))
        except (OSError, ArchiveError) as error:
            yield Lost(shard.name, _sentence(error))


def on_cluster(
    shards: Sequence[Shard], out: str, options: Options, told: Told, client: Any
) -> Iterator[Done | Lost]:
    """Process the shards on the workers of a Dask client; those of a lost worker go to others.

    Yields them as they are finished.
    """
    distributed = needed("distributed")

    def heard(event: tuple[float, tuple[str, dict[str, int]]]) -> None:
        name, counts = event[1]
        told(name, Counts(**counts))

    client.subscribe_topic(_TOPIC, heard)
    # The largest are begun first, so that no worker is left alone with one at the end.
    ordered = sorted(shards, key=lambda shard: shard.size, reverse=True)
    futures = client.map(
        _extract,
        [shard.paths for shard in ordered],
        out=out,
        options=options,
        key="quotes",
        retries=TRIES - 1,
        pure=False,
    )
    names = {future.key: shard.name for future, shard in zip(futures, ordered, strict=True)}
    try:
        for future in distributed.as_completed(futures):
            error = future.exception()
            if error is None:
                yield future.result()
            else:
                yield Lost(names[future.key], _sentence(error))
            future.release()
    finally:
        client.unsubscribe_topic(_TOPIC)
        client.cancel(futures)


@contextmanager
def client_of(scheduler: str | None, workers: int) -> Iterator[Any]:
    """A client of the scheduler at an address, or of a cluster of `workers` processes on this machine.

    Raises ArchiveError if the scheduler does not answer.
    """
    dask = needed("dask")
    distributed = needed("distributed")
    if scheduler is not None:
        try:
            client = distributed.Client(scheduler, timeout=_CONNECTING)
        except (OSError, ValueError) as error:
            raise ArchiveError(f"No Dask scheduler answers at {scheduler}: {_sentence(error)}") from error
        with client:
            yield client
        return
    # The readers do the work, in processes of their own, and limit their memory themselves.
    with (
        dask.config.set(
            {"distributed.worker.daemon": False, "distributed.scheduler.worker-saturation": _SHARDS_A_WORKER}
        ),
        distributed.LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            memory_limit=0,
            dashboard_address=None,
            host="127.0.0.1",
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        yield client


def _extract(paths: tuple[str, ...], *, out: str, options: Options) -> Done:
    """What a worker does: process one shard, and report progress to the client from time to time."""
    # Dask sets this for its workers. The reader process would inherit it and give memory back after
    # almost every article, only to request it again: a quarter more CPU time, all of it in the kernel.
    os.environ.pop("MALLOC_TRIM_THRESHOLD_", None)
    worker = needed("distributed").get_worker()
    name = name_of(paths)
    untold, next_at = Counts(), 0.0

    def told(more: Counts) -> None:
        nonlocal untold, next_at
        untold += more
        if monotonic() >= next_at:
            worker.log_event(_TOPIC, (name, asdict(untold)))
            untold, next_at = Counts(), monotonic() + _TELLING

    return extract_shard(paths, out, options, told=told)


def _sentence(error: BaseException) -> str:
    told = " ".join(str(error).split()) or type(error).__name__
    return told if told.endswith(".") else f"{told}."
