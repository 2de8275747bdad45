"""Answers as plain text: the verdict in a sentence, and its evidence.

The command line prints it, and language models get it together with the structured answer.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from quotes.links import Links
from quotes.lookup.evidence.in_words import (
    NOT_SAID,
    evidence_in_a_line,
    evidence_lines,
    told_as,
    when_said,
)
from quotes.wording import counted

if TYPE_CHECKING:
    from quotes.lookup import Answer
    from quotes.lookup.answer import Searched
    from quotes.lookup.draft import Checked, Draft
    from quotes.store.listing import Row

VERDICTS = {
    "verbatim": "Yes, in these very words.",
    "trimmed": "Yes, as a part of a longer quote.",
    "altered": "Not in these words: some are changed.",
    "spliced": "Not as one: these words are put together from separate passages.",
    "other_speaker": "These words were said, but not by {speaker}.",
    "disputed": "Disputed: no report says that {speaker} said this, but some deny, suppose or disprove it.",
    "not_found": "{speaker} is not quoted with these words.",
}
# Verdicts that mean that somebody said the words or nearly these, and what is added if not all reports agree.
CLAIMED = frozenset({"verbatim", "trimmed", "altered", "spliced"})
BUT_NOT_BY_ALL = "Other reports do not say so."
# Most characters shown of a quotation that is only mentioned.
SHORT = 160
WRITTEN_OTHERWISE = "Yes, in these words, some of them written differently."


def answered(answer: Answer, speaker: str | None, links: Links | None = None) -> str:
    """An answer with its evidence; `links` lead to the service's pages, if it has a public address."""
    beside = answer.searched.archive is not None
    evidence = [
        "\n".join(f"  {line}" for line in evidence_lines(match, links=links, beside=beside))
        for match in answer.matches
    ]
    return "\n\n".join([verdict_on(answer, speaker), *evidence, searched_in_words(answer.searched)])


def verdict_on(answer: Answer, speaker: str | None) -> str:
    """The verdict as a sentence, and another if other reports do not report the words as said."""
    sentence = _sentence(answer, speaker)
    return f"{sentence} {BUT_NOT_BY_ALL}" if answer.verdict in CLAIMED and answer.not_said else sentence


def _sentence(answer: Answer, speaker: str | None) -> str:
    if answer.verdict == "not_found" and speaker is None:
        return "Nobody is quoted with these words."
    if answer.verdict == "verbatim" and answer.matches[0].changes:
        return WRITTEN_OTHERWISE
    if answer.verdict == "disputed" and speaker is None:
        return VERDICTS["disputed"].format(speaker="anybody")
    return VERDICTS[answer.verdict].format(speaker=speaker)


def checked(draft: Draft, links: Links | None = None, whole: Collection[int] | None = None) -> str:
    """Each quotation of a draft with its verdict and the best evidence for and against, then the totals.

    `whole` are the numbers, from 0, of those whose evidence is given in full; the others have one line of it.
    Without it, all are given in full.
    """
    parts = [
        _checked(number + 1, one, links)
        if whole is None or number in whole
        else _in_short(number + 1, one, links)
        for number, one in enumerate(draft.quotes)
    ]
    totals = ", ".join(
        f"{count} {verdict.replace('_', ' ')}" for verdict, count in draft.totals.items() if count
    )
    summary = f"{counted(len(draft.quotes), 'quotation')} looked up{f': {totals}' if totals else ''}."
    if draft.left_out:
        summary += f" {draft.left_out} more left out."
    return "\n\n".join([*parts, summary])


def listed_statements(speaker: str, rows: list[Row], *, more: bool, links: Links | None = None) -> str:
    """A speaker's statements, each with when it was said and who reports it."""
    if not rows:
        return f"No statement of {speaker} matches."
    lines = [f"{number}. {_statement(row, links)}" for number, row in enumerate(rows, start=1)]
    return "\n".join([f"{speaker}:", *lines, *(["There are more."] if more else [])])


def shortened(words: str) -> str:
    """As much of a quotation as is needed to find it in its text."""
    return words if len(words) <= SHORT else f"{words[:SHORT].rsplit(maxsplit=1)[0]} …"


def _statement(row: Row, links: Links | None) -> str:
    first = row["first_reported"]
    told = f" ({told_as(row['factuality'], row)})" if row["factuality"] in NOT_SAID else ""
    reported = f"first reported on {first['published'] or 'an unknown day'}"
    by = f"by {first['publisher'] or 'an article without an outlet'}"
    page = f"; {links.statement(row['id'])}" if links else ""
    return (
        f"“{row['text']}”{told}; when: {when_said(row['said'])}; {reported} {by},"
        f" {counted(row['reports'], 'report')}{page}"
    )


def _checked(number: int, one: Checked, links: Links | None) -> str:
    lines = [f"{number}. “{one.quote['text']}”", f"   {_given_to(one)}", f"   {_verdict_of(one)}"]
    for match in one.telling:
        lines += [f"     {line}" for line in evidence_lines(match, links=links)]
    return "\n".join(lines)


def _in_short(number: int, one: Checked, links: Links | None) -> str:
    lines = [f"{number}. “{shortened(one.quote['text'])}”, {_given_to(one)}: {_verdict_of(one)}"]
    if one.answer.matches and one.answer.matches[0].match != "near":
        lines.append(f"   {evidence_in_a_line(one.answer.matches[0], links)}")
    return "\n".join(lines)


def _given_to(one: Checked) -> str:
    """To whom the draft attributes the words, and how it reports them if not as said."""
    factuality = one.quote["factuality"]
    told = f", reported as {factuality} in the text" if factuality in NOT_SAID else ""
    return f"{one.quote['speaker'] or 'nobody named'}{told}"


def _verdict_of(one: Checked) -> str:
    asked = None if one.quote["speaker_kind"] == "anonymous" else one.quote["speaker"]
    return verdict_on(one.answer, asked)


def searched_in_words(searched: Searched) -> str:
    """What was searched, in one sentence, and another for each speaker whom the name may mean."""
    extent = f"Searched {counted(searched.articles, 'article')} of {counted(searched.outlets, 'outlet')}"
    if searched.since:
        extent += f", published from {searched.since} to {searched.until}"
    lines = [f"{extent}."]
    if searched.speaker is not None:
        lines += _of_speaker(searched.speaker.asked, searched.speaker.speakers)
    if searched.archive is not None:
        lines.append(f"In the archive: {searched_in_words(searched.archive)}")
    return "\n".join(lines)


def _of_speaker(asked: str, speakers: list[Row]) -> Iterator[str]:
    if not speakers:
        yield f"Nobody who is quoted has the name {asked}."
    for row in speakers:
        period = f", published from {row['since']} to {row['until']}" if row["since"] else ""
        quotes, articles = counted(row["quotes"], "quote"), counted(row["articles"], "article")
        yield f"Of {row['name']}: {quotes} in {articles} of {counted(row['outlets'], 'outlet')}{period}."
