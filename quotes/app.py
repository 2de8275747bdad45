"""The service as a WSGI application."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from threading import Lock
from typing import TYPE_CHECKING, Any

from flask import Flask, Response
from flask_smorest import Api

from quotes import web
from quotes.api import connections, docs, observed, problems, tokens
from quotes.api.version import VERSION
from quotes.extraction.errors import ReadingFailed
from quotes.extraction.quote import Quote
from quotes.extraction.reading import Reading
from quotes.ingestion import Reader
from quotes.settings import Settings
from quotes.store.migrating import migrate
from quotes.store.probes import is_damage
from quotes.watching import figures, log, metrics
from quotes.watching.proxies import ClientAddress
from quotes.watching.readiness import MEGABYTE, Readiness
from quotes.watching.requests import Requests

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

RESOURCES = (
    "articles",
    "speaker_lists",
    "speakers",
    "statements",
    "topics",
    "quotes",
    "lookup",
    "health",
    "metrics",
)

# The longest body is an article of the longest kind written wholly in JSON escapes (12 bytes for a character
# outside the Basic Multilingual Plane), and what stands around it.
BYTES_PER_CHAR = 12
BYTES_AROUND = 1_000_000


class SharedReader:
    """One extractor for all threads of a process: loaded when first needed, and used by one at a time."""

    def __init__(self, model: str | None) -> None:
        self._model = model
        self._loading = Lock()
        self._reading = Lock()
        self._loaded: Reader | None = None

    @property
    def _extractor(self) -> Reader:
        with self._loading:
            if self._loaded is None:
                # Imported here, since a process that only answers questions needs no language model.
                self._loaded = import_module("quotes.extraction").Extractor(self._model)
            return self._loaded

    @property
    def version(self) -> str:
        return self._extractor.version

    def extract(
        self,
        text: str,
        published: date | None = None,
        author: str | None = None,
        modified: date | None = None,
    ) -> list[Quote]:
        with self._reading:
            return self._extractor.extract(text, published, author, modified)

    def extract_many(self, readings: Iterable[Reading]) -> Iterator[list[Quote] | ReadingFailed]:
        """Read all of them before giving the first: nothing else may read while one waits for its turn."""
        with self._reading:
            found = list(self._extractor.extract_many(readings))
        return iter(found)


@dataclass(frozen=True, slots=True)
class Services:
    """What the views of an app work with."""

    settings: Settings
    reader: Reader
    api: Api
    readiness: Readiness
    gauges: metrics.Gauges


class Service(Flask):
    """Flask, with errors written down as this project's log writes them."""

    def log_exception(self, exc_info: Any) -> None:
        error = exc_info[1]
        if is_damage(error):
            self.extensions["quotes"].readiness.integrity.note_damage()
        observed.log_error(error)


def create_app(settings: Settings, extractor: Reader | None = None) -> Flask:
    """The application, its database made and brought up to date.

    `extractor` reads the posted articles instead of the language model that the settings name.
    """
    migrate(settings.database)
    log.configure(settings.log)
    app = Service("quotes", static_folder=None)
    app.url_map.strict_slashes = False
    app.json.sort_keys = False  # type: ignore[attr-defined] # of Flask's own provider
    app.config |= _configuration(settings)
    observed.register(app)
    problems.register(app)
    connections.register(app)
    tokens.register(app)
    api = _api(app)
    app.extensions["quotes"] = Services(
        settings,
        extractor or SharedReader(settings.model),
        api,
        Readiness(settings.database, settings.min_free_mb * MEGABYTE),
        metrics.Gauges(),
    )
    for name in RESOURCES:
        if name != "metrics" or settings.metrics != "off":
            api.register_blueprint(import_module(f"quotes.api.{name}").resource)
    app.register_blueprint(docs.blueprint)
    web.register(app, settings.database)
    app.after_request(_as_declared)
    _watch(app, settings)
    return app


def _watch(app: Flask, settings: Settings) -> None:
    """Let every request be logged and counted, by the address of who made it."""
    metrics.watch_lock_waits()
    figures.register(app.extensions["quotes"].gauges, settings.database)
    watched: WSGIApplication = Requests(app.wsgi_app, metrics.observe_request)
    app.wsgi_app = ClientAddress(watched, settings.trusted_proxies or "")  # type: ignore[method-assign]


def _as_declared(response: Response) -> Response:
    """Keep browsers from taking an answer for something else than it says it is, such as a page."""
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _configuration(settings: Settings) -> dict[str, object]:
    return {
        "API_TITLE": "quotes",
        "API_VERSION": VERSION,
        "OPENAPI_VERSION": "3.1.0",
        "MAX_CONTENT_LENGTH": settings.max_article_chars * BYTES_PER_CHAR + BYTES_AROUND,
        "MAX_FORM_MEMORY_SIZE": BYTES_AROUND,
    }


class _Api(Api):  # type: ignore[misc] # the library has no types
    """flask-smorest's description of the interface, with this project's errors instead of its own."""

    ERROR_SCHEMA = problems.ProblemSchema

    def _register_error_handlers(self) -> None:
        """Leave errors to `problems`, which has handlers for all of them."""

    def _register_responses(self) -> None:
        """Describe error responses, which are all that this method describes, by their media type."""
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
