"""`quotes alerts`: manage what is followed, and send what has matched."""

from __future__ import annotations

import signal
import time
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from types import FrameType
from typing import TYPE_CHECKING, Any

import click

from quotes.cli.keeping.database import bring_up_to_date, existing
from quotes.cli.options import configured, database_option, examples
from quotes.wording import counted

if TYPE_CHECKING:
    from sqlite_utils import Database

    from quotes.alerts.matching import Preview
    from quotes.store.listing import Row

CHANNELS = {"mail": "email", "webhook": "webhook", "slack": "slack", "teams": "teams"}


@click.group(
    epilog=examples(
        "quotes alerts add --speaker ada-moor --mail desk@example.org",
        'quotes alerts add --phrase "we will rebuild the bridge" --dry-run',
        "quotes alerts list",
        "quotes alerts run",
    )
)
def alerts() -> None:
    """What people follow: alerts by mail, webhook, Slack, Teams, or as a feed.

    Nothing is sent unless the settings turn it on; see docs/alerts.md.
    """


@alerts.command(
    epilog=examples(
        "quotes alerts add --speaker ada-moor --mail desk@example.org --every week",
        "quotes alerts add --speaker ada-moor --about bridge --dry-run",
        'quotes alerts add --search "bridge OR ferry" --webhook https://example.org/hook --every once',
        "quotes alerts add --contradictions --speaker ada-moor",
    )
)
@click.option("--speaker", metavar="SLUG", help="What this speaker says.")
@click.option("--about", metavar="NAME", help="What is said about somebody or something.")
@click.option("--search", "q", metavar="WORDS", help="Quotes with these words.")
@click.option("--phrase", metavar="WORDS", help="Reports of these words.")
@click.option("--contradictions", is_flag=True, help="What contradicts something said before.")
@click.option("--min-confidence", type=click.FloatRange(0, 1), help="How sure each quote must be; 0.5.")
@click.option("--min-said-confidence", type=click.FloatRange(0, 1), help="How sure its day must be.")
@click.option(
    "--factuality",
    type=click.Choice(("said", "denied", "hypothetical", "fabricated", "any")),
    default="said",
    help="How the article reports the words; said.",
)
@click.option("--note", help="Why you follow this; each digest reminds you.")
@click.option("--mail", metavar="ADDRESS", help="Send digests to this address.")
@click.option("--webhook", metavar="URL", help="Post them to this address, as Standard Webhooks has it.")
@click.option("--slack", metavar="URL", help="Post them to this incoming webhook of Slack.")
@click.option("--teams", metavar="URL", help="Post them to this incoming webhook of Teams.")
@click.option("--every", type=click.Choice(("day", "week", "once")), default="day", help="How often; day.")
@click.option("--owner", metavar="TOKEN", default="", help="The name of the token whose alert it is.")
@click.option("--dry-run", is_flag=True, help="Only tell how often it would have fired.")
@database_option
def add(database: Path | None, dry_run: bool, owner: str, note: str | None, every: str, **given: Any) -> None:
    """Follow something, from what is stored from now on.

    All given conditions must be met. Without --mail or a hook, the alert only has its feed.
    """
    from quotes.alerts import matching
    from quotes.alerts.wishes import BadWish, destination_of, follow_of
    from quotes.store.alerts import following
    from quotes.store.database import connection

    settings = configured(database=database)
    path = existing(settings.database)
    bring_up_to_date(path)
    wish = {name: value for name, value in given.items() if value is not None and name not in CHANNELS}
    wish["follow"] = _kind(wish)
    with connection.writing(path) as db:
        try:
            follow = follow_of(db, wish)
            if dry_run:
                _tell(db, matching.preview(db, follow, datetime.now(UTC).date()))
                return
            destination = destination_of(settings, _deliver(given, every))
            alert = following.add(db, owner, follow, destination, note)
        except BadWish as error:
            raise click.UsageError(f"{error.field}: {error}") from error
        except following.TooManyAlerts as error:
            raise click.ClickException(f"Not followed: {error}.") from error
    click.echo(f"{alert['id']}: {_told(alert)}.")
    if alert["channel"] == "webhook":
        click.echo(f"Signed with {alert['secret']}")


@alerts.command("list", epilog=examples("quotes alerts list"))
@database_option
def show(database: Path | None) -> None:
    """List the alerts of all owners."""
    from quotes.store.alerts import following
    from quotes.store.database import connection

    path = existing(configured(database=database).database)
    bring_up_to_date(path)
    with connection.reading(path) as db:
        found = following.every(db)
    for alert in found:
        owner = f", of {alert['owner']}" if alert["owner"] else ""
        off = "" if alert["active"] else ", switched off"
        if alert["off"]:
            off = f", nothing is sent: {alert['off']}"
        click.echo(
            f"{alert['id']}: {_told(alert)}{owner}, matched {counted(alert['matches'], 'quote')}{off}."
        )
    if not found:
        click.echo("Nothing is followed.")


