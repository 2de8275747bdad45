"""`quotes lookup`: checks whether somebody said something, or all quotations of a text."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quotes.cli.keeping.database import bring_up_to_date, existing
from quotes.cli.options import configured, database_option, day_option, examples, model_option

if TYPE_CHECKING:
    from quotes.links import Links
    from quotes.lookup import Answer
    from quotes.lookup.corpus import Corpus
    from quotes.lookup.draft import Draft
    from quotes.settings import Settings


asked_speaker_option = click.option(
    "--speaker", metavar="NAME", help="Who may have said them, by name or slug."
)
evidence_option = click.option(
    "--limit", type=click.IntRange(1, 100), default=10, show_default=True, help="How much evidence."
)


@click.command(
    epilog=examples(
        'quotes lookup "We have no choice"',
        'quotes lookup --speaker Marrek "We have no choice"',
        "quotes lookup --text draft.txt",
    )
)
@click.argument("words", required=False)
@asked_speaker_option
@click.option(
    "--text",
    "draft",
    type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path),
    help="Look up each quotation in a text file instead, or in standard input (-). Nothing is stored.",
)
@day_option("--published", "published", "The day on which the text will be published, as in 2024-05-03.")
@evidence_option
@click.option(
    "--json", "as_json", is_flag=True, help="Print JSON, as /api/lookup or /api/lookup/text returns it."
)
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
    """Show whether WORDS were said, by whom, when, and who reported it.

    The answer includes the quotes that support it, or the most similar ones if none is exact.
    """
    from quotes.links import links_of
    from quotes.lookup.plain_text import checked
    from quotes.store.database import connection
    from quotes.workflows.searching import searching

    _one_question(words, draft, speaker=speaker, published=published)
    settings = configured(database=database, model=model)
    path = existing(settings.database)
    bring_up_to_date(path)
    with connection.reading(path) as db:
        corpus = searching(settings)(db)
        if draft is not None:
            found = _check(corpus, draft, published, limit, settings)
            links = links_of(settings)
            click.echo(_as_json("draft", found.as_record()) if as_json else checked(found, links))
        else:
            answer = looked_up(corpus, words or "", speaker, limit)
            tell(answer, speaker, links_of(settings), as_json=as_json)


def tell(answer: Answer, speaker: str | None, links: Links | None = None, *, as_json: bool) -> None:
    """Print an answer, for a person or as the API gives it."""
    from quotes.lookup.plain_text import answered

    click.echo(_as_json("lookup", answer) if as_json else answered(answer, speaker, links))


def _one_question(words: str | None, draft: Path | None, **more: object) -> None:
    """Raises click.UsageError for options that do not go together."""
    if (words is None) == (draft is None):
        raise click.UsageError("Give either WORDS or --text, not both.")
    unfit = "speaker" if draft is not None else "published"
    if more[unfit] is not None:
        raise click.UsageError(f"--{unfit} cannot be used with {'--text' if draft else 'WORDS'}.")


def looked_up(corpus: Corpus, words: str, speaker: str | None, limit: int) -> Answer:
    """The answer with its evidence. Raises click.UsageError where there is no word, or no name."""
    from quotes.lookup import answer_with_evidence
    from quotes.lookup import lookup as look_up
    from quotes.lookup.question import NoName
    from quotes.store.search import NoWords

    try:
        return answer_with_evidence(corpus, look_up(corpus, words, speaker, limit))
    except NoWords:
        raise click.UsageError("WORDS must contain a letter or a digit.") from None
    except NoName:
        raise click.UsageError("--speaker must contain a letter or a digit.") from None


def _check(corpus: Corpus, draft: Path, published: date | None, limit: int, settings: Settings) -> Draft:
    from quotes.extraction import Extractor
    from quotes.intake import check_length, read_text
    from quotes.intake.characters import decode_text
    from quotes.lookup.draft import check

    with click.open_file(str(draft), "rb") as file:
        text = check_length(read_text(decode_text(file.read()).text), settings.max_article_chars).text
    return check(corpus, text, Extractor(settings.model).extract(text, published), limit=limit)


def _as_json(schema: str, answer: Any) -> str:
    from quotes.api.schemas.draft import DraftSchema
    from quotes.api.schemas.lookup import AnswerSchema

    shape = DraftSchema() if schema == "draft" else AnswerSchema()
    return json.dumps(shape.dump(answer), ensure_ascii=False, indent=2)
