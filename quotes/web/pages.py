"""The blueprint that all pages belong to, and what every page needs."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response

from quotes import wording
from quotes.lookup.evidence.web_archive import archived_copy
from quotes.web.presenting import phrases

# Pages share the root with the API; their own files are under /static.
pages = Blueprint(
    "web", __name__, template_folder="templates", static_folder="static", static_url_path="/static"
)

# Scripts and styles come only from this service, no site can frame a page, and forms are sent only here.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}

pages.add_app_template_filter(phrases.percent, "percent")
pages.add_app_template_filter(phrases.long_day, "long_day")
pages.add_app_template_filter(phrases.short_day, "short_day")
pages.add_app_template_filter(phrases.said_when, "said_when")
pages.add_app_template_filter(phrases.sureness, "sureness")
pages.add_app_template_filter(wording.counted, "counted")
pages.add_app_template_filter(phrases.readable, "readable")
pages.add_app_template_filter(phrases.words_of_quote, "quoted")
pages.add_app_template_filter(phrases.web_address, "web_address")
pages.add_app_template_filter(archived_copy, "archived_copy")


@pages.after_request
def guard(response: Response) -> Response:
    """Add security headers, since the texts on a page may be hostile."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response


@pages.context_processor
def known_everywhere() -> dict[str, Any]:
    """The functions and values that any template may need."""
    return {"phrases": phrases}
