"""The reading process: receives a task, answers it, receives the next."""

from __future__ import annotations

import os
import resource
import signal
import sys
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Any

from quotes.extraction.errors import ModelError
from quotes.readers.tasks import Task

OUT_OF_MEMORY = 71  # the exit status of a process that exceeded its memory limit
_TICK = 0.1  # seconds between two checks of the memory
_NICE = 5  # answering requests has priority over reading
_STATM = Path("/proc/self/statm")
_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Ready:
    """The first answer: the model is loaded, and this is the extractor's version."""

    version: str


@dataclass(frozen=True, slots=True)
class Done:
    """The result of a task; `worn` if the process uses so much memory that it should be replaced."""

    result: Any
    worn: bool


def serve(connection: Connection, model: str | None, megabytes: int) -> None:
    """Answer tasks until the other end of `connection` is closed, or more than `megabytes` are used."""
    # Ctrl-C and a service manager's SIGTERM reach every process of the service. They are ignored here, so
    # that a reading in progress is finished; this process ends when the one that started it does.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    os.nice(_NICE)
    tasks: SimpleQueue[Task] = SimpleQueue()
    Thread(target=_watch, args=(connection, tasks, megabytes * _MEGABYTE), daemon=True).start()
    if model is None:
        _without_torch()
    from quotes.extraction import Extractor  # noqa: PLC0415 - takes seconds, and is watched from the start

    try:
        extractor = Extractor(model)
    except ModelError as error:
        connection.send(error)
        return
    connection.send(Ready(extractor.version))
    while True:
        result = tasks.get().run(extractor)
        connection.send(Done(result, worn=_resident() > megabytes * _MEGABYTE // 2))


def _watch(connection: Connection, tasks: SimpleQueue[Task], most: int) -> None:
    """Receive tasks in a thread; end the process if the other end is closed or memory runs out."""
    try:
        while True:
            if connection.poll(_TICK):
                tasks.put(connection.recv())
            if _resident() > most:
                os._exit(OUT_OF_MEMORY)
    except (EOFError, OSError):
        os._exit(0)


def _resident() -> int:
    """The bytes of memory that this process uses; on systems without this figure, its peak so far."""
    try:
        return int(_STATM.read_text().split()[1]) * resource.getpagesize()
    except FileNotFoundError:
        held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return held if sys.platform == "darwin" else held * 1024


def _without_torch() -> None:
    """Keep spaCy from loading deep learning frameworks that happen to be installed.

    The shipped pipeline does not use them, and they would take 150 MB of every process.
    """
    for name in ("torch", "tensorflow", "mxnet", "cupy"):
        sys.modules.setdefault(name, None)  # type: ignore[arg-type] # how an import is made to fail
