"""Pages over the samples, as a client and as a browser see them."""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from shutil import copy, which
from typing import TYPE_CHECKING, Any, NoReturn

import pytest
from flask import Flask
from flask.testing import FlaskClient
from waitress.server import create_server

from quotes.app import create_app
from quotes.extraction import Extractor
from quotes.samples import sample_articles
from quotes.settings import Settings
from quotes.store.database.connection import writing
from quotes.workflows.ingestion import ingest_many

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

TOKEN = "made-up-token"
AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
# Without these, Chromium asks for addresses of its maker's.
QUIETLY = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


def _missing(what: str) -> NoReturn:
    reason = f"{what}; .ci/run installs it"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def library(empty: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the sample articles."""
    path = tmp_path_factory.mktemp("library") / "quotes.db"
    copy(empty, path)
    with writing(path) as db:
        list(ingest_many(db, sample_articles(), Extractor()))
    return path


@pytest.fixture
def site(library: Path, tmp_path: Path) -> Iterator[str]:
    """The address of a server over a copy of the samples, which stops with the test."""
    path = tmp_path / "quotes.db"
    copy(library, path)
    app = create_app(Settings(database=path, token=TOKEN), Extractor())
    server = create_server(app, host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    thread.join(5)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium."""
    chromium = which("chromium") or which("chromium-browser")
    if chromium is None:
        _missing("there is no Chromium")
    if find_spec("playwright") is None:
        _missing("playwright is not installed")
    with import_module("playwright.sync_api").sync_playwright() as started:
        opened = started.chromium.launch(executable_path=chromium, args=list(QUIETLY))
        yield opened
        opened.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a page that fails the test for whatever its console complains of, or a dialog."""
    contexts = []
    troubles: list[str] = []

    def opened(**options: Any) -> Page:
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("dialog", lambda dialog: troubles.append(f"dialog: {dialog.message}"))
        page.on("pageerror", lambda error: troubles.append(f"script: {error}"))
        page.on("console", lambda message: _note(message, troubles))
        page.on("request", lambda request: _inside(request.url, troubles))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert troubles == []


def _note(message: Any, troubles: list[str]) -> None:
    if message.type == "error" and "Failed to load resource" not in message.text:
        troubles.append(f"console: {message.text}")


def _inside(url: str, troubles: list[str]) -> None:
    if not url.startswith(("http://127.0.0.1:", "data:", "about:")):
        troubles.append(f"asked for {url}")


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core, which finds what keeps people from using a page."""
    if not AXE.exists():
        _missing("axe-core is not installed")
    return AXE.read_text("utf-8")


def secret_of(client: FlaskClient) -> str:
    """The secret that the forms of a client's session carry."""
    found = re.search(r'name="csrf" value="([^"]+)"', client.get("/sign-in").get_data(as_text=True))
    assert found is not None
    return found[1]


class Reporter:
    """Somebody who has signed in and sends forms."""

    def __init__(self, app: Flask) -> None:
        self.client = app.test_client()
        self.sign_in(TOKEN)
        self.secret = secret_of(self.client)

    def sign_in(self, token: str, **data: Any) -> Any:
        """Send the form for signing in."""
        return self.client.post("/sign-in", data={"csrf": secret_of(self.client), "token": token, **data})

    def send(self, address: str, **data: Any) -> Any:
        """Send a form with the session's secret."""
        return self.client.post(address, data={"csrf": self.secret, **data})


@pytest.fixture
def reporter(app: Flask) -> Reporter:
    return Reporter(app)


@pytest.fixture
def other_secret(app: Flask) -> str:
    """The secret of somebody else's session."""
    return secret_of(app.test_client())


@pytest.fixture
def sign_in(site: str) -> Callable[[Page], None]:
    """Signs in on a page."""

    def signed(page: Page) -> None:
        page.goto(f"{site}/sign-in")
        page.fill("#token", TOKEN)
        page.click("main button")
        page.wait_for_load_state()

    return signed
