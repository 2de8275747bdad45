"""The tools for language models, called by the client of the protocol's own package."""

from __future__ import annotations

import re
import sys
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path

import anyio
import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator
from mcp.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client

from quotes.assistants.questions import Desk
from quotes.assistants.server import server_for
from quotes.cli import main
from quotes.links import Links
from quotes.lookup.database_corpus import DatabaseCorpus
from quotes.workflows.searching import searching

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
def desk(reader):
    return Desk(DatabaseCorpus, reader, 10_000, Links("https://quotes.example"))


@pytest.fixture
def ask(path, desk):
    """Calls a tool and gives its result, whose structured form must be what was promised."""

    def ask(tool, **arguments):
        return anyio.run(_called, server_for(path, desk), tool, arguments)

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


def test_a_model_is_told_what_the_verdicts_mean_and_that_nothing_is_changed(path, desk):
    async def introduced():
        async with Client(server_for(path, desk)) as client:
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


def test_the_pages_of_the_service_are_told_where_it_has_an_address(ask, path, reader):
    result = ask("lookup_quote", words=WILL, speaker="ada-moor")
    answer = result.structured_content
    assert answer["page"] == (
        "https://quotes.example/lookup"
        "?quote=We%20will%20rebuild%20the%20old%20bridge%20of%20Tarn&speaker=ada-moor"
    )
    assert re.fullmatch(r"https://quotes\.example/quotes/[a-z2-7]{16}", answer["evidence"][0]["record"])
    assert f"record: {answer['evidence'][0]['record']}\n" in text_of(result)
    listed = ask("speaker_statements", speaker="Moor, Ada").structured_content
    assert listed["page"] == "https://quotes.example/speakers/ada-moor"
    assert listed["statements"][0]["record"].startswith("https://quotes.example/statements/")

    without = server_for(path, Desk(DatabaseCorpus, reader, 100, links=None))
    bare = anyio.run(_called, without, "lookup_quote", {"words": WILL})
    assert (bare.structured_content["page"], bare.structured_content["evidence"][0]["record"]) == (None, None)
    assert "record:" not in text_of(bare)


def test_the_day_comes_with_what_it_rests_on(ask):
    told = text_of(ask("lookup_quote", words="Ask the council first"))
    assert "when: on 2024-04-30, as told with the words (“on 2024-04-30, 0.8”); 80% sure" in told
    told = text_of(ask("lookup_quote", words=WILL))
    assert "when: the article does not tell; it was published on 2024-05-01" in told
    told = text_of(ask("speaker_statements", speaker="Vera Holt"))
    assert "; when: on 2024-04-30, as told with the words" in told


def test_changed_words_are_told_with_the_change(ask):
    result = ask("lookup_quote", words="We shall sell the old bridge of Tarn")
    assert result.structured_content["verdict"] == "altered"
    assert "word: shall sell instead of will rebuild" in result.structured_content["evidence"][0]["changes"]
    assert "Not in these words" in text_of(result)


def test_words_that_were_denied_are_disputed(ask):
    result = ask("lookup_quote", words="Sell the ferry to nobody")
    assert result.structured_content["verdict"] == "disputed"
    assert result.structured_content["evidence"][0]["factuality"] == "denied"
    assert 'reported as not said: Per Moor says "Sell the ferry to nobody."' in text_of(result)


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
    result = ask("check_draft", text=draft)
    answer = result.structured_content
    assert [(one["speaker"], one["verdict"]) for one in answer["quotations"]] == [
        ("Ada Moor", "verbatim"), ("Per Fenn", "altered"), (None, "not_found"),
    ]  # fmt: skip
    assert answer["totals"] == {"verbatim": 1, "altered": 1, "not_found": 1}
    assert [draft[one["start"]] for one in answer["quotations"]] == ['"', '"', "“"]
    river = answer["quotations"][1]
    assert river["evidence"][0]["changes"] == ["word: loses instead of wins"]
    assert "differs: The river [loses → wins] every spring" in text_of(result)


