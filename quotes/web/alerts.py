"""Following something: the form with its preview, one's alerts, and unsubscribing by a link."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from quotes.alerts import matching
from quotes.alerts.channels import CHANNELS, why_off
from quotes.alerts.presenting import in_full, preview_shown
from quotes.alerts.signed_links import addressee_of
from quotes.alerts.wishes import EVERY, KINDS, LEAST_CONFIDENCE, OTHERWISE, BadWish, destination_of, follow_of
from quotes.intake.article import LONGEST_LABEL
from quotes.requests.connections import database, settings
from quotes.requests.problems import Problem, not_found
from quotes.store.alerts import following, outbox
from quotes.store.alerts.following import Follow
from quotes.store.identity import speakers
from quotes.web.pages import pages
from quotes.web.presenting.page_filters import FACTUALITIES, cursor, one_of
from quotes.web.sessions import needs, signed_in

PER_PAGE = 30
LONGEST = {"q": 1_000, "phrase": 1_000, "about": LONGEST_LABEL, "speaker": LONGEST_LABEL}
LONGEST_NOTE = 1_000
LONGEST_TARGET = 2_000
ENDED = "whoever reads there has ended it"


@pages.get("/alerts")
@needs("write")
def list_alerts() -> str:
    """One's own alerts, with where each is delivered and what was sent last."""
    found = following.listing(database(), _owner(), PER_PAGE, cursor())
    rows = [in_full(database(), row, _base()) for row in found.items]
    return render_template("alerts.html", found=found, rows=rows)


@pages.get("/alerts/new")
@needs("write")
def alert_form() -> ResponseReturnValue:
    """The form: what would be followed, how often it would have fired, and where to deliver."""
    wish = _wish(request.args)
    try:
        follow = follow_of(database(), wish) if _is_told(wish) else None
    except BadWish as error:
        return _form(wish, None, message=f"{error.field}: {error}"), 422
    return _form(wish, follow)


@pages.post("/alerts")
@needs("write")
def follow() -> ResponseReturnValue:
    """Follow what the form describes."""
    wish = _wish(request.form)
    wanted: Follow | None = None
    try:
        wanted = follow_of(database(), wish)
        destination = destination_of(settings(), _deliver())
        note = request.form.get("note", "").strip()[:LONGEST_NOTE] or None
        alert = following.add(database(), _owner(), wanted, destination, note)
    except BadWish as error:
        return _form(wish, wanted, message=str(error)), 422
    except following.TooManyAlerts as error:
        raise Problem(409, f"Not followed: {error}.") from error
    return redirect(url_for("web.list_alerts", _anchor=f"a-{alert['id']}"), 303)


@pages.post("/alerts/<identifier>")
@needs("write")
def change_alert(identifier: str) -> ResponseReturnValue:
    """Switch an alert off or on, have an example sent, change its note, or delete it."""
    alert = following.get(database(), identifier)
    if alert is None or alert["owner"] != _owner():
        raise not_found("alert")
    match request.form.get("action"):
        case "off" | "on" as switched:
            following.change(database(), alert["pk"], {"active": switched == "on"}, None)
        case "note":
            note = request.form.get("note", "").strip()[:LONGEST_NOTE] or None
            following.change(database(), alert["pk"], {"note": note}, None)
        case "test":
            if alert["destination"] is None or alert["off"] or why_off(settings(), alert["channel"]):
                raise Problem(409, "Nothing is sent of this alert as things are.")
            outbox.make_test(database(), alert, time.time())
        case "delete":
            following.remove(database(), alert["pk"])
            return redirect(url_for("web.list_alerts"), 303)
        case _:
            raise Problem(422, "This is none of the form's buttons.")
    return redirect(url_for("web.list_alerts", _anchor=f"a-{identifier}"), 303)


@pages.get("/alerts/unsubscribe/<signed>")
def ask_to_unsubscribe(signed: str) -> str:
    """Ask whether to unsubscribe: opening a link, as link scanners do, ends nothing."""
    addressee = addressee_of(database(), signed)
    if addressee is None:
        raise not_found("address")
    return render_template("unsubscribe.html", addressee=addressee, signed=signed, ended=False)


@pages.post("/alerts/unsubscribe/<signed>")
def unsubscribe(signed: str) -> str:
    """Unsubscribe whoever has the link, by one click in a mail reader or on the page (RFC 8058)."""
    addressee = addressee_of(database(), signed)
    if addressee is None:
        raise not_found("address")
    for pk in following.addressees(database(), addressee.owner, addressee.channel, addressee.target):
        following.switch_off(database(), pk, ENDED)
    return render_template("unsubscribe.html", addressee=addressee, signed=signed, ended=True)


def _form(wish: dict[str, Any], follow: Follow | None, message: str | None = None) -> str:
    known = None
    if wish.get("speaker"):
        pk = speakers.pk_of(database(), wish["speaker"])
        known = None if pk is None else speakers.name_of(database(), pk)
    found = None
    if follow is not None:
        today = datetime.now(UTC).date()
        found = preview_shown(database(), matching.preview(database(), follow, today))
    return render_template(
        "new_alert.html",
        wish=wish,
        speaker_name=known,
        preview=found,
        message=message,
        channels=[(by, why_off(settings(), by)) for by in CHANNELS],
    )


def _wish(given: Any) -> dict[str, Any]:
    """What a form or an address asks to follow, by the API's field names."""
    texts = {name: given.get(name, "").strip()[:most] for name, most in LONGEST.items()}
    wish: dict[str, Any] = {name: text for name, text in texts.items() if text}
    wish["follow"] = one_of(given.get("follow"), KINDS, "search")
    wish["factuality"] = one_of(given.get("factuality"), (*FACTUALITIES, "any"), "said")
    if given.get("form") in ("sentence", "fragment"):
        wish["form"] = given["form"]
    if given.get("otherwise") in OTHERWISE and wish["follow"] == "contradiction":
        wish["otherwise"] = given["otherwise"]
    wish["min_confidence"] = _share(given.get("min_confidence"), LEAST_CONFIDENCE)
    wish["min_said_confidence"] = _share(given.get("min_said_confidence"), None)
    return wish


def _share(given: str | None, otherwise: float | None) -> float | None:
    try:
        share = float(given) if given else otherwise
    except ValueError:
        return otherwise
    return share if share is None or 0 <= share <= 1 else otherwise


def _is_told(wish: dict[str, Any]) -> bool:
    """Whether anything is given to follow; the empty form gives nothing yet."""
    return wish["follow"] == "contradiction" or any(name in wish for name in LONGEST)


def _deliver() -> dict[str, str] | None:
    by = one_of(request.form.get("by"), CHANNELS, None)
    if by is None:
        return None
    return {
        "by": by,
        "to": request.form.get("to", "").strip()[:LONGEST_TARGET],
        "every": one_of(request.form.get("every"), EVERY, "day"),
    }


def _owner() -> str:
    holder = signed_in()
    assert holder is not None  # no view here is open to others
    return holder.name


def _base() -> str:
    return settings().public_url or request.url_root.rstrip("/")
