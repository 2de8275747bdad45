"""Answer the tools' questions from the database, as text and in structured form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from pydantic import BaseModel
from sqlite_utils import Database

from quotes.assistants.answers import (
    draft_answer,
    extent,
    lookup_answer,
    speaker_extent,
    statement_of,
    told_whole,
)
from quotes.assistants.shapes import NO_RATING, Extent, StatementsAnswer
from quotes.intake import IntakeError, check_length, read_text
from quotes.links import Links
from quotes.lookup import answer_with_evidence, lookup
from quotes.lookup.answer import Searched
from quotes.lookup.answering import all_searched
from quotes.lookup.corpus import Corpus
from quotes.lookup.database_corpus import DatabaseCorpus
from quotes.lookup.draft import LONGEST, check
from quotes.lookup.evidence.enrichment import with_reports
from quotes.lookup.plain_text import answered, checked, listed_statements, searched_in_words
from quotes.lookup.question import NoName, check_name
from quotes.store.cursor import BadCursor
from quotes.store.identity import speakers
from quotes.store.listing import Row
from quotes.store.quotations import topic_lists
from quotes.store.search import NoWords
from quotes.store.tracking import coverage, statements
from quotes.workflows.ingestion import Reader

# At most this many speakers are named whom a name may refer to, or may be a misspelling of.
MOST_NAMED = 8
MOST_STATEMENTS = 50
NOT_A_NAME = "The speaker's name must contain a letter or a digit."
# Shorter names than this are no better told by their beginning.
SHORTEST_BEGINNING = 3


class CannotAnswer(Exception):  # noqa: N818 - reads as a sentence
    """A question has no answer; the message tells the model what to do about it."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What the questions are answered with.

    `searched` makes of a connection what words are looked up in, `reader` reads drafts of at most `longest`
    characters, and `links` lead to the pages of the service, where it has an address.
    """

    searched: Callable[[Database], Corpus]
    reader: Reader
    longest: int
    links: Links | None


@dataclass(frozen=True, slots=True)
class Told:
    """An answer as text, and the same in structured form."""

    text: str
    answer: BaseModel


def look_up(desk: Desk, db: Database, words: str, speaker: str | None, limit: int) -> Told:
    """Whether the words were said. Raises CannotAnswer."""
    if len(words) > LONGEST:
        raise CannotAnswer(f"Look up at most {LONGEST:,} characters, or use check_draft for a whole text.")
    try:
        searched = desk.searched(db)
        answer = answer_with_evidence(searched, lookup(searched, words, speaker, limit))
    except NoWords:
        raise CannotAnswer("The words must contain a letter or a digit.") from None
    except NoName:
        raise CannotAnswer(NOT_A_NAME) from None
    asked = answer.searched.speaker
    hint = "" if asked is None or asked.speakers else _similar(db, asked.asked)
    page = None if desk.links is None else desk.links.lookup(words, speaker)
    parts = [f"{answered(answer, speaker, desk.links)}{hint}", NO_RATING]
    if page is not None:
        parts.insert(1, f"This answer: {page}")
    return Told("\n\n".join(parts), lookup_answer(answer, desk.links, page))


def check_text(desk: Desk, db: Database, text: str, published: date | None) -> Told:
    """Each quotation of a text with its verdict; the text is not stored. Raises CannotAnswer."""
    try:
        article = check_length(read_text(text), desk.longest)
    except IntakeError as error:
        raise CannotAnswer(str(error)) from error
    searched = desk.searched(db)
    draft = check(searched, article.text, desk.reader.extract(article.text, published), limit=1)
    everything = all_searched(searched)
    answer = draft_answer(draft, extent(everything), desk.links)
    parts = [checked(draft, desk.links, told_whole(draft)), searched_in_words(everything), NO_RATING]
    if answer.without_evidence:
        parts.insert(1, f"Evidence of {answer.without_evidence} more is left out: look them up one by one.")
    return Told("\n\n".join(parts), answer)


def statements_of(
    desk: Desk,
    db: Database,
    name: str,
    filters: statements.Filters,
    about: str | None,
    limit: int,
    cursor: str | None,
) -> Told:
    """What a speaker has said, the latest first; `filters` exclude speaker and topic. Raises CannotAnswer."""
    known = _speaker(db, name)
    wanted = statements.Filters(
        speaker=known["pk"],
        since=filters.since,
        until=filters.until,
        q=filters.q,
        min_confidence=filters.min_confidence,
        about=None if about is None else topic_lists.called(db, about),
    )
    try:
        page = statements.listing(db, wanted, min(limit, MOST_STATEMENTS), cursor)
    except NoWords:
        raise CannotAnswer("The words to search for must contain a letter or a digit.") from None
    except BadCursor:
        raise CannotAnswer(
            "The cursor belongs to another list: pass next_cursor and keep all other arguments."
        ) from None
    rows = with_reports(db, page.items)
    everything = all_searched(DatabaseCorpus(db))
    answer = StatementsAnswer(
        speaker=known["name"],
        slug=known["slug"],
        kind=known["kind"],
        statements=[statement_of(row, desk.links) for row in rows],
        next_cursor=page.next_cursor,
        searched=_extent_of(db, everything, known["pk"]),
        page=None if desk.links is None else desk.links.speaker(known["slug"]),
    )
    text = listed_statements(known["name"], rows, more=page.next_cursor is not None, links=desk.links)
    return Told(f"{text}\n\n{searched_in_words(everything)}", answer)


def _speaker(db: Database, name: str) -> Row:
    """The one speaker whom a name means. Raises CannotAnswer, which names those who may be meant."""
    try:
        check_name(name)
    except NoName:
        raise CannotAnswer(NOT_A_NAME) from None
    meant = speakers.by_pk(db, speakers.called(db, name))
    if len(meant) == 1:
        return meant[0]
    if meant:
        meant.sort(key=lambda row: -row["quotes"])
        who = "; ".join(f"{row['name']} ({row['slug']})" for row in meant[:MOST_NAMED])
        raise CannotAnswer(f"Several speakers may be meant by “{name}”: {who}. Ask again with a slug.")
    raise CannotAnswer(f"Nobody who is quoted has the name “{name}”.{_similar(db, name)}")


def _similar(db: Database, name: str) -> str:
    near = _nearest(db, name)
    return f" Stored under similar names: {'; '.join(near)}." if near else ""


def _nearest(db: Database, name: str) -> list[str]:
    """Speakers with a name that begins like one of the words, those for the last word first."""
    for word in reversed(name.split()):
        try:
            found = speakers.listing(
                db, q=word[: max(SHORTEST_BEGINNING, len(word) - 2)], limit=MOST_NAMED
            ).items
        except NoWords:
            continue
        if found:
            return [f"{row['name']} ({row['slug']})" for row in found]
    return []


def _extent_of(db: Database, everything: Searched, speaker: int) -> Extent:
    found = extent(everything)
    found.speakers = [speaker_extent(row) for row in coverage.of_speakers(db, [speaker])]
    return found
