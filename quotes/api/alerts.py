"""Alerts of the request's token. Nobody else sees what somebody follows, and where they are notified."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, TypeVar

from flask import Response, request

from quotes.alerts import matching, presenting
from quotes.alerts.channels import why_off
from quotes.alerts.signed_links import is_feed_key
from quotes.alerts.wishes import BadWish, destination_of, follow_of
from quotes.api.answers import paging
from quotes.api.schemas.alerts import (
    AlertChangeSchema,
    AlertDetailSchema,
    AlertInSchema,
    AlertPageSchema,
    AlertsQuerySchema,
    FeedQuerySchema,
    PreviewInSchema,
    PreviewSchema,
    TestDeliverySchema,
)
from quotes.requests import tokens
from quotes.requests.connections import database, settings
from quotes.requests.parsing import Resource, needs
from quotes.requests.problems import Problem, not_found, unusable
from quotes.store.alerts import following, outbox
from quotes.store.listing import Page, Row

resource = Resource("alerts", __name__, url_prefix="/api/alerts", description="What people follow")

Found = TypeVar("Found")


@resource.route("", methods=["GET"], endpoint="list")
@resource.arguments(AlertsQuerySchema, location="query")
@resource.response(200, AlertPageSchema)
def list_alerts(query: dict[str, Any]) -> tuple[Page, int, dict[str, str]]:
    """List your alerts, the latest first. Needs a token, and shows only its own alerts."""
    page = following.listing(database(), owner(), **query)
    return paging.answer(
        Page([presenting.shown(database(), row, base()) for row in page.items], page.next_cursor)
    )


@resource.route("/preview", methods=["POST"])
@resource.arguments(PreviewInSchema)
@resource.response(200, PreviewSchema)
@needs("write")
def preview(given: dict[str, Any]) -> Row:
    """Show how often an alert would have fired in the last month and year; nothing is stored."""
    follow = as_wished(lambda: follow_of(database(), given))
    return presenting.preview_shown(
        database(), matching.preview(database(), follow, datetime.now(UTC).date())
    )


@resource.route("", methods=["POST"])
@resource.arguments(AlertInSchema)
@resource.response(201, AlertDetailSchema)
@needs("write")
def post(given: dict[str, Any]) -> Row:
    """Follow something. The alert fires for what is stored from now on."""
    follow = as_wished(lambda: follow_of(database(), given))
    destination = as_wished(lambda: destination_of(settings(), given.get("deliver")))
    try:
        alert = following.add(database(), owner(), follow, destination, given.get("note"))
    except following.TooManyAlerts as error:
        raise Problem(409, f"Not followed: {error}.") from error
    return presenting.in_full(database(), alert, base())


@resource.route("/<identifier>", methods=["GET"])
@resource.response(200, AlertDetailSchema)
def show(identifier: str) -> Row:
    """Show one of your alerts, and its most recent digests. Needs a token."""
    return presenting.in_full(database(), own(identifier), base())


@resource.route("/<identifier>", methods=["PATCH"])
@resource.arguments(AlertChangeSchema)
@resource.response(200, AlertDetailSchema)
@needs("write")
def change(given: dict[str, Any], identifier: str) -> Row:
    """Change an alert's note, where it is delivered, or whether it is active at all."""
    alert = own(identifier)
    destination = as_wished(lambda: destination_of(settings(), given.get("deliver")))
    following.change(database(), alert["pk"], given, destination)
    return presenting.in_full(database(), own(identifier), base())


@resource.route("/<identifier>", methods=["DELETE"])
@resource.response(204)
@needs("write")
def remove(identifier: str) -> None:
    """Stop following something. Matches that have not been sent are deleted."""
    following.remove(database(), own(identifier)["pk"])


@resource.route("/<identifier>/test", methods=["POST"])
@resource.response(202, TestDeliverySchema)
@needs("write")
def test(identifier: str) -> dict[str, str]:
    """Send a digest as an example; the alert's deliveries show whether it arrived."""
    alert = own(identifier)
    if alert["destination"] is None:
        raise Problem(409, "This alert has its feed alone; there is nothing to send.")
    off = alert["off"] or why_off(settings(), alert["channel"])
    if off is not None:
        raise Problem(409, f"Nothing is sent: {off}.")
    return {"id": outbox.make_test(database(), alert, time.time())}


@resource.route("/<identifier>/feed.atom", methods=["GET"])
@resource.arguments(FeedQuerySchema, location="query")
@resource.response(200)
def feed(query: dict[str, str], identifier: str) -> Response:
    """Follow an alert in a feed reader, at the address given in the alert; it needs no token."""
    alert = following.get(database(), identifier)
    if alert is None or not is_feed_key(database(), identifier, query["key"]):
        raise not_found("feed")
    return Response(presenting.feed_of(database(), alert, base()), content_type="application/atom+xml")


def owner() -> str:
    """The owner of the alerts in a request: its token. Raises Problem."""
    name = tokens.name()
    if name is None:
        raise Problem(
            401,
            "Alerts are those of a token: send the header Authorization: Bearer TOKEN.",
            headers={"WWW-Authenticate": tokens.REALM},
        )
    return name


def own(identifier: str) -> Row:
    """An alert owned by the request's token. Raises Problem."""
    alert = following.get(database(), identifier)
    if alert is None or alert["owner"] != owner():
        raise not_found("alert")
    return alert


def base() -> str:
    """The address of the service, without a slash at its end."""
    return settings().public_url or request.url_root.rstrip("/")


def as_wished(make: Callable[[], Found]) -> Found:
    """The result of `make`. Raises Problem for a wish that cannot be followed."""
    try:
        return make()
    except BadWish as error:
        raise unusable(error.field, str(error)) from error
