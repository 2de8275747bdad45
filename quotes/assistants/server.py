"""The tools, offered over the Model Context Protocol on standard input and output.

A client starts `quotes mcp` and talks JSON-RPC with it (https://modelcontextprotocol.io/specification).
Nothing else is written to standard output.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.mcpserver.tools import Tool
from mcp.types import CallToolResult, TextContent, ToolAnnotations
from pydantic import Field
from sqlite_utils import Database

from quotes.archive.extra import ArchiveError
from quotes.assistants import questions
from quotes.assistants.questions import CannotAnswer, Desk, Told
from quotes.assistants.shapes import DraftAnswer, LookupAnswer, StatementsAnswer
from quotes.extraction import ReadingFailed
from quotes.intake import parse_day
from quotes.links import links_of
from quotes.readers import Pool
from quotes.serving.turns import NoTurn
from quotes.settings import Settings
from quotes.store.database.connection import reading
from quotes.store.database.faults import UnusableDatabase
from quotes.store.tracking.statements import Filters
from quotes.workflows.searching import searching

INSTRUCTIONS = """\
A database of direct quotes out of news articles: who said what, when, and who reported it.

Before you write that somebody said something in quotation marks, call lookup_quote; before you hand over a \
text with quotations, call check_draft. Quote the words of `evidence`, not those that you remember, and give \
the reports and days that come with them. Only `verbatim` and `trimmed` mean that the words were reported as \
you have them. `altered` and `spliced` mean that they were not: use the words found. `disputed` means that \
reports deny or doubt them. `not_found` means that these articles do not have them, not that nobody said \
them: tell your reader what was searched. A verdict never rates whether the words are true.
"""
# None of the tools changes anything, and none uses anything outside the database.
READ_ONLY = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
MOST_EVIDENCE = 10

Ask = Callable[[Callable[[Database], Told]], CallToolResult]
Day = Annotated[str | None, Field(description="As in 2024-05-03")]
SpeakerName = Annotated[str, Field(description="A name, a surname, or a slug", max_length=300)]


def serve(settings: Settings) -> None:
    """Answer requests until the client closes the connection. Raises UnusableDatabase."""
    with reading(settings.database):
        pass  # report an unusable file at once, not with the first question
    pool = Pool(
        settings.model, processes=1, seconds=settings.reading_seconds, megabytes=settings.reading_megabytes
    )
    with closing(pool):
        desk = Desk(searching(settings), pool, settings.max_lookup_chars, links_of(settings))
        server_for(settings.database, desk).run()


def server_for(path: Path, desk: Desk) -> MCPServer:
    """The server over a database."""
    return MCPServer(
        "quotes",
        title="Quotes in the news",
        instructions=INSTRUCTIONS,
        version=version("quotes"),
        tools=_tools(desk, _asking(path)),
        log_level="WARNING",
    )


def _tools(desk: Desk, ask: Ask) -> list[Tool]:
    def lookup_quote(
        words: Annotated[str, Field(description="The words, without quotation marks", min_length=1)],
        speaker: Annotated[str | None, Field(description="Who may have said them", max_length=300)] = None,
        limit: Annotated[int, Field(description="The most evidence", ge=1, le=MOST_EVIDENCE)] = 3,
    ) -> Annotated[CallToolResult, LookupAnswer]:
        """Tell whether somebody said these words: verbatim, trimmed, altered, spliced, disputed or not found.

        The evidence has the words as they were printed, the speaker, the day and how sure it is, the reports,
        and what the speaker said otherwise.
        """
        return ask(lambda db: questions.look_up(desk, db, words, speaker, limit))

    def check_draft(
        text: Annotated[str, Field(description="The draft, as plain text; it is not stored", min_length=1)],
        published: Annotated[
            str | None, Field(description="The day on which it will be published, as in 2024-05-03")
        ] = None,
    ) -> Annotated[CallToolResult, DraftAnswer]:
        """Look up every quotation in a text before it is published.

        Each comes with its verdict: with the source in short where the words stand, with the evidence for and
        against them otherwise.
        """
        day = _day("published", published)
        return ask(lambda db: questions.check_text(desk, db, text, day))

    def speaker_statements(
        speaker: SpeakerName,
        since: Day = None,
        until: Day = None,
        about: Annotated[str | None, Field(description="A person, body or place", max_length=300)] = None,
        words: Annotated[str | None, Field(description="Words that they contain", max_length=300)] = None,
        min_confidence: Annotated[float | None, Field(ge=0, le=1)] = None,
        limit: Annotated[int, Field(ge=1, le=questions.MOST_STATEMENTS)] = 10,
        cursor: Annotated[str | None, Field(description="next_cursor of the answer before")] = None,
    ) -> Annotated[CallToolResult, StatementsAnswer]:
        """List what a speaker is reported to have said, the latest first, with days and reports."""
        filters = Filters(
            since=_day("since", since), until=_day("until", until), q=words, min_confidence=min_confidence
        )
        return ask(lambda db: questions.statements_of(desk, db, speaker, filters, about, limit, cursor))

    titles: dict[Callable[..., CallToolResult], str] = {
        lookup_quote: "Was this said?",
        check_draft: "Check the quotations of a draft",
        speaker_statements: "What somebody has said",
    }
    return [_strict(function, title) for function, title in titles.items()]


def _strict(function: Callable[..., CallToolResult], title: str) -> Tool:
    """A tool that refuses arguments which it does not have, rather than answer another question."""
    tool = Tool.from_function(function, title=title, annotations=READ_ONLY)
    arguments = tool.fn_metadata.arg_model
    arguments.model_config["extra"] = "forbid"
    arguments.model_rebuild(force=True)
    tool.parameters = arguments.model_json_schema(by_alias=True)
    return tool


def _asking(path: Path) -> Ask:
    def ask(question: Callable[[Database], Told]) -> CallToolResult:
        """Answer a question over a read-only connection. Errors are passed to the model as ToolError."""
        try:
            with reading(path) as db:
                told = question(db)
        except (CannotAnswer, ReadingFailed, NoTurn, UnusableDatabase, ArchiveError) as error:
            raise ToolError(str(error)) from error
        return CallToolResult(
            content=[TextContent(type="text", text=told.text)],
            structured_content=told.answer.model_dump(mode="json"),
        )

    return ask


def _day(name: str, given: str | None) -> date | None:
    try:
        return None if given is None else parse_day(given)
    except ValueError:
        raise ToolError(f"{name} must be a day such as 2024-05-03, not {given!r}.") from None
