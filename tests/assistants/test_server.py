"""The tools for language models, called by the client of the protocol's own package."""

from __future__ import annotations

import sys
from contextlib import AsyncExitStack
from pathlib import Path

import anyio
import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator
from mcp.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client

from quotes.assistants.server import server_for
from quotes.cli import main

WILL = "We will rebuild the old bridge of Tarn"
WILL_NOT = "We will not rebuild the old bridge of Tarn"
ARTICLES = (
    ("2024-05-01", f'Ada Moor says "{WILL}" about Tarn\nPer Fenn says "The river wins every spring."'),
    ("2024-05-02", f'Ada Moor says "{WILL}"\nVera Holt says "Ask the council first." on 2024-04-30, 0.8'),
    (
        "2024-06-01",
        f'Ada Moor says "{WILL_NOT}"\nPer Moor says "Sell the ferry to nobody." (denied)',
    ),
)


@pytest.fixture
def path(client, settings) -> Path:
    """A database with a few invented articles."""
    for number, (day, text) in enumerate(ARTICLES):
        article = {
            "text": text,
            "published": day,
            "url": f"https://post{number}.example/1",
            "title": f"Day {number}",
        }
        assert client.post("/api/articles", json=article).status_code == 201
    return settings.database


@pytest.fixture
def ask(path, reader):
    """Calls a tool and gives its result, whose structured form must be what was promised."""

    def ask(tool, **arguments):
        return anyio.run(_called, server_for(path, reader, 10_000), tool, arguments)

    return ask


async def _called(server, tool, arguments):
    async with Client(server) as client:
        promised = {known.name: known for known in (await client.list_tools()).tools}
        result = await client.call_tool(tool, arguments)
        if not result.is_error:
            Draft202012Validator(promised[tool].output_schema).validate(result.structured_content)
        return result


def text_of(result) -> str:
    return result.content[0].text


def test_a_model_is_told_what_the_verdicts_mean_and_that_nothing_is_changed(path, reader):
    async def introduced():
        async with Client(server_for(path, reader, 100)) as client:
            return client.instructions, (await client.list_tools()).tools

    instructions, tools = anyio.run(introduced)
    assert {tool.name for tool in tools} == {"lookup_quote", "check_draft", "speaker_statements"}
    assert "`not_found` means that these articles do not have them" in instructions
    assert all(tool.annotations.read_only_hint and not tool.annotations.open_world_hint for tool in tools)
    assert all(tool.description and tool.output_schema for tool in tools)


def test_words_that_were_said_come_with_their_reports_and_what_was_searched(ask):
    answer = ask("lookup_quote", words=WILL, speaker="Moor").structured_content
    assert answer["verdict"] == "verbatim"
    best = answer["evidence"][0]
    assert (best["words"], best["speaker"], best["reports"]) == (WILL, "Ada Moor", 2)
    assert [report["published"] for report in best["reported_by"]] == ["2024-05-01", "2024-05-02"]
    assert best["link"].startswith("https://post0.example/1#:~:text=")
    assert best["otherwise"][0]["differs"] == "negation"
    assert answer["searched"]["articles"] == 3
    assert {known["slug"] for known in answer["searched"]["speakers"]} >= {"ada-moor"}


def test_changed_words_are_told_with_the_change(ask):
    result = ask("lookup_quote", words="We shall sell the old bridge of Tarn")
    assert result.structured_content["verdict"] == "altered"
    assert "word: shall sell instead of will rebuild" in result.structured_content["evidence"][0]["changes"]
    assert "Not in these words" in text_of(result)


def test_words_that_were_denied_are_disputed(ask):
    answer = ask("lookup_quote", words="Sell the ferry to nobody").structured_content
    assert answer["verdict"] == "disputed"
    assert answer["evidence"][0]["factuality"] == "denied"


def test_what_is_not_found_says_what_was_searched_and_that_it_may_have_been_said(ask):
    result = ask("lookup_quote", words="The moon is made of eels", speaker="Nobody Known")
    assert result.structured_content["verdict"] == "not_found"
    assert result.structured_content["searched"]["speakers"] == []
    assert "Searched 3 articles" in text_of(result)
    assert "not_found does not mean that they were never said" in text_of(result)


def test_a_name_that_nobody_has_comes_with_similar_ones(ask):
    result = ask("lookup_quote", words="Ask the council first", speaker="Vera Hold")
    assert "Stored under similar names: Vera Holt (vera-holt)" in text_of(result)


