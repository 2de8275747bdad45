"""A reconciliation service: a list of names, as in a spreadsheet, becomes speakers.

OpenRefine and other clients speak its protocol, the Reconciliation Service API 0.2
(https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/).

- `views`: the addresses under /reconcile, read from any site; `manifest`: what they offer
- `batches`: what clients send, read strictly
- `queries`: names in, candidates out; `scoring`: how well a name fits a speaker, and when it is sure
- `properties`: what is known of speakers; `extension`: the same, added to a table
- `suggestions`: what is offered while somebody types
"""

from __future__ import annotations

from importlib import import_module

from flask import Flask


def register(app: Flask) -> None:
    """Let the app answer under /reconcile."""
    app.register_blueprint(import_module("quotes.reconciliation.views").blueprint)
