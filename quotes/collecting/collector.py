"""The work of `quotes watch run`: one step after the other, each at a host that may be asked now."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

from sqlite_utils import Database

from quotes.collecting.pages import Brought, Pages, completed
from quotes.collecting.sources import poll
from quotes.fetching import FetchError, NotYet
from quotes.intake import Article, IntakeError, check_length, read_html
from quotes.intake.addresses import page_at
from quotes.store.listing import Row
from quotes.store.publication import captures
from quotes.store.waiting import sources
from quotes.workflows.ingestion import Outcome, Reader, ingest

# Seconds before each further try to fetch an article. After the last one it has failed.
RETRIES = (300.0, 1_800.0, 7_200.0, 28_800.0, 86_400.0)
# The most seconds to wait for a redirect at a host that asks for a delay between requests.
PATIENCE = 300.0

Tell = Callable[[str], object]


class Collector:
    """Asks the sources of a database, and fetches the articles that they announce.

    `tell` is called with a sentence for each step.
    """

    def __init__(self, db: Database, pages: Pages, reader: Reader, tell: Tell = lambda _: None) -> None:
        self._db = db
        self._pages = pages
        self._reader = reader
        self._tell = tell
        self._clock = pages.fetcher.clock

    def work(self) -> float | None:
        """Do the next step that is due and return 0, or the seconds until one is due; None if never."""
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

    def _poll(self, source: Row) -> None:
        new = poll(self._db, self._pages.fetcher, source, patience=PATIENCE)
        after = sources.get(self._db, source["pk"])
        failed = after is not None and after["failures"] > source["failures"]
        why = after["last_error"] if failed and after is not None else f"{new} new"
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
            self._tell(f"{told['url']}: {error}.")
            return
        if brought is None:
            sources.settle(self._db, pk, {"state": "copy"})
        else:
            self._store(announced, told, brought)

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

    def _store(self, announced: Row, told: Row, brought: Brought | Article) -> None:
        article = brought.article if isinstance(brought, Brought) else brought
        outcome = self._ingest(article, told)
        if isinstance(brought, Brought):
            captures.put(self._db, outcome.article, brought.capture)
        page = page_at(article.url) if article.url else announced["page"]
        settled = {"state": "done", "article": outcome.article, "page": page, "error": outcome.failed}
        sources.settle(self._db, announced["pk"], settled)
        quotes = "1 quote" if outcome.quotes == 1 else f"{outcome.quotes} quotes"
        self._tell(f"{told['url'] or announced['key']}: {outcome.status}, {quotes}.")

    def _ingest(self, article: Article, told: Row) -> Outcome:
        published = date.fromisoformat(told["published"]) if told["published"] else None
        known = completed(article, title=told["title"], author=told["author"], published=published)
        return ingest(self._db, known, self._reader)

    def _put_off(self, announced: Row, error: FetchError) -> None:
        tried = _tried(announced, self._clock.now(), str(error))
        if announced["tries"] >= len(RETRIES):
            tried["state"] = "failed"
        sources.settle(self._db, announced["pk"], tried)
        self._tell(f"{announced['page']}: {error}.")


def _tried(announced: Row, now: float, error: str) -> Row:
    """The columns after one more try of an article, with the time of the next one."""
    tries = announced["tries"]
    return {"tries": tries + 1, "next_at": now + RETRIES[min(tries, len(RETRIES) - 1)], "error": error}
