"""Speakers, and what each has said."""

from __future__ import annotations

from typing import Any

from flask import redirect, url_for
from werkzeug import Response

from quotes.api.answers import annotation_pages, paging, streams
from quotes.api.answers.negotiation import LINKED_DATA
from quotes.api.requests import filters
from quotes.api.requests.decisions import decision
from quotes.api.schemas.decisions import MergeInSchema, NameInSchema, SpeakerChangeSchema
from quotes.api.schemas.quotes import HistorySchema
from quotes.api.schemas.shared.paging import PageQuerySchema
from quotes.api.schemas.speakers import (
    SpeakerDetailSchema,
    SpeakerPageSchema,
    SpeakersQuerySchema,
    SuggestionPageSchema,
)
from quotes.api.schemas.statement_queries import (
    ContradictionsQuerySchema,
    SpeakerAnnotationsQuerySchema,
    SpeakerStatementsExportSchema,
    SpeakerStatementsQuerySchema,
    TimelineQuerySchema,
)
from quotes.api.schemas.statements import ContradictionPageSchema, StatementPageSchema, TimelineSchema
from quotes.api.schemas.topics import SpeakerTopicsQuerySchema, TopicPageSchema
from quotes.lookup.otherwise import contradictions
from quotes.requests.connections import database
from quotes.requests.parsing import Resource
from quotes.requests.problems import Problem, not_found, unusable
from quotes.store.identity import name_evidence, speaker_decisions, speakers
from quotes.store.listing import Page, Row
from quotes.store.quotations import decision_history, topic_lists
from quotes.store.tracking import statements
from quotes.store.tracking.grouping import grouped

resource = Resource("speakers", __name__, url_prefix="/api/speakers", description="Who is quoted")


@resource.route("", methods=["GET"], endpoint="list")
@resource.arguments(SpeakersQuerySchema, location="query")
@resource.response(200, SpeakerPageSchema)
def list_speakers(query: dict[str, Any]) -> tuple[Page, int, dict[str, str]]:
    """List speakers by name, by number of quotes (most first), or by when they last spoke (latest first)."""
    return paging.answer(speakers.listing(database(), **query))


@resource.route("/suggestions", methods=["GET"])
@resource.arguments(PageQuerySchema, location="query")
@resource.response(200, SuggestionPageSchema)
def list_suggestions(query: dict[str, Any]) -> tuple[Page, int, dict[str, str]]:
    """List pairs of speakers who may be one, with reasons for and against, the latest first."""
    return paging.answer(speaker_decisions.suggestions(database(), **query))


@resource.route("/suggestions/<int:number>", methods=["DELETE"])
@resource.response(204)
def dismiss(number: int) -> None:
    """Decide that a suggested pair is two speakers."""
    with grouped(database()):
        if not 0 < number < 2**63 or not speaker_decisions.dismiss(database(), number, decision({})):
            raise not_found("open suggestion")


@resource.route("/<slug>", methods=["GET"])
@resource.response(200, SpeakerDetailSchema)
@resource.alt_response(308, description="The speaker has been merged into another")
def show(slug: str) -> Row | Response:
    """Show a speaker with all names: the articles that use each, and why it is this speaker's."""
    speaker = speakers.get(database(), slug)
    if speaker is None:
        raise not_found("speaker")
    if speaker["merged_into"] is not None:
        return redirect(url_for("speakers.show", slug=speaker["merged_into"]), 308)
    return _with_names(speaker)


@resource.route("/<slug>", methods=["PATCH"])
@resource.arguments(SpeakerChangeSchema)
@resource.response(200, SpeakerDetailSchema)
def change(given: Row, slug: str) -> Row:
    """Set a speaker's name, kind, description, Wikidata id or roles."""
    with grouped(database()):
        speaker_decisions.describe(database(), _remaining(slug), given, decision({}))
    return _shown(slug)


@resource.route("/<slug>/names", methods=["POST"])
@resource.arguments(NameInSchema)
@resource.response(201, SpeakerDetailSchema)
def add_name(given: Row, slug: str) -> Row:
    """Give a speaker a further name."""
    with grouped(database()):
        speaker_decisions.add_name(database(), _remaining(slug), given["name"], decision({}))
    return _shown(slug)


@resource.route("/<slug>/merge", methods=["POST"])
@resource.arguments(MergeInSchema)
@resource.response(200, SpeakerDetailSchema)
def merge(given: Row, slug: str) -> Row:
    """Merge a speaker into another, and show the other. The merged speaker's URL then redirects there."""
    with grouped(database()):
        target = speakers.get(database(), given["into"])
        if target is None or target["merged_into"] is not None:
            raise unusable("into", "There is no speaker with this slug.")
        try:
            speaker_decisions.merge(database(), _remaining(slug), target["pk"], decision(given))
        except speaker_decisions.NoMerge as error:
            raise unusable("into", str(error)) from error
    return _shown(given["into"])


