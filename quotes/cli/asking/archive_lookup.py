"""`quotes archive index` and `quotes archive lookup`: look words up in an archive without loading it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quotes.cli.asking.lookup import asked_speaker_option, evidence_option, looked_up, tell
from quotes.cli.options import configured, examples
from quotes.cli.reading.archive_progress import index_progress
from quotes.wording import counted

if TYPE_CHECKING:
    from quotes.archive.index.opened import OpenIndex


@click.command(epilog=examples("quotes archive index archive/"))
@click.argument("directory", metavar="DIR")
def index(directory: str) -> None:
    """Index an archive's quotes by all their words, for `quotes archive lookup`.

    Only shards that are new or have changed are read. The index is in the folder index/ of the archive, which
    must be on this machine.
    """
    from quotes.archive.index.indexing import index

    with index_progress() as told:
        done = index(directory, told)
    quotes = counted(sum(shard.quotes for shard in done.shards.values()), "quote")
    click.echo(f"{quotes} of {counted(len(done.shards), 'shard')} can be looked up.")


@click.command(
    epilog=examples(
        'quotes archive lookup "We have no choice" --to archive/',
        'quotes archive lookup "We have no choice" --speaker Marrek --to archive/2023 --to archive/2024',
    )
)
@click.argument("words")
@asked_speaker_option
@click.option(
    "--to",
    "--archive",
    "directories",
    multiple=True,
    metavar="DIR",
    help="An archive to put the question to; repeatable. Otherwise QUOTES_ARCHIVE.",
)
@evidence_option
@click.option("--json", "as_json", is_flag=True, help="Print what /api/lookup answers.")
def lookup(words: str, speaker: str | None, directories: tuple[str, ...], limit: int, as_json: bool) -> None:
    """Tell whether WORDS are in an archive, said by whom, when, and who reported it.

    The verdicts are those of `quotes lookup`, which searches the database.
    """
    from quotes.archive.index.asking import archives, corpus_of

    asked = directories or tuple(filter(None, [configured().archive]))
    if not asked:
        raise click.UsageError("Name the archive to search, with --to DIR or QUOTES_ARCHIVE.")
    indexes = archives(asked)
    for one in indexes:
        if one.lacking:
            click.echo(_lacking(one), err=True)
    tell(looked_up(corpus_of(indexes), words, speaker, limit), speaker, as_json=as_json)


def _lacking(asked: OpenIndex) -> str:
    """A sentence naming the shards that are not searched in their current state."""
    lacking = asked.lacking
    parts = {"new": lacking.new, "changed": lacking.changed, "gone": lacking.gone}
    told = ", ".join(f"{len(names)} {what}" for what, names in parts.items() if names)
    return f"The index of {asked.archive} lacks shards ({told}): run quotes archive index {asked.archive}."
