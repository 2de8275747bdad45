"""Posting an article from a page, with a preview of its quotes before it is stored."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from quotes.extraction.errors import ReadingFailed
from quotes.intake import Article, IntakeError, check_length, parse_day, read_text
from quotes.intake.languages import is_english
from quotes.requests.callers import reader
from quotes.requests.connections import database, settings
from quotes.requests.parsing import reads_only
from quotes.requests.problems import unusable
from quotes.web.articles import marks_of, voices
from quotes.web.pages import pages
from quotes.web.presenting.marking import paragraphs
from quotes.web.sessions import needs
from quotes.workflows.ingestion import ingest

FIELDS = ("url", "title", "publisher", "author", "published")
LONGEST_FIELD = 2_000


@pages.get("/articles/new")
@needs("write")
def article_form() -> str:
    return render_template("new_article.html", given={}, article=None)


@pages.post("/articles/new/preview")
@needs("write")
@reads_only
def preview() -> ResponseReturnValue:
    """Show the quotes of a text or page without storing it."""
    given = _given()
    try:
        article = _article(given)
        found = (
            reader().extract(article.text, article.published, article.author, article.modified)
            if is_english(article.lang)
            else []
        )
    except (IntakeError, ReadingFailed) as error:
        message = f"{str(error)[:1].upper()}{str(error)[1:]}."
        return render_template("new_article.html", given=given, article=None, message=message), 422
    quotes = [_as_shown(quote.as_record()) for quote in found]
    return render_template(
        "new_article.html",
        given=given,
        article=article,
        quotes=quotes,
        voices=voices(quotes),
        paragraphs=paragraphs(article.text, marks_of(quotes)),
    )


@pages.post("/articles/new")
@needs("write")
def post_article() -> ResponseReturnValue:
    """Store an article with its quotes, and go to its page."""
    given = _given()
    try:
        outcome = ingest(database(), _article(given), reader(), save=settings().save_pages)
    except IntakeError as error:
        message = f"{str(error)[:1].upper()}{str(error)[1:]}."
        return render_template("new_article.html", given=given, article=None, message=message), 422
    return redirect(url_for("web.article", identifier=outcome.article, stored=outcome.status), 303)


def _given() -> dict[str, str]:
    given = {name: request.form.get(name, "").strip()[:LONGEST_FIELD] for name in FIELDS}
    file = request.files.get("file")
    body = file.read().decode("utf-8", "replace") if file is not None and file.filename else ""
    return {**given, "body": body or request.form.get("body", "")}


def _article(given: dict[str, str]) -> Article:
    """The article in the form. Raises IntakeError, and Problem for an invalid field."""
    known: dict[str, Any] = {name: given[name] or None for name in FIELDS}
    if known["url"] is not None and not known["url"].startswith(("http://", "https://")):
        raise unusable("url", "Must be an address that starts with http:// or https://.")
    try:
        known["published"] = parse_day(known["published"]) if known["published"] else None
    except ValueError:
        raise unusable("published", "Must be a day such as 2021-10-03.") from None
    read = reader().read_page if given["body"].lstrip()[:1] == "<" else read_text
    return check_length(read(given["body"], **known), settings().max_article_chars)


def _as_shown(record: dict[str, Any]) -> dict[str, Any]:
    """A quote that is not stored, in the form that stored ones have on pages."""
    name = record["speaker"]
    speaker = None if name is None else {"name": name, "slug": None, "kind": record["speaker_kind"]}
    return {**record, "speaker": speaker}