@resource.route("/<slug>/merge", methods=["DELETE"])
@resource.response(200, SpeakerDetailSchema)
def unmerge(slug: str) -> Row:
    """Separate a speaker from the one it was merged into by people or joined with by evidence."""
    speaker = speakers.get(database(), slug)
    if speaker is None:
        raise not_found("speaker")
    with grouped(database()):
        try:
            speaker_decisions.unmerge(database(), speaker["pk"], decision({}))
        except speaker_decisions.NoMerge as error:
            raise Problem(409, str(error)) from error
    return _shown(slug)


@resource.route("/<slug>/history", methods=["GET"])
@resource.response(200, HistorySchema)
def show_history(slug: str) -> Row:
    """Show people's decisions about a speaker: mergers, names, descriptions."""
    speaker = speakers.get(database(), slug)
    if speaker is None:
        raise not_found("speaker")
    return {"items": decision_history.of_speaker(database(), speaker["pk"])}


@resource.route("/<slug>/statements", methods=["GET"])
@resource.arguments(SpeakerStatementsQuerySchema, location="query")
@resource.response(200, StatementPageSchema)
def list_statements(query: dict[str, Any], slug: str) -> tuple[Page, int, dict[str, str]]:
    """List what a speaker has said, the latest first."""
    speaker = _known(slug)
    part = {name: query.pop(name) for name in ("limit", "cursor") if name in query}
    return paging.answer(statements.listing(database(), filters.of_speaker(query, speaker), **part))


@resource.route("/<slug>/contradictions", methods=["GET"])
@resource.arguments(ContradictionsQuerySchema, location="query")
@resource.response(200, ContradictionPageSchema)
def list_contradictions(query: dict[str, Any], slug: str) -> tuple[Page, int, dict[str, str]]:
    """List where a speaker contradicted an earlier statement, the latest first.

    A page examines at most 500 statements or 1,000 comparisons, so it may have fewer entries than the limit,
    or none, although the list continues.
    """
    speaker = _known(slug)
    part = {name: query.pop(name) for name in ("limit", "cursor", "kind") if name in query}
    return paging.answer(contradictions(database(), filters.of_speaker(query, speaker), **part))


@resource.route("/<slug>/topics", methods=["GET"])
@resource.arguments(SpeakerTopicsQuerySchema, location="query")
@resource.response(200, TopicPageSchema)
def list_topics(query: dict[str, Any], slug: str) -> tuple[Page, int, dict[str, str]]:
    """List what a speaker has spoken about, the most frequent first."""
    speaker = _known(slug)
    part = {name: query.pop(name) for name in ("limit", "cursor", "kind") if name in query}
    return paging.answer(topic_lists.listing(database(), filters.of_speaker(query, speaker), **part))


@resource.route("/<slug>/timeline", methods=["GET"])
@resource.arguments(TimelineQuerySchema, location="query")
@resource.response(200, TimelineSchema)
def timeline(query: dict[str, Any], slug: str) -> Row:
    """Count what a speaker has said by day, week, month or year."""
    interval = query.pop("interval")
    wanted = filters.of_speaker(query, _known(slug))
    return {"interval": interval, "items": statements.timeline(database(), wanted, interval)}


@resource.route("/<slug>/statements.jsonld", methods=["GET"])
@resource.arguments(SpeakerAnnotationsQuerySchema, location="query")
@resource.doc(responses=LINKED_DATA)
def annotate_statements(query: dict[str, Any], slug: str) -> Response:
    """Write out a speaker's quotes as W3C Web Annotations, page by page."""
    speaker = _known(slug)
    part = annotation_pages.take_part(query)
    title = streams.title_of(f"Quotes of {speakers.name_of(database(), speaker)}", query)
    return annotation_pages.answer(filters.of_speaker(query, speaker), title=title, **part)


@resource.route("/<slug>/statements.<any(csv, jsonl, atom):ending>", methods=["GET"])
@resource.arguments(SpeakerStatementsExportSchema, location="query")
@resource.response(200)
def export_statements(query: dict[str, Any], slug: str, ending: str) -> Response:
    """Export what a speaker has said as CSV or JSON Lines, or follow it as an Atom feed."""
    speaker = _known(slug)
    title = streams.title_of(f"What {speakers.name_of(database(), speaker)} has said", query)
    return streams.answer(ending, filters.of_speaker(query, speaker), title=title)


def _known(slug: str) -> int:
    """The speaker with a slug, or the one it was merged into."""
    speaker = speakers.pk_of(database(), slug)
    if speaker is None:
        raise not_found("speaker")
    return speaker


def _remaining(slug: str) -> int:
    """The speaker with a slug, who must not have been merged into another."""
    speaker = speakers.get(database(), slug)
    if speaker is None:
        raise not_found("speaker")
    if speaker["merged_into"] is not None:
        raise Problem(409, f"The speaker has been merged into {speaker['merged_into']}.")
    return int(speaker["pk"])


def _shown(slug: str) -> Row:
    speaker = speakers.get(database(), slug)
    assert speaker is not None
    return _with_names(speaker)


def _with_names(speaker: Row) -> Row:
    return {**speaker, "names": name_evidence.names_of(database(), speaker["pk"])}
