"""The decompressed bytes of a file, up to a limit."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

from quotes.intake.errors import IntakeError
from quotes.intake.kinds import GZIP

MOST_BYTES = 100_000_000  # of a file that is read into memory
MOST_IN_LINE = 50_000_000  # bytes of one article in JSON Lines


class TooMuch(IntakeError):  # noqa: N818 - reads as a sentence
    """A file is too large for memory, perhaps only when it is decompressed."""


class Broken(IntakeError):  # noqa: N818 - the same
    """A compressed file that cannot be decompressed."""


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """The content of a file, decompressed if it is compressed. Raises OSError."""
    with path.open("rb") as file:
        compressed = file.read(2) == GZIP
        file.seek(0)
        if compressed:
            with gzip.open(file) as inner:
                yield cast("IO[bytes]", inner)
        else:
            yield file


def whole(stream: IO[bytes]) -> bytes:
    """The rest of a file. Raises TooMuch and Broken."""
    content = _of(stream.read, MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise TooMuch(f"it has more than {MOST_BYTES} bytes")
    return content


def head_of(stream: IO[bytes], length: int) -> bytes:
    """The first bytes of a file, which is then rewound. Raises Broken."""
    content = _of(stream.read, length)
    stream.seek(0)
    return content


def lines_of(stream: IO[bytes]) -> Iterator[bytes]:
    """The lines of a file; a line that is too long is cut. Raises Broken."""
    while line := _of(stream.readline, MOST_IN_LINE):
        yield line
        while len(line) == MOST_IN_LINE and not line.endswith(b"\n"):
            line = _of(stream.readline, MOST_IN_LINE)


def _of(read: Callable[[int], bytes], length: int) -> bytes:
    try:
        return read(length)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise Broken(f"it cannot be decompressed: {error}") from None
