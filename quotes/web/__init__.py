"""Pages for people, over the same services as the API.

A page is whole without JavaScript, and loads nothing from anywhere but this service.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from flask import Flask

MODULES = (
    "home", "lookup", "speakers", "comparison", "statements", "posting", "articles", "deciding", "citations",
    "alerts", "sessions", "errors",
)  # fmt: skip


def register(app: Flask, database: Path) -> None:
    """Let the app answer with pages beside the API."""
    for name in MODULES:
        import_module(f"quotes.web.{name}")
    blueprint = import_module("quotes.web.pages").pages
    app.register_blueprint(blueprint)
    import_module("quotes.web.sessions").register(app, database)
    import_module("quotes.web.errors").register(app)
