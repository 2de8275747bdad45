"""A plugin with which Datasette shows a file of this product properly, and none of its secrets.

Datasette finds it automatically if both are installed together. It then has the views and queries that
`quotes datasette` prints for a Datasette installed elsewhere, refuses every table, and does not offer the
file for download. Whatever SQL is run, with `--root` or other settings, secrets read as NULL: signing keys,
hashes of tokens, and the destinations of alerts, which for hooks are as good as a password.
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
# Datasette's name for the database in which all others can be joined, if `--crossdb` is given.
JOINED = "_memory"


@hookimpl  # type: ignore[untyped-decorator]
def get_metadata(datasette: Any) -> Metadata:
    """The views and queries of each file of this product. Metadata given by the user takes precedence."""
    found = {}
    for name, database in datasette.databases.items():
        if database.path is not None and (told := _metadata_of(database.path, name)) is not None:
            found[name] = told
    return {"databases": found}


@hookimpl  # type: ignore[untyped-decorator]
def prepare_connection(conn: sqlite3.Connection, database: str) -> None:
    """Make secrets read as NULL on every connection that can read a file of this product."""
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
    """The metadata of a file; None if it is not of this product."""
    with closing(_opened(path)) as conn:
        (version,) = conn.execute("PRAGMA schema_version").fetchone()
        return _told(path, name, version) if _is_ours(conn) else None


@lru_cache(maxsize=16)
def _told(path: str, name: str, _version: int) -> Metadata:
    """The metadata of a file with this version of tables, so that it is read again when they change."""
    with closing(_opened(path)) as conn:
        told: Metadata = datasette_metadata(Database(conn), name)["databases"][name]
        return told


def _opened(path: str) -> sqlite3.Connection:
    return sqlite3.connect(f"{Path(path).absolute().as_uri()}?mode=ro", uri=True)


def _is_ours(conn: sqlite3.Connection) -> bool:
    wanted = "SELECT count(*) FROM sqlite_master WHERE name IN ('signing_keys', 'quote_list')"
    return bool(conn.execute(wanted).fetchone()[0] == 2)
