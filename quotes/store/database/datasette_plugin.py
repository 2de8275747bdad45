"""A plugin by which Datasette shows a file of this product as it should be, and none of its secrets.

Datasette finds it by itself where both are installed together. It then knows the views and queries that
`quotes datasette` prints for a Datasette that is installed elsewhere, refuses every table, and does not offer
the file for download. Whatever SQL is run, by `--root` or by other settings, secrets read as NULL in it: keys
that sign, hashes of tokens, and where alerts go, which for hooks is as good as a password.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import lru_cache
from pathlib import Path
from typing import Any

from datasette import hookimpl  # type: ignore[import-untyped]
from sqlite_utils import Database

from quotes.store.database.shared_views import Metadata, datasette_metadata

SECRETS = frozenset(
    {("signing_keys", "key"), ("tokens", "hash"), ("destinations", "secret"), ("destinations", "target")}
)
# What Datasette calls the database in which all others can be joined, if `--crossdb` is given.
JOINED = "_memory"


@hookimpl  # type: ignore[untyped-decorator]
def get_metadata(datasette: Any) -> Metadata:
    """The views and queries of each file of this product. Metadata of one's own comes before it."""
    found = {}
    for name, database in datasette.databases.items():
        if database.path is not None and (told := _metadata_of(database.path, name)) is not None:
            found[name] = told
    return {"databases": found}


@hookimpl  # type: ignore[untyped-decorator]
def prepare_connection(conn: sqlite3.Connection, database: str) -> None:
    """Let secrets read as NULL, wherever a file of this product can be read."""
    if database == JOINED or _is_ours(conn):
        conn.set_authorizer(_authorize)


@hookimpl  # type: ignore[untyped-decorator]
def permission_allowed(datasette: Any, action: str, resource: Any) -> bool | None:
    """Refuse the download of a whole file."""
    if action != "view-database-download" or not isinstance(resource, str):
        return None
    path = datasette.databases[resource].path
    return False if path is not None and _metadata_of(path, resource) is not None else None


def _authorize(
    action: int, table: str | None, column: str | None, _database: str | None, _within: str | None
) -> int:
    hidden = action == sqlite3.SQLITE_READ and (table, column) in SECRETS
    return sqlite3.SQLITE_IGNORE if hidden else sqlite3.SQLITE_OK


def _metadata_of(path: str, name: str) -> Metadata | None:
    """What Datasette is told of a file; None if it is not of this product."""
    with closing(_opened(path)) as conn:
        (version,) = conn.execute("PRAGMA schema_version").fetchone()
        return _told(path, name, version) if _is_ours(conn) else None


@lru_cache(maxsize=16)
def _told(path: str, name: str, _version: int) -> Metadata:
    """What is told of a file whose tables are of a version, so that it is read again where they change."""
    with closing(_opened(path)) as conn:
        told: Metadata = datasette_metadata(Database(conn), name)["databases"][name]
        return told


def _opened(path: str) -> sqlite3.Connection:
    return sqlite3.connect(f"{Path(path).absolute().as_uri()}?mode=ro", uri=True)


def _is_ours(conn: sqlite3.Connection) -> bool:
    wanted = "SELECT count(*) FROM sqlite_master WHERE name IN ('signing_keys', 'quote_list')"
    return bool(conn.execute(wanted).fetchone()[0] == 2)
