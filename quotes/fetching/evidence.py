"""Keeps responses as evidence, in one WARC file a day, which the tools of web archives can read."""

from __future__ import annotations

import fcntl
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from quotes.fetching.errors import NotKept
from quotes.fetching.response import Fetched, moment_of

# Headers that are no longer true of the received body and would mislead readers of the record.
_UNDONE = frozenset({"transfer-encoding"})


@dataclass(frozen=True, slots=True)
class Capture:
    """Where a response is kept, if anywhere: a file's name and an offset. `sha256` is of the content."""

    url: str
    at: str
    sha256: str
    file: str | None = None
    offset: int | None = None


def captured(fetched: Fetched, folder: Path | None) -> Capture:
    """The capture of a response, which is appended to a file in `folder`, if given.

    Raises NotKept if nothing can be written there.
    """
    at = moment_of(fetched.at)
    told = Capture(fetched.final, at.isoformat(timespec="seconds"), fetched.digest)
    if folder is None:
        return told
    path = folder / f"quotes-{at:%Y-%m-%d}.warc.gz"
    try:
        offset = _append(path, _record(fetched))
    except OSError as error:
        raise NotKept(f"the response could not be kept in {folder}: {error.strerror or error}") from error
    return replace(told, file=path.name, offset=offset)


def _append(path: Path, record: bytes) -> int:
    """Append a record to a file, which several processes may do at once. Returns its offset."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        offset = file.seek(0, 2)
        try:
            file.write(record)
            file.flush()
        except OSError:
            file.truncate(offset)  # a partial record would make the rest of the file unreadable
            raise
        return offset


def _record(fetched: Fetched) -> bytes:
    """A response record, compressed on its own, so that it can be read from its offset."""
    made = BytesIO()
    writer = WARCWriter(made, gzip=True)
    headers = [
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, value in fetched.headers.raw
        if name.lower().decode("latin-1") not in _UNDONE
    ]
    status = StatusAndHeaders(f"{fetched.status} {fetched.reason}".strip(), headers, protocol="HTTP/1.1")
    writer.write_record(
        writer.create_warc_record(
            fetched.final,
            "response",
            payload=BytesIO(fetched.body),
            length=len(fetched.body),
            http_headers=status,
            warc_headers_dict={"WARC-Date": f"{moment_of(fetched.at):%Y-%m-%dT%H:%M:%SZ}"},
        )
    )
    return made.getvalue()
