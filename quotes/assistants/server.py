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
from mcp.types import CallToolResult, TextContent, ToolAnnotations
from pydantic import Field
from sqlite_utils import Database

from quotes.assistants import questions
from quotes.assistants.answers import DraftAnswer, LookupAnswer, StatementsAnswer
from quotes.assistants.questions import CannotAnswer, Told
from quotes.extraction import ReadingFailed
from quotes.intake import parse_day
from quotes.readers import Pool
from quotes.serving.turns import NoTurn
from quotes.settings import Settings
from quotes.store.database.connection import reading
from quotes.store.database.faults import UnusableDatabase
from quotes.store.tracking.statements import Filters
from quotes.workflows.ingestion import Reader

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
        server_for(settings.database, pool, settings.max_lookup_chars).run()


def server_for(path: Path, reader: Reader, longest: int) -> MCPServer:
    """The server over a database; drafts of at most `longest` characters are read by `reader`."""
    server = MCPServer(
        "quotes",
        title="Quotes in the news",
        instructions=INSTRUCTIONS,
        version=version("quotes"),
        log_level="WARNING",
    )
    ask = _asking(path)

    @server.tool(title="Was this said?", annotations=READ_ONLY)
    def lookup_quote(
        words: Annotated[str, Field(description="The words, without quotation marks", min_length=1)],
        speaker: Annotated[str | None, Field(description="Who may have said them", max_length=300)] = None,
        limit: Annotated[int, Field(description="The most evidence", ge=1, le=MOST_EVIDENCE)] = 3,
    ) -> Annotated[CallToolResult, LookupAnswer]:
        """Tell whether somebody said these words: verbatim, trimmed, altered, spliced, disputed or not found.

        The evidence has the words as they were printed, the speaker, the day and how sure it is, the reports,
        and what the speaker said otherwise.
        """
        return ask(lambda db: questions.look_up(db, words, speaker, limit))

    @server.tool(title="Check the quotations of a draft", annotations=READ_ONLY)
    def check_draft(
        text: Annotated[str, Field(description="The draft, as plain text; it is not stored", min_length=1)],
        published: Day = None,
        limit: Annotated[int, Field(description="The most evidence for each", ge=1, le=3)] = 1,
    ) -> Annotated[CallToolResult, DraftAnswer]:
        """Look up every quotation in a text before it is published: its verdict and its best evidence."""
        day = _day("published", published)
        return ask(lambda db: questions.check_text(db, reader, text, day, longest, limit))

    @server.tool(title="What somebody has said", annotations=READ_ONLY)
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
        return ask(lambda db: questions.statements_of(db, speaker, filters, about, limit, cursor))

    return server


def _asking(path: Path) -> Callable[[Callable[[Database], Told]], CallToolResult]:
    def ask(question: Callable[[Database], Told]) -> CallToolResult:
        """Answer a question over a read-only connection. Errors are passed to the model as ToolError."""
        try:
            with reading(path) as db:
                told = question(db)
        except (CannotAnswer, ReadingFailed, NoTurn, UnusableDatabase) as error:
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
