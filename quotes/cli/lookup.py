"""`quotes lookup`: whether somebody said something."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quotes.cli.database import bring_up_to_date, existing
from quotes.cli.options import configured, counted, database_option, examples

if TYPE_CHECKING:
    from quotes.lookup import Answer, Match

VERDICTS = {
    "verbatim": "Yes, in these very words.",
    "trimmed": "Yes, as a part of a longer quote.",
    "other_speaker": "These words were said, but not by {speaker}.",
    "not_found": "Nobody is quoted with these words.",
}


@click.command(
    epilog=examples('quotes lookup "We have no choice"', 'quotes lookup --speaker Marrek "We have no choice"')
)
@click.argument("words")
@click.option("--speaker", metavar="NAME", help="Who may have said them: a name or a slug.")
@click.option(
    "--limit", type=click.IntRange(1, 100), default=10, show_default=True, help="How much evidence."
)
@click.option("--json", "as_json", is_flag=True, help="Print what /api/lookup answers.")
@database_option
def lookup(words: str, speaker: str | None, limit: int, as_json: bool, database: Path | None) -> None:
    """Tell whether WORDS were said, by whom, when, and who reported it.

    The answer comes with the quotes that it rests on, and with what comes near where there is nothing exact.
    """
    from quotes.lookup import lookup as look_up
    from quotes.store import connection
    from quotes.store.search import NoWords

    path = existing(configured(database=database).database)
    bring_up_to_date(path)
    with connection.reading(path) as db:
        try:
            answer = look_up(db, words, speaker, limit)
        except NoWords:
            raise click.UsageError("WORDS must hold a letter or a digit.") from None
    click.echo(_as_json(answer) if as_json else readable(answer, speaker))


def readable(answer: Answer, speaker: str | None) -> str:
    """The answer for a person at a terminal."""
    verdict = VERDICTS[answer.verdict].format(speaker=speaker)
    searched = answer.searched
    extent = f"Searched {counted(searched.articles, 'article')}"
    if searched.since:
        extent += f", published from {searched.since} to {searched.until}"
    return "\n\n".join([verdict, *map(_evidence, answer.matches), f"{extent}."])


def _evidence(match: Match) -> str:
    quote = match.quote
    said, article = quote["said"], quote["article"]
    who = quote["speaker"]["name"] if quote["speaker"] else "somebody unnamed"
    on = f" on {said['on']}" if said and said["on"] else ""
    likeness = "" if match.match == "verbatim" else f" ({match.similarity:.0%} alike)"
    outlet = article["publisher"] or f"article {article['id']}"
    where = ", ".join(filter(None, [outlet, article["published"], article["url"]]))
    return f"  “{quote['text']}”{likeness}\n  {who}{on}, reported by {where}"


def _as_json(answer: Answer) -> str:
    from quotes.api.schemas.lookup import AnswerSchema

    return json.dumps(AnswerSchema().dump(answer), ensure_ascii=False, indent=2)
