"""`quotes cite`: quotes as references for a footnote or a reference manager."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from quotes.cli.keeping.database import bring_up_to_date, existing
from quotes.cli.options import configured, database_option, examples, site_option

if TYPE_CHECKING:
    from quotes.lookup.citation import Cite


@click.command(
    epilog=examples(
        "quotes cite h2l2up5477zdkghp",
        "quotes cite --format ris h2l2up5477zdkghp vyn3pmkhgrfg7h4n > quotes.ris",
    )
)
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@click.option(
    "--format", "form", type=click.Choice(["text", "csl", "ris"]), default="text", show_default=True,
    help="A line of text, CSL-JSON (Zotero, Pandoc), or RIS (EndNote).",
)  # fmt: skip
@site_option
@database_option
def cite(ids: tuple[str, ...], form: Cite, site: str, database: Path | None) -> None:
    """Print references to the quotes with these ids, as a footnote or a reference manager takes them."""
    from quotes.lookup.citation import cited
    from quotes.lookup.evidence.enrichment import quote_with_evidence
    from quotes.store.database import connection

    path = existing(configured(database=database).database)
    bring_up_to_date(path)
    with connection.reading(path) as db:
        found = [(identifier, quote_with_evidence(db, identifier)) for identifier in ids]
    for identifier, quote in found:
        if quote is None:
            raise click.ClickException(f"There is no quote with the id {identifier}.")
    address = f"{site.rstrip('/')}/quotes"
    references = cited([(one, f"{address}/{one['id']}") for _, one in found if one is not None], form)
    click.echo(references.encode("utf-8"), nl=False)