@alerts.command(epilog=examples("quotes alerts remove 0f3a9c1d2b4e5f60"))
@click.argument("identifier", metavar="ID")
@database_option
def remove(identifier: str, database: Path | None) -> None:
    """Stop following something."""
    from quotes.store.alerts import following
    from quotes.store.database import connection

    path = existing(configured(database=database).database)
    bring_up_to_date(path)
    with connection.writing(path) as db:
        alert = _known(db, identifier)
        following.remove(db, alert["pk"])
    click.echo(f"{identifier} is no longer followed.")


@alerts.command(epilog=examples("quotes alerts test 0f3a9c1d2b4e5f60"))
@click.argument("identifier", metavar="ID")
@database_option
def test(identifier: str, database: Path | None) -> None:
    """Send a digest as an example now, together with whatever else is due."""
    from quotes.alerts.channels import channels, why_off
    from quotes.alerts.sending import Sending
    from quotes.store.alerts import outbox
    from quotes.store.database import connection

    settings = configured(database=database)
    path = existing(settings.database)
    bring_up_to_date(path)
    with connection.writing(path) as db:
        alert = _known(db, identifier)
        if alert["destination"] is None:
            raise click.ClickException("This alert has its feed alone; there is nothing to send.")
        off = alert["off"] or why_off(settings, alert["channel"])
        if off is not None:
            raise click.ClickException(f"Nothing is sent: {off}.")
        made = outbox.make_test(db, alert, time.time())
        Sending(channels(settings), settings.digest_hour).work(db)
        (delivery,) = [one for one in outbox.latest(db, alert["pk"], 100) if one["id"] == made]
    if delivery["state"] != "sent":
        raise click.ClickException(f"Not sent to {alert['target']}: {delivery['error']}.")
    click.echo(f"Sent to {alert['target']}.")


@alerts.command(epilog=examples("quotes alerts run", "quotes alerts run --once"))
@click.option("--once", is_flag=True, help="Do what is due now, and end.")
@database_option
def run(once: bool, database: Path | None) -> None:
    """Match what is stored and send what is due, until SIGTERM or Ctrl-C.

    `quotes serve` and `quotes worker` do this too. Any number of processes may; each digest is sent by one.
    """
    from quotes.alerts.channels import channels
    from quotes.alerts.sending import Sending, send_on
    from quotes.store.bulk.catching_up import catch_up
    from quotes.store.database import connection

    settings = configured(database=database)
    bring_up_to_date(settings.database)
    on = channels(settings)
    sending = Sending(on, settings.digest_hour)
    catch_up(settings.database)  # ungrouped quotes have yet to be matched
    if once:
        with connection.writing(settings.database) as db:
            found, arrived = sending.work(db)
        matches = counted(found, "new match", "new matches")
        click.echo(f"{matches}, {counted(arrived, 'digest')} sent.")
        return
    stopped = Event()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        stopped.set()

    before = {one: signal.signal(one, stop) for one in (signal.SIGTERM, signal.SIGINT)}
    how = f"Sending by {', '.join(on.on)}" if on.on else "Nothing is turned on to send by: feeds alone"
    click.echo(f"{how}. Stop with Ctrl-C.")
    try:
        send_on(settings.database, sending, stopped)
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
    click.echo("Stopped.")


def _kind(wish: dict[str, Any]) -> str:
    """The kind of alert, by the most specific option given."""
    if wish.pop("contradictions"):
        return "contradiction"
    for name, kind in (("phrase", "phrase"), ("q", "search"), ("about", "topic"), ("speaker", "speaker")):
        if name in wish:
            return kind
    raise click.UsageError("Give what to follow: --speaker, --about, --search, --phrase or --contradictions.")


def _deliver(given: dict[str, Any], every: str) -> dict[str, str] | None:
    """Where to deliver, if given."""
    chosen = {by: given[name] for name, by in CHANNELS.items() if given[name] is not None}
    if len(chosen) > 1:
        raise click.UsageError("An alert is delivered to one place; add another for a second.")
    return next(({"by": by, "to": to, "every": every} for by, to in chosen.items()), None)


def _known(db: Database, identifier: str) -> Row:
    from quotes.store.alerts import following

    alert = following.get(db, identifier)
    if alert is None:
        raise click.ClickException(f"There is no alert {identifier}; `quotes alerts list` lists them.")
    return alert


def _told(alert: Row) -> str:
    from quotes.alerts.digest import EVERY, title_of

    if alert["destination"] is None:
        return f"{title_of(alert)}, as a feed"
    return f"{title_of(alert)}, {EVERY[alert['every']]} to {alert['target']}"


def _tell(db: Database, found: Preview) -> None:
    from quotes.alerts.presenting import quotes_of

    least = "" if found.complete else "at least "
    month = f"{least}{counted(found.month, 'time')} in the last 30 days"
    click.echo(f"It would have fired {month}, {least}{found.year} in the last 365.")
    for quote in quotes_of(db, found.latest):
        who = quote["speaker"]["name"] if quote["speaker"] else "Somebody unnamed"
        click.echo(f"  {who}: “{quote['text']}” ({quote['article']['published'] or 'no day'})")
