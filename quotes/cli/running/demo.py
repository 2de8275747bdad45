"""`quotes demo`: everything that happens to an article, shown with samples."""

from __future__ import annotations

import json
import shlex
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quotes.cli.keeping.database import bring_up_to_date
from quotes.cli.options import configured, examples, host_option, model_option, port_option, where_to_look

if TYPE_CHECKING:
    from flask import Flask
    from rich.table import Table
    from sqlite_utils import Database

    from quotes.serving.server import Server
    from quotes.settings import Settings

# The article that the second curl command posts, about the same invented town as the samples.
POSTED = {
    "text": "“The bridge is safer than my own house,” Mayor Ivo Marrek said on Wednesday.",
    "publisher": "Kestrel Wire",
    "published": "2024-07-18",
}
PLAIN_WIDTH = 120  # width of the table if there is no terminal


@click.command(epilog=examples("quotes demo", "quotes demo --port 8080"))
@click.option(
    "--database", type=click.Path(dir_okay=False, path_type=Path), default=Path("quotes-demo.db"),
    show_default=True, help="The SQLite file to make.",
)  # fmt: skip
@host_option
@port_option
@model_option
def demo(database: Path, host: str | None, port: int | None, model: str | None) -> None:
    """Read the sample articles, show their quotes, and serve them.

    Makes a database, reads three short articles about invented people into it, prints who is quoted with
    what, starts the service, and says what to try next. Ctrl-C stops it.
    """
    from rich.console import Console

    from quotes.app import create_app
    from quotes.store.database import connection

    settings = configured(database=database, host=host, port=port, model=model)
    bring_up_to_date(settings.database)
    app = create_app(settings)
    with connection.writing(settings.database) as db:
        quotes = read_samples(app, db)
        token = settings.token or _new_token(db)
    console = Console()
    if not console.is_terminal:
        console = Console(width=PLAIN_WIDTH)
    console.print(quote_table(quotes))
    server = _bind(app, settings)
    click.echo(what_to_try(server.address, _most_quoted(quotes), token, settings))
    server.run(app.extensions["quotes"].reader.close)
    click.echo("Stopped.")


def read_samples(app: Flask, db: Database) -> list[dict[str, Any]]:
    """Store the sample articles if they are not yet stored. Returns their quotes, in order."""
    from quotes.samples import sample_articles
    from quotes.store.publication import articles
    from quotes.store.quotations import quotes
    from quotes.workflows.ingestion import ingest_many

    found = []
    for outcome in ingest_many(db, sample_articles(), app.extensions["quotes"].reader):
        article = articles.get(db, outcome.article)
        assert article is not None
        found += quotes.of_article(db, article["pk"], article["revision"])
    return found


def quote_table(quotes: list[dict[str, Any]]) -> Table:
    """The quotes as a table with a line for each."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(
        box=SIMPLE_HEAD, title="Who is quoted with what in the sample articles", title_justify="left"
    )
    table.add_column("Speaker", no_wrap=True, max_width=20)
    table.add_column("Said on", no_wrap=True)
    table.add_column("Conf.", no_wrap=True, justify="right")
    table.add_column(
        "Words", ratio=1
    )  # this column may wrap and so becomes narrow first; its cells have no line breaks
    table.add_column("Reported by", no_wrap=True)
    for quote in quotes:
        table.add_row(
            quote["speaker"]["name"] if quote["speaker"] else "?",
            quote["said"]["on"] if quote["said"] else "?",
            f"{quote['confidence']:.2f}",
            Text(quote["text"], no_wrap=True, overflow="ellipsis"),
            quote["article"]["publisher"],
        )
    return table


def what_to_try(address: str, speaker: str | None, token: str, settings: Settings) -> str:
    """The URL of the pages, and two commands that work as printed: one reads, one writes."""
    bearer = ["-H", f"Authorization: Bearer {token}"]
    path = f"/api/speakers/{speaker}/statements" if speaker else "/api/statements"
    read = ["curl", *(bearer if settings.read_token_required else []), f"{address}{path}"]
    posted = json.dumps(POSTED, ensure_ascii=False)
    write = ["curl", *bearer, "-H", "Content-Type: application/json", "-d", posted, f"{address}/api/articles"]
    return "\n".join(
        [
            where_to_look(address),
            "",
            f"Serving {settings.database}. To ask the API, try:",
            "",
            shlex.join(read),
            "",
            shlex.join(write),
            "",
            "Stop with Ctrl-C.",
        ]
    )


def _most_quoted(quotes: list[dict[str, Any]]) -> str | None:
    slugs = Counter(quote["speaker"]["slug"] for quote in quotes if quote["speaker"])
    del slugs[None]
    return next((slug for slug, _ in slugs.most_common(1)), None)


def _new_token(db: Database) -> str:
    from quotes.store.access import tokens

    return tokens.create(db, tokens.free_name(db, "demo"))


def _bind(app: Flask, settings: Settings) -> Server:
    from quotes.requests.bodies import measure_for
    from quotes.serving.server import CannotListen, bind

    try:
        return bind(app, settings.host, settings.port, most_bytes=measure_for(app))
    except CannotListen as error:
        if not error.taken:
            raise
        server = bind(app, settings.host, 0, most_bytes=measure_for(app))
        click.echo(f"Port {settings.port} is taken; {server.port} is free.")
        return server
