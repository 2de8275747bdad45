"""The manifest: what the service offers, and at which addresses."""

from __future__ import annotations

from typing import Any

from quotes.api.answers.version import VERSION
from quotes.reconciliation.batches import MOST_QUERIES
from quotes.reconciliation.properties import KINDS
from quotes.store.listing import Row

PREVIEW_WIDTH, PREVIEW_HEIGHT = 430, 250
# How to send a token, in terms of Swagger 2, which the protocol uses.
AUTHENTICATION = {
    "type": "apiKey",
    "in": "header",
    "name": "Authorization",
    "description": "The word Bearer, a space, and a token with the scope read.",
}


def manifest(site: str, *, protected: bool) -> Row:
    """The manifest of the service at `site`, which ends in a slash; if `protected`, it requires a token."""
    here = f"{site}reconcile"
    told: dict[str, Any] = {
        "versions": ["0.2"],
        "name": "Speakers in the news (quotes)",
        "identifierSpace": f"{site}speakers/",
        "schemaSpace": "https://schema.org/Thing",
        "documentation": f"{site}api/docs",
        "serviceVersion": VERSION,
        "defaultTypes": [{"id": kind, "name": name} for kind, name in KINDS.items()],
        "view": {"url": f"{site}speakers/{{{{id}}}}"},
        "preview": {"url": f"{here}/preview?id={{{{id}}}}", "width": PREVIEW_WIDTH, "height": PREVIEW_HEIGHT},
        "suggest": {what: _suggested(here, what) for what in ("entity", "property", "type")},
        "extend": {"propose_properties": {"service_url": here, "service_path": "/properties"}},
        "batchSize": MOST_QUERIES,
    }
    return {**told, "authentication": AUTHENTICATION} if protected else told


def _suggested(here: str, what: str) -> dict[str, str]:
    return {
        "service_url": here,
        "service_path": f"/suggest/{what}",
        "flyout_service_url": here,
        "flyout_service_path": f"/flyout/{what}?id=${{id}}",
    }
