"""`quotes serve`: the API and the pages over one database."""

from __future__ import annotations

from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING

import click

from quotes.cli.keeping.database import bring_up_to_date
from quotes.cli.options import (
    configured,
    database_option,
    examples,
    host_option,
    model_option,
    port_option,
    where_to_look,
)
from quotes.cli.running.errands import running_errands

if TYPE_CHECKING:
    from quotes.settings import Settings

_LAST = 1.0  # the most seconds at the end for putting back articles that are being read


@click.command(epilog=examples("quotes serve --database news.db --port 8080"))
@database_option
@host_option
@port_option
@model_option
def serve(database: Path | None, host: str | None, port: int | None, model: str | None) -> None:
    """Serve the database: pages for people at /, the API under /api, its documentation at /api/docs.

    The database is made or brought up to date first. Without QUOTES_TOKEN, the first start prints a token for
    writing. Ctrl-C or SIGTERM stops the service after it has answered the requests in progress.
    """
    from quotes.alerts.channels import channels
    from quotes.alerts.sending import Sending, send_on
    from quotes.app import create_app
    from quotes.requests.bodies import measure_for
    from quotes.serving.server import bind
    from quotes.store.bulk.catching_up import catch_up
    from quotes.workflows.jobs import read_on

    settings = configured(database=database, host=host, port=port, model=model)
    bring_up_to_date(settings.database)
    app = create_app(settings)
    reader = app.extensions["quotes"].reader
    version = reader.version  # a process loads the model, so that a wrong one is reported now
    server = bind(
        app,
        settings.host,
        settings.port,
        most_bytes=measure_for(app),
    )
    token = first_token(settings)
    click.echo(where_to_look(server.address))
    if token is not None:
        click.echo(f"A token for writing, which is shown only once: {token}")
    click.echo(f"Serving {settings.database}, reading with extractor {version}. Stop with Ctrl-C.")
    # What an earlier version grouped, or a killed process left, is grouped while the service runs.
    Thread(target=catch_up, args=(settings.database,), daemon=True).start()
    stopped = Event()
    reading = Thread(target=read_on, args=(settings.database, reader, stopped), daemon=True)
    reading.start()
    sending = Sending(channels(settings), settings.digest_hour)
    telling = Thread(target=send_on, args=(settings.database, sending, stopped), daemon=True)
    telling.start()
    running_errands(settings, stopped, reader, app.extensions["quotes"].fetcher)

    def let_go() -> None:
        stopped.set()
        reader.close()

    server.run(let_go)
    reading.join(_LAST)
    telling.join(_LAST)
    click.echo("Stopped.")


def first_token(settings: Settings) -> str | None:
    """A new token if there is no other token yet that can write, otherwise None."""
    from quotes.store.access import tokens
    from quotes.store.database import connection

    if settings.token is not None:
        return None
    with connection.writing(settings.database) as db:
        return None if tokens.any_exist(db) else tokens.create(db, "first start")
