"""The WSGI application for servers, as described in docs/operating.md. Settings come from the environment."""

from __future__ import annotations

from quotes.app import create_app
from quotes.settings import Settings

app = create_app(Settings.from_environment())
