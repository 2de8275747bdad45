"""The service as a WSGI application."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from flask import Flask, Response
from flask_smorest import Api
from sqlite_utils import Database

from quotes import reconciliation, web
from quotes.api import docs
from quotes.api.answers.version import VERSION
from quotes.fetching import Fetcher
from quotes.lookup.corpus import Corpus
from quotes.readers import Direct, Pool
from quotes.requests import bodies, connections, observed, problems, tokens
from quotes.serving.turns import Turns
from quotes.settings import Settings
from quotes.store.database import connection
from quotes.store.database.migrating import migrate
from quotes.store.database.probes import is_damage
from quotes.watching import figures, log, metrics
from quotes.watching.proxies import ClientAddress
from quotes.watching.readiness import MEGABYTE, Readiness
from quotes.watching.requests import Requests
from quotes.workflows.ingestion import Reader
from quotes.workflows.searching import searching

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


RESOURCES = (
    "articles", "jobs", "outlets", "speaker_lists", "speakers", "statements", "topics", "quotes", "lookup",
    "sources", "alerts", "health", "metrics",
)  # fmt: skip

# Limits on exports being written at once, for all callers and for one: each uses a thread until it is
# complete, and other requests need threads too.
EXPORTS = 4
EXPORTS_EACH = 2


@dataclass(frozen=True, slots=True)
class Services:
    """What the views of an app use."""

    settings: Settings
    reader: Pool | Direct
    exports: Turns
    api: Api
    readiness: Readiness
    gauges: metrics.Gauges
    fetcher: Fetcher | None
    corpus: Callable[[Database], Corpus]


class Service(Flask):
    """Flask, with errors logged in this project's log format."""

    def log_exception(self, exc_info: Any) -> None:
        error = exc_info[1]
        if is_damage(error):
            self.extensions["quotes"].readiness.integrity.note_damage()
        observed.log_error(error)


def create_app(settings: Settings, extractor: Reader | None = None, fetcher: Fetcher | None = None) -> Flask:
    """Create the application, creating its database or migrating it to the current version.

    `extractor` reads posted articles in this process; without it, a pool of processes with the language model
    from the settings does. The pool starts no process until there is something to read. `fetcher` replaces
    the one from the settings, if they allow fetching.
    """
    connection.configure(synchronous=settings.synchronous, network=settings.allow_network_file_system)
    migrate(settings.database)
    log.configure(settings.log)
    app = Service("quotes", static_folder=None)
    app.url_map.strict_slashes = False
    app.json.sort_keys = False  # type: ignore[attr-defined] # of Flask's own provider
    app.config |= _configuration(settings)
    observed.register(app)
    # While the application lives, nobody can mistake the file for one that is not in use.
    weakref.finalize(app, connection.hold(settings.database).close)
    problems.register(app)
    connections.register(app)
    tokens.register(app)
    bodies.register(app)
    api = _api(app)
    reader = Direct(extractor) if extractor else _pool(settings)
    exports = Turns("exports are being written", EXPORTS, waiting=0, each=EXPORTS_EACH, seconds=1)
    readiness = Readiness(settings.database, settings.min_free_mb * MEGABYTE)
    gauges = metrics.Gauges()
    if isinstance(reader, Pool):
        gauges.register_readings(lambda: reader.under_way, lambda: reader.waiting)
    corpus = searching(settings)
    app.extensions["quotes"] = Services(settings, reader, exports, api, readiness, gauges, fetcher, corpus)
    for name in RESOURCES:
        if name != "metrics" or settings.metrics != "off":
            api.register_blueprint(import_module(f"quotes.api.{name}").resource)
    app.register_blueprint(docs.blueprint)
    web.register(app, settings.database)
    reconciliation.register(app)
    app.after_request(_as_declared)
    _watch(app, settings)
    return app


def _pool(settings: Settings) -> Pool:
    return Pool(
        settings.model,
        processes=settings.readers,
        seconds=settings.reading_seconds,
        megabytes=settings.reading_megabytes,
    )


def _watch(app: Flask, settings: Settings) -> None:
    """Log and count every request, with the client's address."""
    metrics.watch_lock_waits()
    figures.register(app.extensions["quotes"].gauges, settings.database)
    watched: WSGIApplication = Requests(app.wsgi_app, metrics.observe_request)
    app.wsgi_app = ClientAddress(watched, settings.trusted_proxies or "")  # type: ignore[method-assign]


def _as_declared(response: Response) -> Response:
    """Keep browsers from interpreting an answer as another media type than its own, such as a page."""
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _configuration(settings: Settings) -> dict[str, object]:
    return {
        "API_TITLE": "quotes",
        "API_VERSION": VERSION,
        "OPENAPI_VERSION": "3.1.0",
        "MAX_CONTENT_LENGTH": bodies.most_bytes(settings, with_token=True),
        "MAX_FORM_MEMORY_SIZE": bodies.BYTES_AROUND,
    }


class _Api(Api):  # type: ignore[misc] # the library has no types
    """flask-smorest's description of the API, with this project's errors instead of its own."""

    ERROR_SCHEMA = problems.ProblemSchema

    def _register_error_handlers(self) -> None:
        """Leave errors to `problems`, which has handlers for all of them."""

    def _register_responses(self) -> None:
        """Describe error responses, the only ones described here, with their media type."""
        self.DEFAULT_RESPONSE_CONTENT_TYPE = problems.MEDIA_TYPE
        super()._register_responses()
        del self.DEFAULT_RESPONSE_CONTENT_TYPE


def _api(app: Flask) -> Api:
    return _Api(
        app,
        spec_kwargs={
            "info": {
                "description": "Who said what, when, and who reported it. Lists take limit and cursor; the"
                " next page's address is in the Link header. Errors are problem details (RFC 9457).",
            },
            "security": [],
            "components": {
                "securitySchemes": {
                    "token": {
                        "type": "http",
                        "scheme": "bearer",
                        "description": "A token with the scope that is named: read, write (to post articles)"
                        " or decide (to correct quotes, to name and merge speakers).",
                    }
                }
            },
        },
    )
