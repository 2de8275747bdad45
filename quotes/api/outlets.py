"""Outlets: who publishes the articles."""

from __future__ import annotations

from typing import Any

from flask import redirect, url_for
from werkzeug import Response

from quotes.api.answers import paging
from quotes.api.requests.decisions import decision
from quotes.api.schemas.outlets import (
    OutletChangeSchema,
    OutletDetailSchema,
    OutletHistorySchema,
    OutletMergeInSchema,
    OutletNameInSchema,
    OutletPageSchema,
    OutletsQuerySchema,
)
from quotes.requests.connections import database
from quotes.requests.parsing import Resource
from quotes.requests.problems import Problem, not_found, unusable
from quotes.store.database.connection import transaction
from quotes.store.identity.speaker_decisions import NoMerge
from quotes.store.listing import Page, Row
from quotes.store.publication import outlet_decisions, outlets

resource = Resource("outlets", __name__, url_prefix="/api/outlets", description="Who publishes the articles")


@resource.route("", methods=["GET"], endpoint="list")
@resource.arguments(OutletsQuerySchema, location="query")
@resource.response(200, OutletPageSchema)
def list_outlets(query: dict[str, Any]) -> tuple[Page, int, dict[str, str]]:
    """List outlets by name, or by number of articles (most first)."""
    return paging.answer(outlets.listing(database(), **query))


@resource.route("/<slug>", methods=["GET"])
@resource.response(200, OutletDetailSchema)
@resource.alt_response(308, description="The outlet has been merged into another")
def show(slug: str) -> Row | Response:
    """Show an outlet with its domains and all names."""
    outlet = _known(slug)
    if outlet["merged_into"] is not None:
        return redirect(url_for("outlets.show", slug=outlet["merged_into"]), 308)
    return outlet


@resource.route("/<slug>", methods=["PATCH"])
@resource.arguments(OutletChangeSchema)
@resource.response(200, OutletDetailSchema)
def change(given: Row, slug: str) -> Row:
    """Set the name of an outlet."""
    with transaction(database()):
        outlet_decisions.rename(database(), _remaining(slug), given["name"], decision(given))
    return _known(slug)


@resource.route("/<slug>/names", methods=["POST"])
@resource.arguments(OutletNameInSchema)
@resource.response(201, OutletDetailSchema)
def add_name(given: Row, slug: str) -> Row:
    """Give an outlet a further name; articles without an address that use it become the outlet's."""
    with transaction(database()):
        outlet_decisions.add_name(database(), _remaining(slug), given["name"], decision(given))
    return _known(slug)


@resource.route("/<slug>/merge", methods=["POST"])
@resource.arguments(OutletMergeInSchema)
@resource.response(200, OutletDetailSchema)
def merge(given: Row, slug: str) -> Row:
    """Merge an outlet into another, and show the other. The merged outlet's URL then redirects there."""
    with transaction(database()):
        target = outlets.get(database(), given["into"])
        if target is None or target["merged_into"] is not None:
            raise unusable("into", "There is no outlet with this slug.")
        try:
            outlet_decisions.merge(database(), _remaining(slug), target["pk"], decision(given))
        except NoMerge as error:
            raise unusable("into", str(error)) from error
    return _known(given["into"])


@resource.route("/<slug>/merge", methods=["DELETE"])
@resource.response(200, OutletDetailSchema)
def unmerge(slug: str) -> Row:
    """Undo the merger of an outlet, and show the outlet with what is its own again."""
    with transaction(database()):
        try:
            outlet_decisions.unmerge(database(), _known(slug)["pk"], decision({}))
        except NoMerge as error:
            raise Problem(409, str(error)) from error
    return _known(slug)


@resource.route("/<slug>/history", methods=["GET"])
@resource.response(200, OutletHistorySchema)
def show_history(slug: str) -> Row:
    """Show people's decisions about an outlet, the latest first."""
    return {"items": outlet_decisions.history(database(), _known(slug)["pk"])}


def _known(slug: str) -> Row:
    outlet = outlets.get(database(), slug)
    if outlet is None:
        raise not_found("outlet")
    return outlet


def _remaining(slug: str) -> int:
    """The outlet with a slug, which must not have been merged into another."""
    outlet = _known(slug)
    if outlet["merged_into"] is not None:
        raise Problem(409, f"The outlet has been merged into {outlet['merged_into']}.")
    return int(outlet["pk"])
