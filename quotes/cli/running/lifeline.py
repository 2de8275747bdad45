"""Worker processes end with the process that started them, in whatever way that one ends."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys
from threading import Thread

_PR_SET_PDEATHSIG = 1  # <sys/prctl.h>


def end_with_parent() -> None:
    """Let this process, started by `multiprocessing`, end at once when its parent has ended.

    A parent that is killed can tell its workers nothing, and a worker that waits for work would wait for
    ever. Linux can be asked to kill the worker: that works even while the interpreter is held up. Elsewhere,
    and where the parent was gone before the asking, a thread waits for the end of a pipe that the parent
    alone holds open, as `multiprocessing` makes one for each process that it spawns.

    Linux counts the end of the thread that started this process as its parent's end, so that thread must
    live as long as the workers are to.
    """
    parent = multiprocessing.parent_process()
    if parent is None:
        raise RuntimeError("This process was not started by multiprocessing.")

    def wait() -> None:
        parent.join()
        os._exit(1)  # no clean-up: nobody is left to hand anything to

    Thread(target=wait, name="parent's end", daemon=True).start()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
