"""The addresses under /reconcile, as the protocol has them.

Clients such as OpenRefine run in browsers at other addresses, so every answer may be read from anywhere; none
depends on a cookie. What the protocol does not name is ignored, since clients send parameters of their own.
"""

from __future__ import annotations

import json
import re
from typing import Any

from flask import Blueprint, Response, render_template, request

from quotes.api.answers.version import VERSION
from quotes.reconciliation.properties import KINDS, PROPERTIES, TELLING, summary
from quotes.reconciliation.queries import BadBatch, answers, batch_of, extended, table_of
from quotes.requests.connections import database
from quotes.requests.parsing import reads_only
from quotes.requests.problems import Problem, not_found
from quotes.store.identity import name_candidates, speakers
from quotes.store.listing import Row
from quotes.store.search import NoWords
from quotes.store.tracking import statements

VERSIONS = ["0.2"]
PREVIEW_WIDTH, PREVIEW_HEIGHT = 430, 220
BATCH = 50
SUGGESTED = 10
LONGEST_PREFIX = 300

blueprint = Blueprint("reconciliation", __name__, url_prefix="/reconcile", template_folder="templates")

# A preview is shown in a frame of the client, and runs nothing.
PREVIEW_POLICY = "default-src 'none'; style-src 'self'; frame-ancestors *"
# What a script of a client may be told to call with an answer.
_CALLBACK = re.compile(r"[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*", re.ASCII)
_LONGEST_CALLBACK = 200


@blueprint.after_request
def readable_from_anywhere(response: Response) -> Response:
    """Let scripts of other sites read the answer, as they could by fetching it themselves."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Allow-Headers"] = "Content-Type, Authorization"
    return response


@blueprint.route("", methods=["GET", "POST"])
@reads_only
def reconcile() -> Response:
    """Answer a batch of names, extend a table, or introduce the service."""
    given = request.form if request.method == "POST" else request.args
    try:
        if "queries" in given:
            return _answer(answers(database(), batch_of(given["queries"])))
        if "extend" in given:
            return _answer(extended(database(), table_of(given["extend"]), _site()))
    except BadBatch as error:
        raise Problem(400, str(error)) from error
    return _answer(_manifest())


@blueprint.get("/suggest/entity")
def suggest_entity() -> Response:
    """Speakers with a name that begins so, the most quoted first."""
    try:
        found = speakers.listing(database(), q=_prefix(), sort="quotes", limit=SUGGESTED).items
    except NoWords:
        found = []
    rows = {row["slug"]: row for row in name_candidates.described(database(), [row["pk"] for row in found])}
    return _answer({"result": [_suggested(rows[row["slug"]]) for row in found if row["slug"] in rows]})


@blueprint.get("/suggest/type")
def suggest_type() -> Response:
    """Kinds of speakers with a name that begins so."""
    return _answer({"result": _beginning([{"id": kind, "name": name} for kind, name in KINDS.items()])})


@blueprint.get("/suggest/property")
def suggest_property() -> Response:
    """Properties by which a name can be told from another."""
    return _answer({"result": _beginning([PROPERTIES[one].as_record() for one in TELLING])})


@blueprint.get("/properties")
def propose_properties() -> Response:
    """The properties that a table can be extended by."""
    limit = request.args.get("limit", type=int) or len(PROPERTIES)
    properties = [one.as_record() for one in PROPERTIES.values()]
    kind = request.args.get("type", "person")
    return _answer({"type": kind, "limit": limit, "properties": properties[: max(0, limit)]})


@blueprint.get("/flyout")
def flyout() -> Response:
    """A few lines on one speaker, to be shown beside a suggestion."""
    row = _speaker(request.args.get("id", ""))
    html = render_template("flyout.html", speaker=row, summary=summary(row))
    return _answer({"id": row["slug"], "html": html})


@blueprint.get("/preview")
def preview() -> Response:
    """A page on one speaker, small enough for a frame."""
    row = _speaker(request.args.get("id", ""))
    first, last = statements.first_and_last(database(), row["pk"])
    page = render_template("preview.html", speaker=row, summary=summary(row), first=first, last=last)
    response = Response(page, mimetype="text/html")
    response.headers["Content-Security-Policy"] = PREVIEW_POLICY
    return response


def _manifest() -> Row:
    site = _site()
    here = f"{site}reconcile"
    suggest = {
        what: {"service_url": here, "service_path": f"/suggest/{what}"}
        for what in ("entity", "type", "property")
    }
    suggest["entity"] |= {"flyout_service_url": here, "flyout_service_path": "/flyout?id=${id}"}
    return {
        "versions": VERSIONS,
        "name": "quotes: who is quoted in the news",
        "serviceVersion": VERSION,
        "documentation": f"{site}api/docs",
        "identifierSpace": f"{site}speakers/",
        "schemaSpace": f"{site}api/docs",
        "defaultTypes": [{"id": kind, "name": name} for kind, name in KINDS.items()],
        "view": {"url": f"{site}speakers/{{{{id}}}}"},
        "preview": {"url": f"{here}/preview?id={{{{id}}}}", "width": PREVIEW_WIDTH, "height": PREVIEW_HEIGHT},
        "suggest": suggest,
        "extend": {
            "propose_properties": {"service_url": here, "service_path": "/properties"},
            "property_settings": [],
        },
        "batchSize": BATCH,
    }


def _suggested(row: Row) -> Row:
    kind = {"id": row["kind"], "name": KINDS[row["kind"]]}
    return {"id": row["slug"], "name": row["name"], "description": summary(row), "notable": [kind]}


def _speaker(slug: str) -> Row:
    pk = speakers.pk_of(database(), slug)
    found = [] if pk is None else name_candidates.described(database(), [pk])
    if not found:
        raise not_found("speaker")
    return found[0]


def _prefix() -> str:
    return request.args.get("prefix", "")[:LONGEST_PREFIX]


def _beginning(known: list[Row]) -> list[Row]:
    prefix = _prefix().strip().casefold()
    return [one for one in known if any(one[part].casefold().startswith(prefix) for part in ("id", "name"))]


def _site() -> str:
    """The address that the service was asked at, with a slash at its end."""
    return request.host_url


def _answer(record: Any) -> Response:
    """The answer as JSON; as a call of a script's function for clients that ask by `callback`."""
    written = json.dumps(record, ensure_ascii=False)
    callback = request.args.get("callback")
    if callback is None:
        return Response(written, mimetype="application/json")
    if len(callback) > _LONGEST_CALLBACK or not _CALLBACK.fullmatch(callback):
        raise Problem(400, "callback must be the name of a function.")
    # Line separators end a line of a script, and the comment keeps the answer from being taken for a file.
    written = written.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return Response(f"/**/{callback}({written});", mimetype="text/javascript")
