"""Statements as a Parquet file."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from quotes.archive import statement_tables
from quotes.archive.tables import schemas
from quotes.cli import main
from quotes.settings import Settings

TEXT = 'Laura Mendes says "We will rebuild the bridge." about Tarnholm\nno one says "Hm."\n'


@pytest.fixture
def exported(client: FlaskClient, settings: Settings) -> bytes:
    article = {"text": TEXT, "url": "https://wend.example/1", "published": "2024-05-01"}
    assert client.post("/api/articles", json=article).status_code == 201
    wanted = ["export", "--format", "parquet", "--database", str(settings.database)]
    done = CliRunner().invoke(main, wanted)
    assert done.exit_code == 0, done.output
    return done.stdout_bytes


def test_a_row_holds_what_the_statement_shows(exported: bytes, client: FlaskClient) -> None:
    rows = {row["text"]: row for row in pq.read_table(io.BytesIO(exported)).to_pylist()}
    assert rows.keys() == {"We will rebuild the bridge.", "Hm."}
    row = rows["We will rebuild the bridge."]
    told = client.get(f"/api/statements/{row['statement']}").get_json()
    assert (row["speaker"], row["speaker_slug"], row["speaker_kind"]) == (
        "Laura Mendes",
        "laura-mendes",
        "person",
    )
    assert (row["said_on"], row["said_precision"], row["said_basis"]) == (
        date(2024, 5, 1),
        "day",
        "published",
    )
    assert row["about"] == [{"name": "Tarnholm", "kind": "place", "where": "words"}]
    assert row["first_url"] == "https://wend.example/1"
    assert (row["first_quote"], row["first_article"]) == (
        told["first_reported"]["quote"],
        told["first_reported"]["article"],
    )
    assert rows["Hm."]["speaker_slug"] is None


def test_what_quotes_have_too_is_named_and_typed_as_in_archives(exported: bytes) -> None:
    _, quotes = schemas()
    found = pq.read_schema(io.BytesIO(exported))
    shared = set(found.names) & set(quotes.names)
    assert {"text", "speaker", "said_on", "about", "factuality", "confidence"} <= shared
    assert {name: found.field(name).type for name in shared} == {
        name: quotes.field(name).type for name in shared
    }


def test_a_file_of_many_row_groups_is_whole(exported: bytes, tmp_path: Path) -> None:
    (row, _) = pq.read_table(io.BytesIO(exported)).to_pylist()
    first = {name: row[f"first_{name}"] for name in ("quote", "article", "publisher", "title", "url")}
    statement = {
        **row,
        "id": row["statement"],
        "speaker": None,
        "said": None,
        "first_reported": {**first, "published": "2024-05-01"},
    }
    path = tmp_path / "statements.parquet"
    path.write_bytes(b"".join(statement_tables.parquet((statement for _ in range(25)), together=10)))
    assert pq.ParquetFile(path).num_row_groups == 3
    assert duckdb.sql(f"SELECT count(*) FROM '{path}'").fetchall() == [(25,)]


def test_no_statements_are_a_file_without_rows() -> None:
    assert pq.read_table(io.BytesIO(b"".join(statement_tables.parquet([])))).num_rows == 0
