"""The handle of one reading process."""

from __future__ import annotations

from contextlib import suppress
from multiprocessing import get_context
from typing import Any

from quotes.extraction.errors import ModelError
from quotes.readers.errors import ReadingCutShort
from quotes.readers.process import OUT_OF_MEMORY, Done, Ready, serve
from quotes.readers.tasks import Task

_STARTING = 120.0  # the most seconds for loading a model
_ENDING = 5.0  # the most seconds until a killed process is gone


class Worker:
    """One reading process, which is started at once and loads its model in the background."""

    def __init__(self, model: str | None, megabytes: int) -> None:
        self._megabytes = megabytes
        context = get_context("spawn")  # forking a process with threads can hang
        self._connection, theirs = context.Pipe()
        self._process = context.Process(
            target=serve, args=(theirs, model, megabytes), name="quotes-reader", daemon=True
        )
        self._process.start()
        theirs.close()
        self._version: str | None = None

    def version(self) -> str:
        """The version of the extractor in the process. Raises ModelError and ReadingCutShort."""
        if self._version is None:
            ready = self._received(_STARTING, f"The language model was not loaded in {_STARTING:g} seconds")
            if isinstance(ready, ModelError):
                raise ready
            assert isinstance(ready, Ready)
            self._version = ready.version
        return self._version

    def ask(self, task: Task, seconds: float) -> Done:
        """Do a task within `seconds`, not counting the loading of the model.

        Raises ModelError, and ReadingCutShort if it takes too long or the process dies; then the process is
        useless and must be killed.
        """
        self.version()
        with suppress(BrokenPipeError):  # the cause is reported below
            self._connection.send(task)
        done = self._received(seconds, f"Reading was stopped: it took longer than {seconds:g} seconds")
        assert isinstance(done, Done)
        return done

    def kill(self) -> None:
        """Kill the process, whatever it is doing."""
        self._process.kill()
        self._connection.close()
        self._process.join(_ENDING)

    def _received(self, seconds: float, late: str) -> Any:
        try:
            if not self._connection.poll(seconds):
                raise ReadingCutShort(late)
            return self._connection.recv()
        except (EOFError, OSError) as error:
            self._process.join(_ENDING)
            raise ReadingCutShort(self._death()) from error

    def _death(self) -> str:
        status = self._process.exitcode
        if status == OUT_OF_MEMORY:
            return f"Reading was stopped: it used more than {self._megabytes} megabytes of memory"
        return f"The process that read it died (exit status {status})"
