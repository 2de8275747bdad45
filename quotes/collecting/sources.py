"""Adding sources, asking them for new articles, and their states."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from sqlite_utils import Database

from quotes.feeds import Entry, Feed, NotAFeed, discover, parse_feed, schedule
from quotes.feeds.feed import distinct
from quotes.feeds.schedule import Move, Pace
from quotes.feeds.sitemaps import INDEX
from quotes.feeds.skips import Skips
from quotes.fetching import BadStatus, Fetched, Fetcher, FetchError, NotYet, Validators
from quotes.fetching.addresses import parse
from quotes.fetching.response import moment_of
from quotes.intake.addresses import page_at
from quotes.store.listing import Row
from quotes.store.waiting import sources

GONE = "the server says that it is permanently gone (410)"


def add(db: Database, fetcher: Fetcher, url: str, *, patience: float) -> tuple[Row, bool]:
    """Start watching a feed, or the feed that a page names. Returns the source, and whether it is new.

    A watched source is not changed, and a muted one is watched again. The articles that it announces now are
    stored to be fetched. Raises FetchError and NotAFeed.
    """
    known = sources.by_url(db, str(parse(url)))
    if known is not None and known["muted"] is None:
        return known, False
    fetched, feed = _feed_at(fetcher, url, patience)
    address = fetched.moved_for_good or str(parse(fetched.url))
    pace = Pace()
    source = sources.add(
        db,
        address,
        parse(address).host,
        moment_of(fetcher.clock.now()).isoformat(timespec="seconds"),
        interval=pace.interval,
        most=pace.most,
    )
    is_new = source["polls"] == 0
    if is_new or source["muted"] is not None:
        sources.update(db, source["pk"], {"muted": None})
        _note_answer(db, fetcher.clock.now(), source, fetched, feed)
    found = sources.get(db, source["pk"])
    assert found is not None
    return found, is_new


def _feed_at(fetcher: Fetcher, url: str, patience: float) -> tuple[Fetched, Feed]:
    fetched = fetcher.fetch(url, patience=patience)
    try:
        return fetched, _parsed(fetcher, fetched, patience)
    except NotAFeed:
        named = discover(fetched.content, fetched.final)
        if named is None:
            raise
    fetched = fetcher.fetch(named, patience=patience)
    return fetched, _parsed(fetcher, fetched, patience)


def _parsed(fetcher: Fetcher, fetched: Fetched, patience: float) -> Feed:
    """The feed that came; of an index of sitemaps, with the articles of those that have news.

    One that cannot be had now is passed over, if others can. Raises FetchError and NotAFeed.
    """
    feed = parse_feed(fetched.content, fetched.final, fetched.media_type)
    if not feed.sitemaps:
        return feed
    entries: list[Entry] = []
    wrong: FetchError | NotAFeed | None = None
    news = 0
    for address in feed.sitemaps:
        try:
            part = fetcher.fetch(address, patience=patience)
            entries += parse_feed(part.content, part.final, part.media_type).entries
            news += 1
        except (FetchError, NotAFeed) as error:
            wrong = error
    if not news and wrong is not None:
        raise wrong
    return replace(feed, entries=distinct(entries))


def poll(db: Database, fetcher: Fetcher, source: Row, *, patience: float) -> int:
    """Ask a source and store its answer, or the error. Returns the number of new articles."""
    # An index of sitemaps may stay as it is while they change.
    known = Validators() if source["kind"] == INDEX else Validators(source["etag"], source["last_modified"])
    try:
        fetched = fetcher.fetch(source["url"], known, patience=patience)
        feed = None if fetched.unchanged else _parsed(fetcher, fetched, patience)
    except NotYet as error:
        sources.update(db, source["pk"], {"next_at": fetcher.clock.now() + error.seconds})
        return 0
    except (FetchError, NotAFeed) as error:
        _note_failure(db, fetcher.clock.now(), source, error)
        return 0
    return _note_answer(db, fetcher.clock.now(), source, fetched, feed)


def _note_answer(db: Database, now: float, source: Row, fetched: Fetched, feed: Feed | None) -> int:
    entries = () if feed is None else feed.entries
    told = [announced_of(entry) for entry in entries]
    known = sources.keys(db, source["pk"])
    asked = max(schedule.max_age(fetched.headers.get("Cache-Control", "")), feed.pause if feed else 0.0)
    pace, next_at = schedule.after_answer(
        Pace(source["interval"], source["most"]),
        now,
        new=sum(one.key not in known for one in told),
        window=feed.window if feed else None,
        asked=asked,
    )
    columns: Row = {
        "interval": pace.interval,
        "most": pace.most,
        "next_at": (feed.skips if feed else _skips(source)).after(next_at),
        "polls": source["polls"] + 1,
        "unchanged": source["unchanged"] + (feed is None),
        "failures": 0,
        "failing_since": None,
        "polled_at": now,
        "answered_at": now,
        **_validators(source, fetched),
        **_move(db, source, fetched, now),
    }
    if feed is not None:
        columns["skipped"] = json.dumps(feed.skips.as_record())
        columns |= {"kind": feed.kind, "title": feed.title or source["title"]}
    return sources.answered(db, source["pk"], told, now, columns)


def _skips(source: Row) -> Skips:
    """When the source rests, as its last answer with a feed said."""
    return Skips.of_record(json.loads(source["skipped"])) if source["skipped"] else Skips()


def _validators(source: Row, fetched: Fetched) -> Row:
    """The validators to send next time. A 304 without any keeps the old ones; a 200 without any has none."""
    given = {"etag": fetched.headers.get("ETag"), "last_modified": fetched.headers.get("Last-Modified")}
    return {name: value or (source[name] if fetched.unchanged else None) for name, value in given.items()}


def _move(db: Database, source: Row, fetched: Fetched, now: float) -> Row:
    """The new address of the source, if a lasting redirect gives one."""
    move = Move(source["moving_to"], source["moving_since"], source["moving_polls"])
    move = move.seen(fetched.moved_for_good, now)
    if not move.is_lasting(now):
        return {"moving_to": move.to, "moving_since": move.since, "moving_polls": move.polls}
    assert move.to is not None
    still = {"moving_to": None, "moving_since": None, "moving_polls": 0}
    if sources.by_url(db, move.to) is not None:
        return {**still, "muted": f"it has moved to {move.to}, which is watched too"}
    return {**still, "url": move.to, "host": parse(move.to).host}


def _note_failure(db: Database, now: float, source: Row, error: Exception) -> None:
    retry_after = error.retry_after if isinstance(error, BadStatus) else None
    pace = Pace(source["interval"], source["most"], source["failures"])
    pace, next_at = schedule.after_failure(pace, now, retry_after)
    gone = isinstance(error, BadStatus) and error.status == 410
    columns = {
        "polls": source["polls"] + 1,
        "failures": pace.failures,
        "failing_since": source["failing_since"] or now,
        "polled_at": now,
        "next_at": _skips(source).after(next_at),
        "last_error": str(error),
        "last_error_at": now,
        # Only consecutive answers can show that it has moved permanently.
        "moving_to": None,
        "moving_since": None,
        "moving_polls": 0,
        **({"muted": GONE} if gone else {}),
    }
    sources.update(db, source["pk"], columns)


def announced_of(entry: Entry) -> sources.Announced:
    page = page_at(entry.url) if entry.url is not None else None
    told = {
        "url": entry.url,
        "title": entry.title,
        "author": entry.author,
        "published": None if entry.published is None else entry.published.isoformat(),
        "html": entry.html,
    }
    needs_page = entry.html is None and page is not None
    host = urlsplit(entry.url).hostname if entry.url and needs_page else None
    return sources.Announced(entry.key, page, host, told)


def presented(source: Row, now: float) -> dict[str, Any]:
    """A source as shown: its state in a word, times as texts."""
    at = {
        name: None if source[column] is None else moment_of(source[column]).isoformat(timespec="seconds")
        for name, column in (
            ("last_asked", "polled_at"),
            ("last_answer", "answered_at"),
            ("last_new", "new_at"),
            ("last_error_at", "last_error_at"),
            ("next", "next_at"),
        )
    }
    state = schedule.state(
        now=now,
        muted=source["muted"],
        failing_since=source["failing_since"],
        new_at=source["new_at"],
        added=_unix(source["added"]),
    )
    shown = ("url", "title", "kind", "added", "polls", "unchanged", "failures", "last_error", "muted")
    counts = ("articles", "copies", "waiting", "failed", "article_error")
    return {
        "id": source["pk"],
        "state": state,
        **{name: source[name] for name in (*shown, *counts)},
        **at,
        "next": None if source["muted"] else at["next"],
    }


def _unix(written: str) -> float:
    return datetime.fromisoformat(written).timestamp()
