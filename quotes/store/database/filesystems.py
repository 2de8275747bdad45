"""Recognises network file systems, on which SQLite cannot keep a file consistent.

Its locks are unreliable there, and WAL mode needs memory that all users of the file share.
"""

from __future__ import annotations

import os
from pathlib import Path

MOUNTS = Path("/proc/self/mountinfo")
# Linux's names for them. Those in user space have "fuse." before their name, as in "fuse.sshfs".
# fmt: off
NETWORK = frozenset((
    "9p", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "glusterfs", "gpfs", "lustre", "ncpfs", "nfs",
    "nfs4", "ocfs2", "orangefs", "panfs", "smb3", "smbfs", "virtiofs",
))
NETWORK_IN_USER_SPACE = frozenset((
    "cephfs", "curlftpfs", "davfs", "davfs2", "gcsfuse", "glusterfs", "goofys", "juicefs", "mfs", "moosefs",
    "rclone", "s3fs", "seaweedfs", "smbnetfs", "sshfs",
))
# fmt: on


def network_of(path: Path, mounts: Path = MOUNTS) -> str | None:
    """The kind of network file system that a path is (or would be) on; None if local or unknown."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:  # not Linux
        return None
    kind = _kind(Path(os.path.realpath(path)), lines)
    prefix, _, behind = kind.partition(".")
    networked = behind in NETWORK_IN_USER_SPACE if prefix == "fuse" else kind in NETWORK
    return kind if networked else None


def is_read_only(path: Path) -> bool:
    """Whether the file system that a file is on is mounted read-only."""
    return bool(os.statvfs(path).f_flag & os.ST_RDONLY)


def _kind(path: Path, lines: list[str]) -> str:
    """The kind of the last mount on the nearest folder above a path."""
    kind, depth = "", -1
    for line in lines:
        mounted, _, told = line.partition(" - ")
        point = Path(mounted.split()[4].encode().decode("unicode_escape"))  # a blank is written as \040
        if path.is_relative_to(point) and len(point.parts) >= depth:
            kind, depth = told.split()[0], len(point.parts)
    return kind
