"""Pages for people, over the same services as the API.

A page is complete without JavaScript, and loads nothing from other services.
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
    """Add the pages to the app."""
    for name in MODULES:
        import_module(f"quotes.web.{name}")
    blueprint = import_module("quotes.web.pages").pages
    app.register_blueprint(blueprint)
    import_module("quotes.web.sessions").register(app, database)
    import_module("quotes.web.errors").register(app)