def test_each_quotation_of_a_draft_has_its_verdict(ask):
    draft = (
        f'Ada Moor says "{WILL}"\nPer Fenn says "The river loses every spring."\n'
        "She spoke of “eels in the wall”."
    )
    answer = ask("check_draft", text=draft).structured_content
    assert [(one["speaker"], one["verdict"]) for one in answer["quotations"]] == [
        ("Ada Moor", "verbatim"), ("Per Fenn", "altered"), (None, "not_found"),
    ]  # fmt: skip
    assert answer["totals"] == {"verbatim": 1, "altered": 1, "not_found": 1}


def test_a_draft_is_not_stored(ask, client):
    ask("check_draft", text='Nils Orr says "I was never here at all."')
    assert client.get("/api/articles").json["items"].__len__() == len(ARTICLES)


def test_statements_of_a_speaker_come_page_by_page_the_latest_first(ask):
    first = ask("speaker_statements", speaker="ada-moor", limit=1).structured_content
    (latest,) = first["statements"]
    assert (latest["words"], latest["reports"]) == ("We will not rebuild the old bridge of Tarn", 1)
    second = ask("speaker_statements", speaker="ada-moor", limit=1, cursor=first["next_cursor"])
    assert [one["words"] for one in second.structured_content["statements"]] == [WILL]
    assert second.structured_content["next_cursor"] is None


def test_statements_are_filtered_by_day_topic_and_words(ask):
    def words(**filters):
        found = ask("speaker_statements", speaker="Ada Moor", **filters).structured_content
        return [one["words"] for one in found["statements"]]

    assert words(since="2024-05-15") == ["We will not rebuild the old bridge of Tarn"]
    assert words(about="Tarn") == [WILL]
    assert words(words="ferry") == []


@pytest.mark.parametrize(
    ("tool", "arguments", "told"),
    [
        ("speaker_statements", {"speaker": "Vera Hold"}, "Stored under similar names: Vera Holt (vera-holt)"),
        ("speaker_statements", {"speaker": "Moor"}, "Ask again with a slug"),
        ("speaker_statements", {"speaker": "ada-moor", "since": "May"}, "since must be a day such as"),
        ("speaker_statements", {"speaker": "ada-moor", "cursor": "x"}, "pass next_cursor"),
        ("speaker_statements", {"speaker": "ada-moor", "words": "?"}, "must contain a letter or a digit"),
        ("speaker_statements", {"speaker": "?"}, "name must contain a letter or a digit"),
        ("lookup_quote", {"words": WILL, "speaker": ""}, "name must contain a letter or a digit"),
        ("lookup_quote", {"words": "!"}, "must contain a letter or a digit"),
        ("lookup_quote", {"words": "word " * 5000}, "or use check_draft"),
        ("check_draft", {"text": " "}, "empty"),
        ("check_draft", {"text": "word " * 5000}, "more than the limit of 10000"),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_is_told_in_a_sentence(ask, tool, arguments, told):
    result = ask(tool, **arguments)
    assert result.is_error
    assert told in text_of(result)


def test_a_client_talks_with_the_command_itself(path):
    async def talk():
        command = StdioServerParameters(
            command=sys.executable, args=["-m", "quotes", "mcp", "--database", str(path)]
        )
        async with AsyncExitStack() as stack:
            client = await stack.enter_async_context(Client(stdio_client(command)))
            looked_up = await client.call_tool("lookup_quote", {"words": WILL})
            checked = await client.call_tool("check_draft", {"text": f"“{WILL},” said Mayor Ada Moor."})
            listed = await client.call_tool("speaker_statements", {"speaker": "Per Fenn"})
            return looked_up, checked, listed

    looked_up, checked, listed = anyio.run(talk)
    assert looked_up.structured_content["verdict"] == "verbatim"
    assert [one["verdict"] for one in checked.structured_content["quotations"]] == ["verbatim"]
    assert [one["words"] for one in listed.structured_content["statements"]] == [
        "The river wins every spring."
    ]


def test_a_database_that_is_not_there_is_told_before_anything_is_answered(tmp_path):
    result = CliRunner().invoke(main, ["mcp", "--database", str(tmp_path / "no.db")])
    assert result.exit_code == 1
    assert "does not exist" in result.output


def test_without_the_extra_the_command_says_what_to_install(path, monkeypatch):
    monkeypatch.delitem(sys.modules, "quotes.assistants.server")
    monkeypatch.setitem(sys.modules, "mcp.server", None)
    result = CliRunner().invoke(main, ["mcp", "--database", str(path)])
    assert result.exit_code == 1
    assert "pip install 'quotes[mcp]'" in result.output
