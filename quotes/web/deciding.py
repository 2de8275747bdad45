"""People's decisions on pages: about quotes and about speakers."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from quotes.intake import parse_day
from quotes.lookup.evidence.enrichment import with_evidence
from quotes.requests.connections import database
from quotes.requests.problems import Problem, not_found, unusable
from quotes.store.identity import speaker_decisions, speakers
from quotes.store.identity.speaker_decisions import NoMerge
from quotes.store.listing import Row
from quotes.store.quotations import quotes, review
from quotes.store.quotations.corrections import Correction, correct
from quotes.store.quotations.decision_history import Decision
from quotes.store.tracking.grouping import grouped
from quotes.web.pages import pages
from quotes.web.presenting.page_filters import FACTUALITIES, one_of
from quotes.web.presenting.phrases import KINDS
from quotes.web.sessions import needs, signed_in

QUEUE = 20
LONGEST_NAME = 300
LONGEST_REASON = 2_000
STATUSES = {"confirm": "confirmed", "reject": "rejected", "reopen": "unreviewed"}
PRECISIONS = ("day", "week", "month", "year")


@pages.get("/review")
@needs("decide")
def review_queue() -> str:
    """Doubtful quotes about which nobody has decided, the most reported first."""
    return render_template(
        "review.html", waiting=with_evidence(database(), review.waiting(database(), QUEUE))
    )


@pages.post("/quotes/<identifier>")
@needs("decide")
def decide(identifier: str) -> ResponseReturnValue:
    """Confirm or reject a quote, or correct its speaker, date or factuality."""
    with grouped(database()):
        quote = quotes.get(database(), identifier)
        if quote is None:
            raise not_found("quote")
        correct(database(), quote, _correction(), decision())
    return redirect(_back(url_for("web.quote", identifier=identifier)), 303)


@pages.post("/speakers/suggestions/<int:number>")
@needs("decide")
def settle(number: int) -> ResponseReturnValue:
    """Decide whether a suggested pair is two speakers, or one with the name of the second."""
    with grouped(database()):
        if request.form.get("action") == "apart":
            if not speaker_decisions.dismiss(database(), number, decision()):
                raise not_found("open suggestion")
        else:
            _merge(request.form.get("source", ""), request.form.get("target", ""))
    return redirect(url_for("web.list_suggestions"), 303)


@pages.post("/speakers/<slug>")
@needs("decide")
def change_speaker(slug: str) -> ResponseReturnValue:
    """Merge a speaker into another, undo that, or set the speaker's name, kind and description."""
    with grouped(database()):
        match request.form.get("action"):
            case "merge":
                _merge(slug, _text("target", LONGEST_NAME))
            case "unmerge":
                _unmerge(_text("source", LONGEST_NAME))
            case "name":
                speaker_decisions.add_name(database(), _known(slug), _text("name", LONGEST_NAME), decision())
            case "describe":
                speaker_decisions.describe(database(), _known(slug), _described(), decision())
            case _:
                raise unusable("action", "Must be one of the form's buttons.")
    return redirect(url_for("web.speaker", slug=slug), 303)


def decision() -> Decision:
    """The decision: made now by the holder of the token, with the reason given."""
    holder = signed_in()
    reason = request.form.get("reason", "").strip()[:LONGEST_REASON] or None
    at = datetime.now(UTC).isoformat(timespec="seconds")
    return Decision(None, reason, at, holder.name if holder else None)


def _correction() -> Correction:
    action = request.form.get("action", "")
    if action in STATUSES:
        return Correction({"status": STATUSES[action]})
    if action == "restore":
        return Correction({}, frozenset({"speaker", "said", "factuality"}))
    if action == "speaker":
        return Correction({"speaker": _speaker()})
    if action == "said":
        return Correction({"said": _said()})
    if action == "factuality":
        told = one_of(request.form.get("factuality"), FACTUALITIES, None)
        if told is None:
            raise unusable("factuality", "Must be one of those in the list.")
        return Correction({"factuality": told})
    raise unusable("action", "Must be one of the form's buttons.")


def _speaker() -> int | None:
    """The speaker with the given slug or name, added if unknown; None if the field is empty."""
    name = request.form.get("speaker", "").strip()[:LONGEST_NAME]
    if not name:
        return None
    known = speakers.pk_of(database(), name)
    if known is not None:
        return known
    kind = one_of(request.form.get("kind"), KINDS, "person")
    return speaker_decisions.speaker_called(database(), name, kind, decision().at, new=False)


def _said() -> Row | None:
    written = request.form.get("on", "").strip()
    if not written:
        return None
    try:
        day = parse_day(written)
    except ValueError:
        raise unusable("on", "Must be a day such as 2021-10-03.") from None
    precision = one_of(request.form.get("precision"), PRECISIONS, "day")
    return {"on": first_day(day, precision).isoformat(), "precision": precision}


def first_day(day: date, precision: str) -> date:
    """The first day of the period that contains a day."""
    match precision:
        case "week":
            return day - timedelta(days=day.weekday())
        case "month":
            return day.replace(day=1)
        case "year":
            return day.replace(month=1, day=1)
        case _:
            return day


def _described() -> dict[str, Any]:
    """Those of name, kind and description that were filled in."""
    changes: dict[str, Any] = {}
    if request.form.get("name", "").strip():
        changes["name"] = _text("name", LONGEST_NAME)
    if request.form.get("kind") in KINDS:
        changes["kind"] = request.form["kind"]
    if "description" in request.form:
        changes["description"] = request.form["description"].strip()[:LONGEST_REASON] or None
    return changes


def _merge(source: str, target: str) -> None:
    one, other = _known(source), _known(target, "target")
    try:
        speaker_decisions.merge(database(), one, other, decision())
    except NoMerge as error:
        raise Problem(409, str(error)) from None


def _unmerge(source: str) -> None:
    merged = speakers.get(database(), source)
    if merged is None:
        raise not_found("speaker")
    try:
        speaker_decisions.unmerge(database(), merged["pk"], decision())
    except NoMerge as error:
        raise Problem(409, str(error)) from None


def _known(slug: str, field: str | None = None) -> int:
    pk = speakers.pk_of(database(), slug)
    if pk is None:
        raise (
            not_found("speaker") if field is None else unusable(field, "There is no speaker with this slug.")
        )
    return pk


def _text(field: str, longest: int) -> str:
    text = request.form.get(field, "").strip()
    if not text or len(text) > longest:
        raise unusable(field, f"Must not be empty, nor longer than {longest} characters.")
    return text


def _back(otherwise: str) -> str:
    """The page to go to after the form: the review queue, the article, or else the quote or speaker."""
    return {
        "review": url_for("web.review_queue"),
        "article": url_for("web.article", identifier=request.form.get("article", "")) + "#quotes-of",
    }.get(request.form.get("back", ""), otherwise)
