"""Metadata for Datasette: which views there are, what their columns mean, and example queries.

Everything else in the file is refused: it contains the hashes of tokens and the key with which sessions are
signed, and any new version may add a table. SQL is only for people who start Datasette with `--root`, because
it can read every table.
"""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from sqlite_utils import Database

Metadata = dict[str, Any]


def datasette_metadata(db: Database, name: str) -> Metadata:
    """The metadata of a database that Datasette calls by this name: the file's name without its ending."""
    told = json.loads((files("quotes.store.database") / "data" / "datasette.json").read_text("utf-8"))
    views: dict[str, Metadata] = told["tables"]
    refused = {"hidden": True, "allow": False}
    others = {table: refused for table in (*db.table_names(), *db.view_names()) if table not in views}
    return {
        "title": told["title"],
        "description": told["description"],
        "databases": {
            name: {
                "allow_sql": {"id": "root"},
                "tables": {**views, **others},
                "queries": told["queries"],
            }
        },
    }
