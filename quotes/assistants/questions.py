"""Answer the tools' questions from the database, as text and in structured form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pydantic import BaseModel
from sqlite_utils import Database

from quotes.assistants.answers import (
    NO_RATING,
    Extent,
    StatementsAnswer,
    draft_answer,
    extent,
    lookup_answer,
    speaker_extent,
    statement_of,
)
from quotes.intake import IntakeError, check_length, read_text
from quotes.lookup import answer_with_evidence, lookup
from quotes.lookup.answer import Searched
from quotes.lookup.draft import LONGEST, check
from quotes.lookup.evidence.enrichment import with_reports
from quotes.lookup.plain_text import answered, checked, listed_statements, searched_in_words
from quotes.store.cursor import BadCursor
from quotes.store.identity import speakers
from quotes.store.listing import Row
from quotes.store.quotations import topic_lists
from quotes.store.search import NoWords, all_of
from quotes.store.tracking import coverage, statements
from quotes.workflows.ingestion import Reader

# At most this many speakers are named whom a name may refer to, or may be a misspelling of.
MOST_NAMED = 8
MOST_STATEMENTS = 50
# For names shorter than this, comparing beginnings does not help.
SHORTEST_BEGINNING = 3


class CannotAnswer(Exception):  # noqa: N818 - reads as a sentence
    """A question has no answer; the message tells the model what to do about it."""


@dataclass(frozen=True, slots=True)
class Told:
    """An answer as text, and the same in structured form."""

    text: str
    answer: BaseModel


def look_up(db: Database, words: str, speaker: str | None, limit: int) -> Told:
    """Whether the words were said. Raises CannotAnswer."""
    if len(words) > LONGEST:
        raise CannotAnswer(f"Look up at most {LONGEST:,} characters, or use check_draft for a whole text.")
    if speaker is not None:
        _check_name(speaker)
    try:
        answer = answer_with_evidence(db, lookup(db, words, speaker, limit))
    except NoWords:
        raise CannotAnswer("The words must contain a letter or a digit.") from None
    asked = answer.searched.speaker
    hint = "" if asked is None or asked.speakers else _similar(db, asked.asked)
    return Told(f"{answered(answer, speaker)}{hint}\n\n{NO_RATING}", lookup_answer(answer))


def check_text(
    db: Database, reader: Reader, text: str, published: date | None, longest: int, limit: int
) -> Told:
    """Each quotation of a text with its verdict; the text is not stored. Raises CannotAnswer."""
    try:
        article = check_length(read_text(text), longest)
    except IntakeError as error:
        raise CannotAnswer(str(error)) from error
    draft = check(db, article.text, reader.extract(article.text, published), limit=limit)
    everything = _everything(db)
    told = f"{checked(draft)}\n\n{searched_in_words(everything)}\n\n{NO_RATING}"
    return Told(told, draft_answer(draft, extent(everything)))


def statements_of(
    db: Database, name: str, filters: statements.Filters, about: str | None, limit: int, cursor: str | None
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
    everything = _everything(db)
    answer = StatementsAnswer(
        speaker=known["name"],
        slug=known["slug"],
        kind=known["kind"],
        statements=[statement_of(row) for row in rows],
        next_cursor=page.next_cursor,
        searched=_extent_of(db, everything, known["pk"]),
    )
    text = listed_statements(known["name"], rows, more=page.next_cursor is not None)
    return Told(f"{text}\n\n{searched_in_words(everything)}", answer)


def _speaker(db: Database, name: str) -> Row:
    """The speaker with this name. Raises CannotAnswer, naming the possible ones if it is ambiguous."""
    _check_name(name)
    meant = speakers.by_pk(db, speakers.called(db, name))
    if len(meant) == 1:
        return meant[0]
    if meant:
        meant.sort(key=lambda row: -row["quotes"])
        who = "; ".join(f"{row['name']} ({row['slug']})" for row in meant[:MOST_NAMED])
        raise CannotAnswer(f"Several speakers may be meant by “{name}”: {who}. Ask again with a slug.")
    raise CannotAnswer(f"Nobody who is quoted has the name “{name}”.{_similar(db, name)}")


def _check_name(name: str) -> None:
    try:
        all_of(name)
    except NoWords:
        raise CannotAnswer("The speaker's name must contain a letter or a digit.") from None


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


def _everything(db: Database) -> Searched:
    return Searched(**coverage.everything(db), speaker=None)


def _extent_of(db: Database, everything: Searched, speaker: int) -> Extent:
    found = extent(everything)
    found.speakers = [speaker_extent(row) for row in coverage.of_speakers(db, [speaker])]
    return found
