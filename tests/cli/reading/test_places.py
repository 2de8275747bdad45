"""`quotes ingest` and `quotes watch` on the web and on archives."""

from __future__ import annotations

from contextlib import nullcontext
from importlib import import_module
from io import BytesIO
from pathlib import Path

import httpx
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from quotes.cli import main
from quotes.cli.reading.watch import alone
from quotes.collecting import pages as making
from quotes.fetching import BadStatus, Fetched
from quotes.fetching.hosts import SystemClock
from quotes.intake.formats.warc import read_archive
from quotes.store.database import connection
from quotes.store.waiting.host_turns import StoredHosts

URL = "https://tidewater.example/bridge"
RSS = f"<rss version='2.0'><channel><item><guid>1</guid><link>{URL}</link></item></channel></rss>"
BODY = "<p>The harbour board met again on Monday to hear from the engineers about the ferry.</p>" * 15


def page(number: int) -> bytes:
    words = f'<p>Ivo Marrek says "We will rebuild bridge number {number}."</p>'
    return f"<html><article>{words}{BODY}</article></html>".encode()


@pytest.fixture(autouse=True)
def read_by_hand(monkeypatch, reader) -> None:
    for command in ("ingest", "watch"):
        module = import_module(f"quotes.cli.reading.{command}")
        monkeypatch.setattr(module, "reading_with", lambda *_: nullcontext(reader))


@pytest.fixture
def web(monkeypatch, tmp_path) -> dict[str, bytes]:
    """What stands at each address; fetching is on."""

    class Fetcher:
        clock = SystemClock()
        hosts = StoredHosts(tmp_path / "quotes.db")

        def __init__(self, *_: object) -> None: ...

        def fetch(self, url, _validators=None, *, patience, keep=lambda _: None):  # noqa: ARG002
            if url not in found:
                raise BadStatus(404)
            body, headers = found[url], httpx.Headers({"Content-Type": "text/html"})
            got = Fetched(url, url, 200, "OK", headers, body, body, self.clock.now())
            keep(got)
            return got

    found: dict[str, bytes] = {}
    monkeypatch.setenv("QUOTES_FETCH", "on")
    monkeypatch.setattr(making, "Fetcher", Fetcher)
    return found


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "news.warc.gz"
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for number in range(120):
            for url, body in ((f"{URL}-{number}", page(number)), (f"{URL}/{number}.png", b"png")):
                kind = "image/png" if url.endswith("png") else "text/html"
                headers = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.1")
                writer.write_record(
                    writer.create_warc_record(
                        url, "response", payload=BytesIO(body), length=len(body), http_headers=headers
                    )
                )
    return path


def rows(query: str) -> list[dict]:
    with connection.reading(Path("quotes.db")) as db:
        return list(db.query(query))


def test_an_address_is_read_into_the_database(runner, web):
    web[URL] = page(1)
    result = runner.invoke(main, ["ingest", "--published", "2024-05-03", URL, f"{URL}-gone"])
    assert result.exit_code == 1
    assert (
        result.stdout
        == "2 articles: 1 new, 0 revised, 0 unchanged, 1 not read; 1 quote.\nOf these: 1 without a title.\n"
    )
    assert result.stderr == f"{URL}-gone: the server answered with the status 404.\n"
    assert rows("SELECT url, published FROM articles") == [{"url": URL, "published": "2024-05-03"}]
    assert [row["url"] for row in rows("SELECT url FROM captures")] == [URL]


@pytest.mark.parametrize("command", [["ingest", URL], ["watch", "add", URL], ["watch", "run", "--once"]])
def test_where_fetching_is_off_it_is_told_how_to_turn_it_on(runner, command):
    result = runner.invoke(main, command)
    assert result.exit_code == 1
    assert "turn it on with the setting QUOTES_FETCH=on" in result.stderr


