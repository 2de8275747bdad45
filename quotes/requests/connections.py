"""The database of a request: one connection, opened when first needed and closed at its end."""

from __future__ import annotations

from flask import Flask, current_app, g, request
from sqlite_utils import Database

from quotes.lookup.corpus import Corpus
from quotes.requests.parsing import reads
from quotes.settings import Settings
from quotes.store.database.connection import open_reading, open_writing


def database() -> Database:
    """The request's connection; it is read-only if the request only reads."""
    if "database" not in g:
        view = current_app.view_functions.get(request.endpoint or "")
        opened = open_reading if reads(view, [request.method]) else open_writing
        g.database = opened(settings().database)
    found: Database = g.database
    return found


def corpus() -> Corpus:
    """What the request looks words up in: the database, and the archive beside it if there is one."""
    found: Corpus = current_app.extensions["quotes"].corpus(database())
    return found


def settings() -> Settings:
    """The settings that the app was made with."""
    found: Settings = current_app.extensions["quotes"].settings
    return found


def close(_error: BaseException | None = None) -> None:
    """Close the request's connection, if it has one."""
    opened: Database | None = g.pop("database", None)
    if opened is not None:
        opened.close()


def register(app: Flask) -> None:
    app.teardown_appcontext(close)
