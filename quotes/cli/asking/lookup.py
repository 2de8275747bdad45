"""`quotes lookup`: whether somebody said something, or what a whole text says that somebody said."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quotes.cli.asking.answering import answered, checked
from quotes.cli.keeping.database import bring_up_to_date, existing
from quotes.cli.options import configured, database_option, day_option, examples, model_option

if TYPE_CHECKING:
    from sqlite_utils import Database

    from quotes.lookup import Answer
    from quotes.lookup.draft import Draft
    from quotes.settings import Settings


@click.command(
    epilog=examples(
        'quotes lookup "We have no choice"',
        'quotes lookup --speaker Marrek "We have no choice"',
        "quotes lookup --text draft.txt",
    )
)
@click.argument("words", required=False)
@click.option("--speaker", metavar="NAME", help="Who may have said them: a name or a slug.")
@click.option(
    "--text",
    "draft",
    type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path),
    help="Look up each quotation in a text file instead, or in standard input (-). Nothing is stored.",
)
@day_option("--published", "published", "The day on which the text is to appear, as in 2024-05-03.")
@click.option(
    "--limit", type=click.IntRange(1, 100), default=10, show_default=True, help="How much evidence."
)
@click.option("--json", "as_json", is_flag=True, help="Print what /api/lookup or /api/lookup/text answers.")
@model_option
@database_option
def lookup(
    words: str | None,
    speaker: str | None,
    draft: Path | None,
    published: date | None,
    limit: int,
    as_json: bool,
    model: str | None,
    database: Path | None,
) -> None:
    """Tell whether WORDS were said, by whom, when, and who reported it.

    The answer comes with the quotes that it rests on, and with what comes near where there is nothing exact.
    """
    from quotes.store.database import connection

    _one_question(words, draft, speaker=speaker, published=published)
    settings = configured(database=database, model=model)
    path = existing(settings.database)
    bring_up_to_date(path)
    with connection.reading(path) as db:
        if draft is not None:
            found = _check(db, draft, published, limit, settings)
            click.echo(_as_json("draft", found.as_record()) if as_json else checked(found))
        else:
            answer = _look_up(db, words or "", speaker, limit)
            click.echo(_as_json("lookup", answer) if as_json else answered(answer, speaker))


def _one_question(words: str | None, draft: Path | None, **more: object) -> None:
    """Raises click.UsageError for options that do not go together."""
    if (words is None) == (draft is None):
        raise click.UsageError("Either WORDS or --text is needed, and not both.")
    unfit = "speaker" if draft is not None else "published"
    if more[unfit] is not None:
        raise click.UsageError(f"--{unfit} does not go with {'--text' if draft else 'WORDS'}.")


def _look_up(db: Database, words: str, speaker: str | None, limit: int) -> Answer:
    from quotes.lookup import lookup as look_up
    from quotes.lookup.evidence.enrichment import answer_with_evidence
    from quotes.store.search import NoWords

    try:
        return answer_with_evidence(db, look_up(db, words, speaker, limit))
    except NoWords:
        raise click.UsageError("WORDS must hold a letter or a digit.") from None


def _check(db: Database, draft: Path, published: date | None, limit: int, settings: Settings) -> Draft:
    from quotes.extraction import Extractor
    from quotes.intake import check_length, read_text
    from quotes.intake.characters import decode_text
    from quotes.lookup.draft import check

    with click.open_file(str(draft), "rb") as file:
        text = check_length(read_text(decode_text(file.read()).text), settings.max_article_chars).text
    return check(db, text, Extractor(settings.model).extract(text, published), limit=limit)


def _as_json(schema: str, answer: Any) -> str:
    from quotes.api.schemas.draft import DraftSchema
    from quotes.api.schemas.lookup import AnswerSchema

    shape = DraftSchema() if schema == "draft" else AnswerSchema()
    return json.dumps(shape.dump(answer), ensure_ascii=False, indent=2)