def test_an_archive_is_read_with_what_proves_each_article(runner, archive):
    result = runner.invoke(main, ["ingest", str(archive)])
    assert result.exit_code == 0, result.output
    assert result.stdout == (
        "120 articles: 120 new, 0 revised, 0 unchanged; 120 quotes.\nLeft out: 120 files of other types.\n"
        "Of these: 120 without a date, 120 without a title.\n"
    )
    offsets = {one.url: one.offset for one in read_archive(archive, 10_000)}
    captures = rows("SELECT url, file, place FROM captures")
    assert len(captures) == 120
    assert all(row["file"] == archive.name and row["place"] == offsets[row["url"]] for row in captures)
    again = runner.invoke(main, ["ingest", str(archive)])
    assert again.stdout.startswith("120 articles: 0 new, 0 revised, 120 unchanged")
    assert len(rows("SELECT 1 FROM captures")) == 120


def test_an_archive_is_read_on_from_where_it_was_broken_off(runner, archive, reader):
    read, real = 0, reader.extract_many

    def dying(readings):
        nonlocal read
        for one in readings:
            read += 1
            if read == 100:
                raise KeyboardInterrupt
            yield from real([one])

    reader.extract_many = dying
    assert runner.invoke(main, ["ingest", str(archive)]).exit_code != 0
    reader.extract_many = real
    before = len(rows("SELECT 1 FROM articles"))
    assert before == 99
    result = runner.invoke(main, ["ingest", str(archive)])
    assert f"{archive}: continuing at byte" in result.stderr
    assert "71 articles: 21 new, 0 revised, 50 unchanged" in result.stdout
    assert len(rows("SELECT 1 FROM articles")) == len(rows("SELECT 1 FROM captures")) == 120
    assert "120 articles" in runner.invoke(main, ["ingest", str(archive)]).stdout


def test_a_broken_archive_is_told_with_the_place(runner, archive):
    archive.write_bytes(archive.read_bytes()[:-1000])
    result = runner.invoke(main, ["ingest", str(archive.parent)])
    assert result.exit_code == 1
    assert "119 new" in result.stdout
    assert f"{archive}: it cannot be read beyond byte" in result.stderr


def test_a_source_is_watched_listed_run_and_removed(runner, web):
    web["https://tidewater.example/feed"] = RSS.encode()
    web[URL] = page(1)
    added = runner.invoke(main, ["watch", "add", "https://tidewater.example/feed", "https://gone.example/"])
    assert added.exit_code == 1
    assert added.stdout == ("https://tidewater.example/feed is now watched: 1 article to fetch (1).\n")
    assert added.stderr == "https://gone.example/: the server answered with the status 404.\n"
    ran = runner.invoke(main, ["watch", "run", "--once"])
    assert ran.exit_code == 0, ran.output
    assert ran.stdout.splitlines() == [
        f"{URL}: created.",
        f"{URL}: read, 1 quote.",
        "Asked 0 sources. 1 article: 1 new, 0 revised, 0 unchanged; 1 read, 1 quote.",
    ]
    (job,) = rows("SELECT state FROM jobs")
    assert job == {"state": "done"}
    listed = runner.invoke(main, ["watch", "list"])
    line = next(line for line in listed.stdout.splitlines() if "/feed" in line)
    assert line.split()[:6] == ["1", "https://tidewater.example/feed", "ok", "1", "0", "0"]
    removed = runner.invoke(main, ["watch", "remove", "1"])
    assert removed.stdout == "https://tidewater.example/feed is no longer watched.\n"
    assert runner.invoke(main, ["watch", "remove", "1"]).stderr == "Error: 1 is not watched.\n"
    assert len(rows("SELECT 1 FROM articles")) == 1


@pytest.mark.usefixtures("web")
def test_one_process_watches_for_a_database(runner, tmp_path):
    runner.invoke(main, ["migrate"])
    with alone(tmp_path / "quotes.db"):
        result = runner.invoke(main, ["watch", "run", "--once"])
    assert result.exit_code == 1
    assert "Another process is already watching" in result.stderr
    assert runner.invoke(main, ["watch", "run", "--once"]).exit_code == 0