def test_quotations_that_stand_come_with_their_source_in_short(ask):
    result = ask("check_draft", text='Vera Holt says "Ask the council first."\n')
    (one,) = result.structured_content["quotations"]
    assert one["evidence"] == []
    assert (one["source"]["speaker"], one["source"]["said"]["on"], one["source"]["reports"]) == (
        "Vera Holt", "2024-04-30", 1,
    )  # fmt: skip
    assert "archived copy" not in text_of(result)
    assert one["source"]["record"] in text_of(result)


def test_what_speaks_against_quotations_that_stand_is_told_whole(ask):
    answer = ask("check_draft", text=f'Ada Moor says "{WILL}"\n').structured_content
    assert answer["quotations"][0]["evidence"][0]["otherwise"][0]["differs"] == "negation"


def test_of_a_long_draft_the_most_urgent_have_their_evidence_and_the_rest_are_counted(ask):
    wrong = 'Per Fenn says "The river loses every spring."\n'
    denied = 'Per Moor says "Sell the ferry to nobody."\n'
    result = ask("check_draft", text=wrong * 40 + denied)
    answer = result.structured_content
    told = [bool(one["evidence"]) for one in answer["quotations"]]
    assert told == [True] * 9 + [False] * 31 + [True]
    assert answer["without_evidence"] == 31
    assert "Evidence of 31 more is left out" in text_of(result)


def test_long_quotations_of_a_draft_are_cut_off(ask):
    words = "The river wins every spring and takes " + "the boats and " * 40
    (one,) = ask("check_draft", text=f'Per Fenn says "{words}"\n').structured_content["quotations"]
    assert words.startswith(one["words"].removesuffix(" …"))
    assert len(one["words"]) < 170


def test_an_archive_beside_the_database_is_asked_too(path, settings, reader, archive_of):
    archive = archive_of(
        {
            "url": "https://old.example/1",
            "published": "2019-04-02",
            "text": 'Tam Vale says "The harbour will be dredged in the spring of next year."\n',
        }
    )
    searched = searching(replace(settings, archive=archive))
    server = server_for(path, Desk(searched, reader, 1_000, Links("https://quotes.example")))
    asked = {"words": "The harbour will be dredged", "speaker": "Vale"}
    result = anyio.run(_called, server, "lookup_quote", asked)
    answer = result.structured_content
    assert answer["verdict"] == "trimmed"
    assert answer["evidence"][0]["record"] is None
    assert answer["searched"]["archive"]["articles"] == 1
    assert "In the archive: Searched 1 article" in text_of(result)
    draft = {"text": 'Tam Vale says "The harbour will be dredged in the spring of next year."\n'}
    checked = anyio.run(_called, server, "check_draft", draft).structured_content
    assert [one["verdict"] for one in checked["quotations"]] == ["verbatim"]
    assert checked["searched"]["archive"]["articles"] == 1


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


@pytest.mark.parametrize("tool", ["lookup_quote", "check_draft", "speaker_statements"])
def test_arguments_that_a_tool_does_not_have_are_refused_by_name(ask, tool):
    needed = {"lookup_quote": "words", "check_draft": "text", "speaker_statements": "speaker"}[tool]
    result = ask(tool, **{needed: WILL, "publishd": "2024-05-01"})
    assert result.is_error
    assert "publishd\n  Extra inputs are not permitted" in text_of(result)


def test_models_are_told_which_arguments_there_are_and_that_there_are_no_others(path, desk):
    async def told():
        async with Client(server_for(path, desk)) as client:
            return {tool.name: tool.input_schema for tool in (await client.list_tools()).tools}

    schemas = anyio.run(told)
    assert {name: schema["additionalProperties"] for name, schema in schemas.items()} == dict.fromkeys(
        ("lookup_quote", "check_draft", "speaker_statements"), False
    )
    assert set(schemas["lookup_quote"]["properties"]) == {"words", "speaker", "limit"}


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
