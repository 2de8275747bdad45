"""Ends worker processes when the process that started them ends, however that happens."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys
from threading import Thread

_PR_SET_PDEATHSIG = 1  # <sys/prctl.h>


def end_with_parent() -> None:
    """End this process, started by `multiprocessing`, as soon as its parent has ended.

    A killed parent cannot tell its workers, and a worker that waits for work would wait forever. Linux can be
    asked to kill the worker, which works even while the interpreter is blocked. On other systems, and if the
    parent has already ended, a thread waits for the end of a pipe that only the parent holds open;
    `multiprocessing` makes one for each process that it spawns.

    Linux takes the end of the thread that started this process for the end of its parent, so that thread must
    live as long as the workers.
    """
    parent = multiprocessing.parent_process()
    if parent is None:
        raise RuntimeError("This process was not started by multiprocessing.")

    def wait() -> None:
        parent.join()
        os._exit(1)  # no clean-up, since no process is left to receive anything

    Thread(target=wait, name="parent's end", daemon=True).start()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
