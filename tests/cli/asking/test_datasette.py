"""The database as Datasette shows it, told by `quotes datasette`."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from datasette.app import Datasette
from datasette.plugins import pm
from sqlite_utils import Database

from quotes.cli import main
from quotes.intake import Article
from quotes.store.access import tokens
from quotes.store.database import datasette_plugin
from quotes.workflows.ingestion import ingest

GIVEN = {"name": "Ivo Marrek", "words": 'choice" AND (', "since": "2000-01-01", "until": "2999-12-31"}


@pytest.fixture(params=["metadata", "plugin"])
def shown(request, runner, db, settings, reader) -> Callable[..., Any]:
    """Runs something with a Datasette that shows a small database, by the printed metadata or the plugin."""
    ingest(db, Article('Ivo Marrek says "We have no choice."', url="https://post.example/1"), reader)
    printed = runner.invoke(main, ["datasette", "--database", str(settings.database)])
    assert printed.exit_code == 0
    metadata = json.loads(printed.stdout) if request.param == "metadata" else None

    def run(asked: Callable[[Datasette], Awaitable[Any]]) -> None:
        with loaded(plugin=request.param == "plugin"):
            run_with(Datasette([str(settings.database)], metadata=metadata), asked)

    return run


@contextmanager
def loaded(*, plugin: bool) -> Iterator[None]:
    """Datasette with the plugin, or as it is where it is installed without this product."""
    before = pm.unregister(datasette_plugin) if pm.is_registered(datasette_plugin) else None
    if plugin:
        pm.register(datasette_plugin)
    try:
        yield
    finally:
        if plugin:
            pm.unregister(datasette_plugin)
        if before is not None:
            pm.register(before)


def run_with(datasette: Datasette, asked: Callable[[Datasette], Awaitable[Any]]) -> None:
    async def inside() -> None:
        await datasette.invoke_startup()
        try:
            await asked(datasette)
        finally:
            for database in datasette.databases.values():
                database.close()
            datasette.executor.shutdown()

    asyncio.run(inside())


def test_it_lists_the_views_and_nothing_else(shown):
    async def asked(datasette: Datasette) -> None:
        told = (await datasette.client.get("/quotes.json")).json()
        assert told["tables"] == []
        assert [view["name"] for view in told["views"]] == [
            "article_list", "quote_list", "statement_list", "speaker_list", "outlet_list",
        ]  # fmt: skip
        for view in told["views"]:
            page = await datasette.client.get(f"/quotes/{view['name']}")
            assert page.status_code == 200, page.text
        found = await datasette.client.get("/quotes/quote_list.json?_search=choice&_shape=array")
        assert [row["speaker"] for row in found.json()] == ["Ivo Marrek"]

    shown(asked)


def test_every_query_can_be_asked_whatever_is_typed(shown):
    async def asked(datasette: Datasette) -> None:
        told = (await datasette.client.get("/quotes.json")).json()["queries"]
        assert {query["name"] for query in told} >= {"statements_of", "who_said", "most_quoted"}
        for query in told:
            given = {name: GIVEN[name] for name in query.get("params", [])}
            answer = await datasette.client.get(f"/quotes/{query['name']}.json", params=given)
            assert (answer.status_code, answer.json()["ok"]) == (200, True), query["name"]
        words = {"words": "no choice", "_shape": "array"}
        found = await datasette.client.get("/quotes/who_said.json", params=words)
        assert [row["speaker"] for row in found.json()] == ["Ivo Marrek"]
        found = await datasette.client.get("/quotes/statements_of.json?name=ivo marrek&_shape=array")
        assert [row["text"] for row in found.json()] == ["We have no choice."]

    shown(asked)


def test_tokens_and_keys_cannot_be_read_in_any_way(shown):
    async def asked(datasette: Datasette) -> None:
        get = datasette.client.get
        for table in (
            "tokens",
            "signing_keys",
            "quotes",
            "quotes_search",
            "sqlite_sequence",
            "_sqlite_migrations",
        ):
            for address in (
                f"/quotes/{table}",
                f"/quotes/{table}.json",
                f"/quotes/{table}.csv",
                f"/quotes/{table}/1",
            ):
                assert (await get(address)).status_code == 403, address
        for address in (
            "/quotes.json?sql=select+*+from+signing_keys",
            "/quotes/quote_list.json?_where=quote+in+(select+hash+from+tokens)",
            "/quotes.db",
        ):
            assert (await get(address)).status_code == 403, address
        root = {"ds_actor": datasette.sign({"a": {"id": "root"}}, "actor")}
        assert (await get("/quotes.json?sql=select+1", cookies=root)).status_code == 200

    shown(asked)


SECRETS = {
    "signing_keys": "key",
    "tokens": "hash",
    "destinations": "secret",
}


@pytest.fixture
def secrets(db, settings) -> str:
    """The path of a file in which every secret is set."""
    tokens.create(db, "desk", ["read"])
    db.table("destinations").insert(
        {
            "owner": "",
            "channel": "webhook",
            "target": "https://hook.example/s3",
            "every": "day",
            "secret": "w",
        }
    )
    return str(settings.database)


def test_with_the_plugin_secrets_are_in_no_answer_even_where_sql_may_be_asked(secrets):
    async def asked(datasette: Datasette) -> None:
        root = {"ds_actor": datasette.sign({"a": {"id": "root"}}, "actor")}
        for table, column in SECRETS.items():
            sql = {"sql": f"SELECT {column} FROM {table}", "_shape": "array"}
            answer = await datasette.client.get("/quotes.json", params=sql, cookies=root)
            assert answer.json() == [{column: None}]
        sql = {"sql": "SELECT target, channel FROM destinations", "_shape": "array"}
        answer = await datasette.client.get("/quotes.json", params=sql, cookies=root)
        assert answer.json() == [{"target": None, "channel": "webhook"}]

    with loaded(plugin=True):
        run_with(Datasette([secrets]), asked)


def test_with_the_plugin_secrets_are_not_read_by_joining_databases(secrets):
    async def asked(datasette: Datasette) -> None:
        sql = {"sql": "SELECT key FROM quotes.signing_keys", "_shape": "array"}
        assert (await datasette.client.get("/_memory.json", params=sql)).json() == [{"key": None}]

    with loaded(plugin=True):
        run_with(Datasette([secrets], crossdb=True, memory=True), asked)


def test_with_the_plugin_the_file_is_not_for_download(secrets):
    async def asked(datasette: Datasette) -> None:
        assert (await datasette.client.get("/quotes.db")).status_code == 403

    with loaded(plugin=True):
        run_with(Datasette([], immutables=[secrets]), asked)


def test_the_plugin_leaves_other_databases_alone(tmp_path):
    path = tmp_path / "other.db"
    other = Database(path)
    other.table("tokens").insert({"hash": "of a sea"})
    other.close()

    async def asked(datasette: Datasette) -> None:
        rows = (await datasette.client.get("/other/tokens.json?_shape=array")).json()
        assert [row["hash"] for row in rows] == ["of a sea"]
        assert (await datasette.client.get("/other.db")).status_code == 200

    with loaded(plugin=True):
        run_with(Datasette([], immutables=[str(path)]), asked)
