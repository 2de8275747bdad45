"""The addresses under /reconcile, as defined by the protocol.

Clients run in browsers on other sites, so every answer can be read from anywhere, and none depends on a
cookie. Query parameters that the protocol does not define are ignored, because clients add some of their own.
JSONP is not offered: an answer that is a script would be allowed to run by the pages'
Content-Security-Policy, whatever function it names.
"""

from __future__ import annotations

import json

from flask import Blueprint, Response, render_template, request
from werkzeug.urls import iri_to_uri

from quotes.intake.characters import storable
from quotes.reconciliation import suggestions
from quotes.reconciliation.batches import LONGEST_NAME, batch_of, table_of
from quotes.reconciliation.extension import extended, proposed
from quotes.reconciliation.manifest import manifest
from quotes.reconciliation.properties import KINDS, PROPERTIES, summary
from quotes.reconciliation.queries import answers
from quotes.requests.connections import database, settings
from quotes.requests.parsing import open_where, reads_only
from quotes.requests.problems import Problem, not_found, unusable
from quotes.store.identity import name_candidates
from quotes.store.listing import Row
from quotes.store.tracking import statements

MOST_SKIPPED = 1_000
# How many seconds a browser may remember that it may ask.
ASKED_FOR = "86400"
# A preview is shown in a frame of any client, and runs no scripts.
PREVIEW_POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'"

blueprint = Blueprint("reconciliation", __name__, url_prefix="/reconcile", template_folder="templates")


@blueprint.after_request
def readable_from_anywhere(response: Response) -> Response:
    """Let scripts of any site read the answer (CORS); it contains nothing that a cookie gives access to."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    if request.method == "OPTIONS":
        response.headers["Access-Control-Allow-Methods"] = response.headers.get("Allow", "")
        response.headers["Access-Control-Allow-Headers"] = "Authorization, Content-Type"
        response.headers["Access-Control-Max-Age"] = ASKED_FOR
    return response


def _is_preflight() -> bool:
    return request.method == "OPTIONS"


def _asks_nothing() -> bool:
    """Whether the request is for the manifest, which says that a token is needed."""
    return _is_preflight() or (
        request.method != "POST" and request.args.keys().isdisjoint(("queries", "extend"))
    )


@blueprint.route("", methods=["GET", "POST"])
@reads_only
@open_where(_asks_nothing)
def reconcile() -> Response:
    """Answer a batch of names, extend a table, or return the manifest."""
    if "callback" in request.args:
        raise Problem(400, "JSONP is not supported. Answers can be read from any site (CORS).")
    given = request.form if request.method == "POST" else request.args
    if "queries" in given:
        return _answer(answers(database(), batch_of(given["queries"])))
    if "extend" in given:
        return _answer(extended(database(), *table_of(given["extend"]), _site()))
    if request.method == "POST":
        raise unusable("queries", "A form must contain queries or extend.")
    return _answer(manifest(_site(), protected=settings().read_token_required))


@blueprint.get("/suggest/<any(entity, property, type):what>")
@open_where(_is_preflight)
def suggest(what: str) -> Response:
    """Speakers, properties or kinds that begin with what was typed."""
    prefix = storable(request.args.get("prefix", ""))[:LONGEST_NAME]
    skipped = _number("cursor", 0, 0, MOST_SKIPPED)
    if what == "entity":
        kind = request.args.get("type")
        known_kind = kind if kind in KINDS else None
        return _answer({"result": suggestions.entities(database(), prefix, known_kind, skipped)})
    found = suggestions.types(prefix) if what == "type" else suggestions.properties(prefix)
    return _answer({"result": found[skipped:]})


@blueprint.get("/flyout/<any(entity, property, type):what>")
@open_where(_is_preflight)
def flyout(what: str) -> Response:
    """A few lines of HTML about a speaker, a property or a kind, shown beside a suggestion."""
    wanted = request.args.get("id", "")
    if what == "entity":
        row = _speaker(wanted)
        name, about = row["name"], summary(row)
    elif what == "property" and wanted in PROPERTIES:
        name, about = PROPERTIES[wanted].name, PROPERTIES[wanted].description
    elif what == "type" and wanted in KINDS:
        name, about = KINDS[wanted], "A kind of speaker"
    else:
        raise not_found(what)
    return _answer({"id": wanted, "html": render_template("flyout.html", name=name, about=about)})


@blueprint.get("/properties")
@open_where(_is_preflight)
def propose_properties() -> Response:
    """The properties with which a table of speakers of a kind can be extended."""
    most = _number("limit", len(PROPERTIES), 1, len(PROPERTIES)) if "limit" in request.args else None
    return _answer(proposed(request.args.get("type", ""), most))


@blueprint.get("/preview")
@open_where(_is_preflight)
def preview() -> Response:
    """A page about one speaker, small enough for a frame."""
    row = _speaker(request.args.get("id", ""))
    first, last = statements.first_and_last(database(), row["pk"])
    page = render_template("preview.html", speaker=row, summary=summary(row), first=first, last=last)
    response = Response(page, mimetype="text/html")
    response.headers["Content-Security-Policy"] = PREVIEW_POLICY
    return response


def _speaker(slug: str) -> Row:
    meant = name_candidates.of_slugs(database(), [slug])
    if slug not in meant:
        raise not_found("speaker")
    (row,) = name_candidates.described(database(), [meant[slug]])
    return row


def _number(name: str, missing: int, least: int, most: int) -> int:
    """A whole number of the query, no more than `most`. Raises Problem."""
    written = request.args.get(name, str(missing))
    if not written.isascii() or not written.isdecimal() or len(written) > 9 or int(written) < least:
        raise unusable(name, f"Must be a whole number from {least} on.")
    return min(int(written), most)


def _site() -> str:
    """The address at which the service was called, with a slash at its end."""
    return iri_to_uri(request.url_root)


def _answer(record: Row) -> Response:
    # Send ASCII only, because a repeated name may contain what UTF-8 cannot encode.
    return Response(json.dumps(record), mimetype="application/json")
