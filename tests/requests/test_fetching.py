"""Articles and sources by their addresses, through the API."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from quotes.app import create_app
from quotes.collecting import pages as making
from quotes.collecting.errands import Errands
from quotes.fetching.fetcher import Fetcher, Limits
from quotes.intake.formats.warc import record_at
from quotes.requests import fetching
from quotes.settings import Settings
from quotes.store.database.connection import writing
from quotes.store.waiting.host_turns import StoredHosts
from quotes.workflows.jobs import read_next
from tests.intake.pdfs import LINES, PARAGRAPHS, pdf

WORDS = b'Ivo Marrek says "We will rebuild the bridge."\n'
RSS = (
    "<rss version='2.0'><channel><title>Tidewater Post</title>"
    "<item><guid>1</guid><title>Bridge</title><link>{0}</link></item></channel></rss>"
)
TOKEN = "made-up-token"


@dataclass
class Site:
    """Pages on the loopback interface: a status, a media type and a body, or what answers."""

    port: int
    pages: dict[str, Any] = field(default_factory=dict)

    def url(self, path: str, host: str = "site.test") -> str:
        return f"http://{host}:{self.port}{path}"


@pytest.fixture
def site() -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, kind, body = found.pages.get(self.path, (404, "text/plain", b""))
            if callable(body):
                body = body()
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found = Site(server.server_address[1])
    found.pages["/bridge"] = (200, "text/plain", WORDS)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield found
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def fetches(settings: Settings, site: Site, reader: Any, tmp_path: Path) -> FlaskClient:
    """A client that may write, of a service that may fetch from the site."""
    on = replace(settings, fetch=True, fetch_evidence=tmp_path / "evidence")
    fetcher = Fetcher(
        StoredHosts(settings.database),
        "quotes/test",
        limits=Limits(seconds=2.0, size=100_000),
        resolve=lambda *_: ["127.0.0.1"],
        allows=lambda _address, port: port == site.port,
    )
    client = create_app(on, reader, fetcher).test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {TOKEN}"
    return client


def test_where_fetching_is_off_it_is_told_how_to_turn_it_on(client: FlaskClient) -> None:
    for address in ("/api/articles", "/api/sources"):
        refused = client.post(address, json={"url": "https://tidewater.example/bridge"})
        assert refused.status_code == 422
        assert refused.get_json(force=True)["errors"] == [
            {
                "field": "url",
                "message": "Cannot be fetched: fetching is off; turn it on with the setting QUOTES_FETCH=on.",
            }
        ]


def test_an_address_becomes_an_article_with_its_evidence(
    fetches: FlaskClient, site: Site, tmp_path: Path
) -> None:
    url = site.url("/bridge")
    posted = fetches.post("/api/articles", json={"url": url, "title": "Bridge", "published": "2024-05-03"})
    assert posted.status_code == 201
    assert (posted.json["url"], posted.json["title"], posted.json["published"]) == (
        url,
        "Bridge",
        "2024-05-03",
    )
    assert [quote["text"] for quote in posted.json["quotes"]] == ["We will rebuild the bridge."]
    shown = fetches.get(f"/api/articles/{posted.json['id']}").json
    (capture,) = shown["captures"]
    assert capture["url"] == url
    assert record_at(tmp_path / "evidence" / capture["file"], capture["offset"]) == WORDS
    again = fetches.post("/api/articles", json={"url": url})
    assert (again.status_code, again.json["outcome"], len(again.json["captures"])) == (200, "unchanged", 2)


def test_a_pdf_is_read_as_a_file_is_and_stands_at_its_address(fetches: FlaskClient, site: Site) -> None:
    site.pages["/minutes"] = (200, "application/pdf", pdf(LINES, title="Minutes"))
    posted = fetches.post("/api/articles", json={"url": site.url("/minutes")})
    assert posted.status_code == 201
    assert (posted.json["url"], posted.json["title"]) == (site.url("/minutes"), "Minutes")
    assert fetches.get(f"/api/articles/{posted.json['id']}").json["text"] == "\n\n".join(PARAGRAPHS)


def test_what_is_posted_with_its_text_is_not_fetched(fetches: FlaskClient, site: Site) -> None:
    given = {"url": site.url("/bridge", "other.test"), "text": WORDS.decode()}
    assert fetches.post("/api/articles", json=given).json["captures"] == []


@pytest.mark.parametrize(
    ("page", "status", "sentence"),
    [
        ((404, "text/plain", b""), 422, "url: Cannot be fetched: the server answered with the status 404."),
        ((500, "text/plain", b""), 502, "Not fetched: the server answered with the status 500."),
        (
            (200, "application/pdf", b"%PDF"),
            422,
            "url: Cannot be read: the PDF cannot be read: PdfStreamError.",
        ),
        ((200, "image/png", b"\x89PNG"), 422, "of the type image/png, which is not read"),
        ((200, "application/json", b'[{"text": "One."}]'), 422, "it is JSON, which may have many articles"),
        ((200, "text/xml", b"<?xml version='1.0'?><rss version='2.0'>"), 422, "it is a feed or a sitemap"),
        ((200, "application/gzip", gzip.compress(b"x" * 20_000_000)), 502, "when it is decompressed"),
        ((200, "text/html", b"<html></html>"), 422, "the page has no main text"),
        ((200, "text/plain", b"x" * 200_000), 502, "100000 bytes"),
    ],
)
def test_why_nothing_came_is_told(
    fetches: FlaskClient, site: Site, page: Any, status: int, sentence: str
) -> None:
    site.pages["/page"] = page
    refused = fetches.post("/api/articles", json={"url": site.url("/page")})
    assert refused.status_code == status
    assert sentence in refused.get_json(force=True)["detail"]


@pytest.mark.parametrize(
    "url", ["http://site.test:1/", "http://user:secret@site.test/", "https://site.test:65536/"]
)
def test_where_nothing_may_be_fetched_is_told(fetches: FlaskClient, url: str) -> None:
    refused = fetches.post("/api/articles", json={"url": url})
    assert refused.status_code == 422
    assert "127.0.0.1" not in refused.get_data(as_text=True)
    assert "secret" not in refused.get_data(as_text=True)


def test_a_host_that_was_just_asked_is_told_to_wait_for(fetches: FlaskClient, site: Site) -> None:
    site.pages["/robots.txt"] = (200, "text/plain", b"User-agent: *\nCrawl-delay: 100")
    assert fetches.post("/api/articles", json={"url": site.url("/bridge")}).status_code == 201
    refused = fetches.post("/api/articles", json={"url": site.url("/other")})
    assert refused.status_code == 503
    assert 90 < int(refused.headers["Retry-After"]) <= 100


def test_slow_sites_hold_up_nobody_but_who_waits_for_them(fetches: FlaskClient, site: Site) -> None:
    answered = threading.Event()
    site.pages["/slow"] = (200, "text/plain", lambda: answered.wait(5) and WORDS)
    token = fetches.environ_base["HTTP_AUTHORIZATION"]

    def ask(number: int) -> None:
        client = fetches.application.test_client()
        url = site.url("/slow", f"host{number}.test")
        client.post("/api/articles", json={"url": url}, headers={"Authorization": token})

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(fetching.AT_ONCE)]
    for thread in threads:
        thread.start()
    while fetching._seats._value:  # both are waiting for the site
        pass
    refused = fetches.post("/api/articles", json={"url": site.url("/bridge", "third.test")})
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "10")
    assert fetches.get("/api/articles").status_code == 200
    answered.set()
    for thread in threads:
        thread.join()
    assert len(fetches.get("/api/articles").json["items"]) == fetching.AT_ONCE


LATER = {"Prefer": "respond-async"}


def do_errands(fetches: FlaskClient) -> None:
    """What `quotes serve` and `quotes worker` do beside their other work."""
    services = fetches.application.extensions["quotes"]
    errands = Errands(making.pages(services.settings, services.fetcher), fetching.refusal_of)
    with writing(services.settings.database) as db:
        while errands.work(db):
            pass
        while read_next(db, services.settings.database, services.reader):
            pass


def test_a_batch_fetches_nothing_at_once(fetches: FlaskClient, site: Site) -> None:
    (outcome,) = fetches.post("/api/articles/batch", json={"articles": [{"url": site.url("/bridge")}]}).json[
        "outcomes"
    ]
    assert outcome["outcome"] == "refused"
    assert "Prefer: respond-async" in outcome["problem"]["detail"]


def test_an_address_that_need_not_be_waited_for_is_a_job(fetches: FlaskClient, site: Site) -> None:
    given = {"url": site.url("/bridge"), "title": "Bridge", "published": "2024-05-03"}
    accepted = fetches.post("/api/articles", json=given, headers=LATER)
    assert accepted.status_code == 202
    (article,) = accepted.json["articles"]
    assert (accepted.json["state"], article["state"], article["outcome"]) == ("waiting", "fetching", None)
    do_errands(fetches)
    job = fetches.get(accepted.headers["Location"]).json
    (article,) = job["articles"]
    assert (job["state"], article["state"], article["outcome"]) == ("done", "read", "created")
    stored = fetches.get(f"/api/articles/{article['article']}").json
    assert (stored["title"], stored["published"], len(stored["quotes"])) == ("Bridge", "2024-05-03", 1)
    assert [one["url"] for one in stored["captures"]] == [given["url"]]


def test_a_batch_of_addresses_and_texts_is_one_job(fetches: FlaskClient, site: Site) -> None:
    given = [
        {"url": site.url("/bridge")},
        {"text": "Nobody speaks."},
        {"url": site.url("/gone", "b.test")},
        {},
    ]
    accepted = fetches.post("/api/articles/batch", json={"articles": given}, headers=LATER)
    assert [one["state"] for one in accepted.json["articles"]] == [
        "fetching",
        "waiting",
        "fetching",
        "refused",
    ]
    do_errands(fetches)
    job = fetches.get(accepted.headers["Location"]).json
    assert job["state"] == "done"
    assert [one["outcome"] for one in job["articles"]] == ["created", "created", "refused", "refused"]
    assert "status 404" in job["articles"][2]["problem"]["detail"]


def test_no_address_is_accepted_that_will_not_be_fetched(client: FlaskClient, fetches: FlaskClient) -> None:
    refused = client.post("/api/articles", json={"url": "https://a.example/"}, headers=LATER)
    assert refused.status_code == 422
    assert "QUOTES_FETCH=on" in refused.get_data(as_text=True)
    for url in ("http://user:secret@a.example/", "http://[::1/"):
        assert fetches.post("/api/articles", json={"url": url}, headers=LATER).status_code == 422


def test_posted_pages_wait_to_be_saved_where_that_is_on(
    settings: Settings, reader: Any, client: FlaskClient
) -> None:
    on = create_app(replace(settings, fetch=True, save_pages=True), reader).test_client()
    on.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {TOKEN}"
    given = {"url": "https://tidewater.example/bridge", "text": WORDS.decode()}
    assert client.post("/api/articles", json={**given, "url": "https://a.example/"}).json["saving"] is None
    posted = on.post("/api/articles", json=given).json
    assert posted["saving"] == {"state": "waiting", "tries": 0, "error": None}
    assert posted["copied_at"] is None
    later = on.post("/api/articles", json={"text": "More.", "url": "https://b.example/"}, headers=LATER).json
    assert on.get(f"/api/articles/{later['articles'][0]['article']}").json["saving"]["state"] == "waiting"
    page = on.get(f"/articles/{posted['id']}").get_data(as_text=True)
    assert "The web archive is being asked to save this page" in page


@pytest.fixture
def rss(site: Site) -> str:
    site.pages["/feed"] = (200, "application/rss+xml", RSS.format(site.url("/bridge")).encode())
    return site.url("/feed")


def test_a_source_is_watched_shown_listed_and_removed(fetches: FlaskClient, rss: str) -> None:
    posted = fetches.post("/api/sources", json={"url": rss})
    assert posted.status_code == 201
    assert (posted.json["url"], posted.json["title"], posted.json["kind"]) == (rss, "Tidewater Post", "rss20")
    assert (posted.json["state"], posted.json["waiting"], posted.json["articles"]) == ("ok", 1, 0)
    assert fetches.post("/api/sources", json={"url": rss}).status_code == 200
    address = f"/api/sources/{posted.json['id']}"
    assert fetches.get(address).json == posted.json
    assert fetches.get("/api/sources").json["items"] == [posted.json]
    assert fetches.delete(address).status_code == 204
    assert fetches.get(address).status_code == fetches.delete(address).status_code == 404
    assert fetches.get("/api/sources").json["items"] == []


def test_what_is_no_feed_is_not_watched(fetches: FlaskClient, site: Site) -> None:
    refused = fetches.post("/api/sources", json={"url": site.url("/bridge")})
    assert refused.status_code == 422
    assert "there is no feed" in refused.get_json(force=True)["detail"]
    assert fetches.get("/api/sources").json["items"] == []


@pytest.mark.parametrize(
    "body", [{}, {"url": "nowhere"}, {"url": 3}, {"url": "https://a.test/", "name": "x"}]
)
def test_a_source_is_asked_for_strictly(fetches: FlaskClient, body: dict[str, Any]) -> None:
    assert fetches.post("/api/sources", json=body).status_code == 422
    assert fetches.get("/api/sources?state=ok").status_code == 422
    assert fetches.get(f"/api/sources/{2**70}").status_code == 404


def test_pages_of_sources_follow_each_other(fetches: FlaskClient, site: Site) -> None:
    for number in range(3):
        site.pages[f"/{number}"] = (200, "application/rss+xml", RSS.format("x").encode())
        fetches.post("/api/sources", json={"url": site.url(f"/{number}", f"host{number}.test")})
    first = fetches.get("/api/sources?limit=2").json
    second = fetches.get(f"/api/sources?limit=2&cursor={first['next_cursor']}").json
    assert [one["url"] for one in first["items"] + second["items"]] == [
        site.url(f"/{number}", f"host{number}.test") for number in range(3)
    ]
