"""The database as Datasette shows it, told by `quotes datasette`."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from datasette.app import Datasette

from quotes.cli import main
from quotes.intake import Article
from quotes.workflows.ingestion import ingest

GIVEN = {"name": "Ivo Marrek", "words": 'choice" AND (', "since": "2000-01-01", "until": "2999-12-31"}


@pytest.fixture
def shown(runner, db, settings, reader) -> Callable[[Callable[[Datasette], Awaitable[Any]]], Any]:
    """Runs something with a Datasette that shows a small database by the printed metadata."""
    ingest(db, Article('Ivo Marrek says "We have no choice."', url="https://post.example/1"), reader)
    printed = runner.invoke(main, ["datasette", "--database", str(settings.database)])
    assert printed.exit_code == 0
    metadata = json.loads(printed.stdout)

    def run(asked: Callable[[Datasette], Awaitable[Any]]) -> Any:
        async def inside() -> Any:
            datasette = Datasette([str(settings.database)], metadata=metadata)
            await datasette.invoke_startup()
            try:
                return await asked(datasette)
            finally:
                for database in datasette.databases.values():
                    database.close()
                datasette.executor.shutdown()

        return asyncio.run(inside())

    return run


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
