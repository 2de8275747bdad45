"""Importing and exporting lists of speakers that newsrooms keep."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import Any

from flask import Response, request

from quotes.api.answers.formats import speaker_lines
from quotes.api.requests.decisions import decision
from quotes.api.schemas.speaker_lists import ExportQuerySchema, ImportQuerySchema, TakenListSchema
from quotes.intake.characters import decode_text
from quotes.intake.tables.speaker_lists import UnreadableList, read_list
from quotes.requests.connections import database
from quotes.requests.parsing import Resource
from quotes.requests.problems import Problem, unusable
from quotes.speaker_lists import OUTCOMES, take_in
from quotes.store.identity.speaker_lists import listed_speakers
from quotes.store.listing import Row

# Longer lists must be imported on the command line, where no client waits for an answer.
MOST_ROWS = 1_000

resource = Resource("speaker_lists", __name__, url_prefix="/api", description="Lists that newsrooms keep")
BODY = {"required": True, "content": {"text/csv": {"schema": {"type": "string"}}}}


@resource.route("/speakers/import", methods=["POST"])
@resource.doc(requestBody=BODY)
@resource.arguments(ImportQuerySchema, location="query")
@resource.response(200, TakenListSchema)
def import_list(query: dict[str, Any]) -> Row:
    """Import a CSV list of speakers, row by row, or show what that would do."""
    if request.mimetype != "text/csv":
        raise Problem(415, "The body must be a list, sent as Content-Type: text/csv.")
    try:
        rows = list(islice(read_list(decode_text(request.get_data()).text), MOST_ROWS + 1))
    except UnreadableList as error:
        raise Problem(400, str(error)) from error
    if len(rows) > MOST_ROWS:
        raise unusable("body", f"More than {MOST_ROWS} rows; `quotes speakers import` takes longer lists.")
    taken = list(take_in(database(), rows, decision(query), dry_run=query["dry_run"]))
    counted = Counter(one.outcome for one in taken)
    totals = {name: counted[name] for name in OUTCOMES}
    return {"dry_run": query["dry_run"], "totals": totals, "items": taken}


@resource.route("/speakers.csv", methods=["GET"])
@resource.arguments(ExportQuerySchema, location="query")
@resource.response(200)
def export_list(query: dict[str, Any]) -> Response:
    """Export the speakers about whom people decided something, or all, as a list that can be imported."""
    lines = "".join(speaker_lines(listed_speakers(database(), everybody=query["everybody"])))
    response = Response(lines, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="speakers.csv"'
    return response
