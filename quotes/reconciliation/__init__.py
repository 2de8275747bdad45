"""A reconciliation service: match a list of names, as in a spreadsheet, with speakers.

OpenRefine and other clients use its protocol, the Reconciliation Service API 0.2
(https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/).

- `views`: the addresses under /reconcile, readable from any site; `manifest`: what they offer
- `batches`: parse what clients send, strictly
- `queries`: names in, candidates out; `scoring`: how well a name fits a speaker, and when it is certain
- `properties`: what is known about speakers; `extension`: add it to a table
- `suggestions`: what is offered while somebody types
"""

from __future__ import annotations

from importlib import import_module

from flask import Flask


def register(app: Flask) -> None:
    """Add the routes under /reconcile to the app."""
    app.register_blueprint(import_module("quotes.reconciliation.views").blueprint)
