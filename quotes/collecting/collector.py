"""The work of `quotes watch run`: one step after the other, each at a host that may be asked now."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

from sqlite_utils import Database

from quotes.collecting.pages import Brought, Pages, completed
from quotes.collecting.retries import RETRIES
from quotes.collecting.sources import poll
from quotes.fetching import FetchError, NotYet
from quotes.intake import Article, IntakeError, check_length, read_html
from quotes.intake.addresses import page_at
from quotes.readers import Direct, Pool
from quotes.store.listing import Row
from quotes.store.quotations import quotes
from quotes.store.waiting import sources, unread_texts
from quotes.workflows.jobs import accept_announced, read_next

# The most seconds to wait for a redirect at a host that asks for a delay between requests.
PATIENCE = 300.0

Tell = Callable[[str], object]


class Collector:
    """Asks the sources of a database, and brings and reads the articles that they announce.

    What it brings is accepted as what is posted with Prefer: respond-async is: stored at once, and read
    here or by whoever reads for this database. `path` is that of `db`; with `save`, a web archive is to save
    the pages. `tell` gets a sentence for each thing that is done, and `done` counts them.
    """

    def __init__(
        self,
        db: Database,
        path: Path,
        pages: Pages,
        reader: Pool | Direct,
        tell: Tell = lambda _: None,
        *,
        save: bool = False,
    ) -> None:
        self._db = db
        self._path = path
        self._pages = pages
        self._reader = reader
        self._tell = tell
        self._save = save
        self._clock = pages.fetcher.clock
        self.done: Counter[str] = Counter()

    def work(self) -> float | None:
        """Do the next step that is due and return 0, or the seconds until one is due; None if never."""
        if self._read_next():
            return 0.0
        now = self._clock.now()
        article = sources.due_article(self._db, now)
        source = sources.due(self._db, now)
        # Whichever has waited longer comes first, so that neither starves.
        if source is not None and (article is None or source["next_at"] <= article["next_at"]):
            self._poll(source)
        elif article is not None:
            self._bring(article)
        else:
            at = sources.next_due(self._db)
            return None if at is None else max(at - now, 0.001)
        return 0.0

    def _read_next(self) -> bool:
        """Read an accepted article, if one waits and nobody else reads it."""
        if not unread_texts.any_waits(self._db):
            return False
        row = read_next(self._db, self._path, self._reader)
        if row is None:
            return False
        found = quotes.of_article(self._db, row["article"], row["revision"])
        self.done["read"] += 1
        self.done["quotes"] += len(found)
        self._tell(f"{row['url'] or row['id']}: read, {_counted(len(found), 'quote')}.")
        return True

    def _poll(self, source: Row) -> None:
        new = poll(self._db, self._pages.fetcher, source, patience=PATIENCE)
        after = sources.get(self._db, source["pk"])
        failed = after is not None and after["failures"] > source["failures"]
        why = after["last_error"] if failed and after is not None else f"{new} new"
        self.done["asked"] += 1
        self.done["not answered"] += failed
        self._tell(f"{source['url']}: {why}.")

    def _bring(self, announced: Row) -> None:
        pk, told = announced["pk"], json.loads(announced["entry"])
        # Recorded before the try: an article that ends the program must not be tried first again.
        sources.settle(
            self._db, pk, _tried(announced, self._clock.now(), "the program ended while reading it")
        )
        try:
            brought = self._read(announced, told)
        except NotYet as error:
            not_tried = {"tries": announced["tries"], "next_at": self._clock.now() + error.seconds}
            sources.settle(self._db, pk, {**not_tried, "error": announced["error"]})
            return
        except FetchError as error:
            self._put_off(announced, error)
            return
        except IntakeError as error:
            sources.settle(self._db, pk, {"state": "failed", "error": str(error)})
            self.done["failed"] += 1
            self._tell(f"{told['url']}: {error}.")
            return
        if brought is None:
            sources.settle(self._db, pk, {"state": "copy"})
            self.done["unchanged"] += 1
        else:
            self._accept(announced, told, brought)

    def _read(self, announced: Row, told: Row) -> Brought | Article | None:
        """The article, from the feed if it has the text, else from its page; None if it is already stored."""
        if told["html"] is not None or told["url"] is None:
            article = read_html(told["html"] or "", url=told["url"])
            return check_length(article, self._pages.max_chars)
        return self._pages.bring(
            told["url"],
            patience=PATIENCE,
            known_as=lambda final: self._known(announced["pk"], final),
        )

    def _known(self, pk: int, url: str) -> bool:
        page = page_at(url)
        return page is not None and sources.brought_elsewhere(self._db, pk, page) is not None

    def _accept(self, announced: Row, told: Row, brought: Brought | Article) -> None:
        article = brought.article if isinstance(brought, Brought) else brought
        capture = brought.capture if isinstance(brought, Brought) else None
        published = date.fromisoformat(told["published"]) if told["published"] else None
        known = completed(article, title=told["title"], author=told["author"], published=published)
        outcome = accept_announced(self._db, announced["pk"], known, capture, save=self._save)
        self.done[outcome["outcome"]] += 1
        self._tell(f"{told['url'] or announced['key']}: {outcome['outcome']}.")

    def _put_off(self, announced: Row, error: FetchError) -> None:
        tried = _tried(announced, self._clock.now(), str(error))
        if announced["tries"] >= len(RETRIES):
            tried["state"] = "failed"
            self.done["failed"] += 1
        sources.settle(self._db, announced["pk"], tried)
        self._tell(f"{announced['page']}: {error}.")


def summary(done: Counter[str]) -> str:
    """What a collector has done, in two sentences."""
    asked = _counted(done["asked"], "source")
    failing = f", {done['not answered']} without an answer" if done["not answered"] else ""
    states = ("created", "revised", "unchanged", "failed")
    articles = _counted(sum(done[state] for state in states), "article")
    outcomes = f"{done['created']} new, {done['revised']} revised, {done['unchanged']} unchanged"
    missed = f", {done['failed']} not to be had" if done["failed"] else ""
    read = f"{done['read']} read, {_counted(done['quotes'], 'quote')}"
    return f"Asked {asked}{failing}. {articles}: {outcomes}{missed}; {read}."


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _tried(announced: Row, now: float, error: str) -> Row:
    """The columns after one more try of an article, with the time of the next one."""
    tries = announced["tries"]
    return {"tries": tries + 1, "next_at": now + RETRIES[min(tries, len(RETRIES) - 1)], "error": error}
