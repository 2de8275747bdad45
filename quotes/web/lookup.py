"""The lookup page: the verdict on a quotation, or on each quotation of a draft."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from quotes.intake import IntakeError, check_length, read_text
from quotes.lookup import answer_with_evidence
from quotes.lookup import lookup as look_up
from quotes.lookup.draft import LONGEST, check
from quotes.lookup.question import NoName
from quotes.requests.callers import longest_looked_up, reader
from quotes.requests.connections import corpus, database
from quotes.requests.parsing import reads_only
from quotes.store.identity import speakers
from quotes.store.listing import Row
from quotes.store.search import NoWords
from quotes.web.pages import pages
from quotes.web.presenting.drafts import marked_draft

MOST_MATCHES = 10
MOST_WORDS_OF_A_NAME = 5
MOST_NAMED = 5


@pages.get("/lookup")
def lookup() -> ResponseReturnValue:
    """A box for a quote or a name, with the answer below it; the address can be shared."""
    asked = request.args.get("quote", "").strip()
    speaker = request.args.get("speaker", "").strip() or None
    if not asked:
        return render_template("lookup.html", asked="", speaker=speaker, answer=None, named=[])
    if len(asked) > LONGEST:
        return _refused(
            asked, speaker, f"These are more than {LONGEST:,} characters. Check a long text as a draft."
        )
    try:
        searched = corpus()
        answer = answer_with_evidence(searched, look_up(searched, asked, speaker, MOST_MATCHES))
    except NoWords:
        return _refused(asked, speaker, "There is no word to look up.")
    except NoName:
        return _refused(asked, speaker, "The name of who said it must contain a letter or a digit.")
    return render_template("lookup.html", asked=asked, speaker=speaker, answer=answer, named=_named(asked))


def _refused(asked: str, speaker: str | None, message: str) -> ResponseReturnValue:
    """The form as it was sent, with why it cannot be answered."""
    return render_template(
        "lookup.html", asked=asked[:LONGEST], speaker=speaker, answer=None, named=[], message=message
    ), 422


@pages.get("/lookup/draft")
def draft_form() -> str:
    return render_template("draft.html", text="", draft=None)


@pages.post("/lookup/draft")
@reads_only
def draft() -> ResponseReturnValue:
    """A pasted text with the verdict on each of its quotations. The text is not stored."""
    given = request.form.get("text", "")
    try:
        text = check_length(read_text(given), longest_looked_up()).text
    except IntakeError as error:
        return render_template("draft.html", text=given[:LONGEST], draft=None, message=f"{error}."), 422
    found = reader().extract(text)
    checked = check(corpus(), text, found, limit=3)
    urgent = checked.by_urgency
    return render_template(
        "draft.html",
        text=text,
        draft=checked,
        problems=[checked.quotes[number] for number in urgent],
        paragraphs=marked_draft(text, checked.quotes),
        numbers=[number + 1 for number in urgent],
    )


def _named(asked: str) -> list[Row]:
    """The speakers that the words may name, if the words are few enough to be a name."""
    if len(asked.split()) > MOST_WORDS_OF_A_NAME:
        return []
    try:
        return speakers.listing(database(), q=asked, sort="quotes", limit=MOST_NAMED).items
    except NoWords:
        return []
