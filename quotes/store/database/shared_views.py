"""What Datasette is told of the file: which views there are, what their columns mean, what can be asked.

Everything else in the file is refused: it holds the hashes of tokens and the key that sessions are signed
with, and a table may come with any new version. SQL is for whoever has started Datasette with `--root`, since
it reads every table.
"""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from sqlite_utils import Database

Metadata = dict[str, Any]


def datasette_metadata(db: Database, name: str) -> Metadata:
    """The metadata of a database that Datasette calls by this name: that of the file, without its ending."""
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
