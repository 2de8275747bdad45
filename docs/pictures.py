"""Take the screenshots for README.md and pages.md.

    python docs/pictures.py

The service contains the sample articles, as made by `quotes demo`. Needs Chromium and playwright.
"""

from __future__ import annotations

import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import Page, sync_playwright
from waitress.server import create_server

from quotes.app import create_app
from quotes.extraction import Extractor
from quotes.samples import sample_articles
from quotes.settings import Settings
from quotes.store.database.connection import writing
from quotes.workflows.ingestion import ingest_many

FOLDER = Path(__file__).parent
WIDTH, HEIGHT = 1100, 760
ASKED = urlencode({"quote": "I said seven weeks, and seven weeks it was", "speaker": "Marrek"})
DRAFT = """The mayor has no doubts. “I said seven weeks, and seven weeks it was,” Ivo Marrek said.

“They never asked me,” said Sanna Quill, whose shop stands beside the bridge. Agnes Tolve told the council
that “the ferries were never full”.
"""


@contextmanager
def service() -> Iterator[str]:
    """Serve the samples; yields the address."""
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "quotes.db"
        app = create_app(Settings(database, token="TOKEN"), Extractor())
        with writing(database) as db:
            list(ingest_many(db, sample_articles(), app.extensions["quotes"].reader))
        server = create_server(app, host="127.0.0.1", port=0)
        threading.Thread(target=server.run, daemon=True).start()
        yield f"http://127.0.0.1:{server.effective_port}"
        server.close()


def take(page: Page, site: str) -> None:
    """Take a screenshot of each page."""
    for name, address in (
        ("lookup", f"/lookup?{ASKED}"),
        ("speaker", "/speakers/ivo-marrek"),
        ("article", "/articles"),
        ("draft", "/lookup/draft"),
    ):
        page.goto(f"{site}{address}")
        if name == "article":
            page.locator(".day a").first.click()
        if name == "draft":
            page.fill("#text", DRAFT)
            page.click("text=Check the quotes")
        page.wait_for_load_state()
        page.screenshot(path=FOLDER / f"page-{name}.png")


if __name__ == "__main__":
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with service() as site, sync_playwright() as started:
        browser = started.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        take(browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light"), site)
        browser.close()
