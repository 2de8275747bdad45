"""The fetcher against a site that misbehaves."""

from __future__ import annotations

import gzip
import time
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler

import pytest

from quotes.fetching import robots
from quotes.fetching.errors import (
    BadAddress,
    BadResponse,
    BadStatus,
    Disallowed,
    FetchError,
    NotYet,
    TooLarge,
    TooSlow,
    Unreachable,
)
from quotes.fetching.fetcher import MOST_REDIRECTS, Fetcher, Validators

PATIENT = 1_000.0


def test_a_page_comes_with_what_its_server_tells_of_it(site, fetcher) -> None:
    site.says("/page", b"<p>Words</p>", Content_Type="text/html; charset=utf-8", ETag='"1"')
    got = fetcher.fetch(site.url("/page#part"))
    assert (got.status, got.content, got.media_type) == (200, b"<p>Words</p>", "text/html")
    assert (got.url, got.final, got.headers["etag"]) == (site.url("/page#part"), site.url("/page"), '"1"')
    asked = dict(site.asked)["/page"]
    assert asked["user-agent"] == "quotes/test (+mailto:desk@example.org)"
    assert asked["host"] == f"site.test:{site.port}"
    assert "cookie" not in asked


def test_the_connection_goes_to_the_address_that_was_checked(site, hosts, clock) -> None:
    """A name that is public when it is first asked for and this machine the next time is asked for once."""
    answers: Iterator[list[str]] = iter([["8.8.8.8"], ["127.0.0.1"]])
    connected: list[str] = []

    def allows(address, _port) -> bool:
        connected.append(str(address))
        return str(address) == "127.0.0.1"

    rebinding = Fetcher(hosts, "quotes", clock=clock, resolve=lambda *_: next(answers), allows=allows)
    with pytest.raises(BadAddress):
        rebinding.fetch(site.url("/"))
    assert connected == ["8.8.8.8"]
    assert site.asked == []


def test_a_default_fetcher_does_not_go_to_this_machine(site, hosts, clock) -> None:
    for host in ("127.0.0.1", "localhost", "2130706433", "[::1]", "[::ffff:127.0.0.1]"):
        with pytest.raises(BadAddress):
            Fetcher(hosts, "quotes", clock=clock).fetch(site.url("/", host))
    assert site.asked == []


@pytest.mark.parametrize(
    "there",
    ["http://10.0.0.1/", "http://169.254.169.254/latest", "file:///etc/passwd", "gopher://site.test/"],
)
def test_a_redirect_is_judged_as_the_first_address_was(site, hosts, clock, there) -> None:
    site.says("/page", b"", 302, Location=there)
    strict = Fetcher(
        hosts,
        "quotes",
        clock=clock,
        resolve=lambda host, _: ["127.0.0.1" if host == "site.test" else host],
        allows=lambda address, port: str(address) == "127.0.0.1" and port == site.port,
    )
    with pytest.raises(BadAddress):
        strict.fetch(site.url("/page"))


def test_redirects_are_followed_and_told(site, fetcher) -> None:
    site.says("/1", b"", 301, Location="/2")
    site.says("/2", b"", 308, Location=site.url("/3", "other.test"))
    site.says("/3", b"here")
    got = fetcher.fetch(site.url("/1"))
    assert got.final == got.moved_for_good == site.url("/3", "other.test")
    assert [(hop.status, hop.url) for hop in got.hops] == [(301, site.url("/2")), (308, got.final)]
    site.says("/2", b"", 302, Location="/3")
    assert fetcher.fetch(site.url("/1"), patience=PATIENT).moved_for_good is None


def test_redirects_in_a_circle_or_without_end_are_given_up(site, fetcher, clock) -> None:
    site.says("/a", b"", 302, Location="/b")
    site.says("/b", b"", 302, Location="/a")
    with pytest.raises(BadAddress, match="circle"):
        fetcher.fetch(site.url("/a"))
    for number in range(20):
        site.says(f"/{number}", b"", 302, Location=f"/{number + 1}")
    clock.time += 60
    with pytest.raises(BadAddress, match="redirects"):
        fetcher.fetch(site.url("/0"))
    assert len(site.pages()) == 2 + MOST_REDIRECTS + 1
    site.says("/none", b"", 302)
    clock.time += 60
    with pytest.raises(BadAddress):
        fetcher.fetch(site.url("/none"))


def slowly(body: bytes, pause: float):
    def answer(handler: BaseHTTPRequestHandler) -> None:
        for at in range(len(body)):
            handler.wfile.write(body[at : at + 1])
            handler.wfile.flush()
            time.sleep(pause)

    return answer


@pytest.mark.parametrize(
    "sent",
    [
        b"HTTP/1.1 200 OK\r\nX: " + b"x" * 1000,
        b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n" + b"x" * 1000,
        b"HTTP/1.1 100 Continue\r\n\r\n" * 100,
    ],
)
def test_one_byte_after_the_other_is_too_slow(site, fetcher, sent) -> None:
    site.paths["/slow"] = slowly(sent, 0.05)
    started = time.monotonic()
    with pytest.raises(TooSlow):
        fetcher.fetch(site.url("/slow"))
    assert time.monotonic() - started < 3


def test_a_server_that_says_nothing_is_too_slow_and_rests(site, fetcher) -> None:
    site.paths["/dead"] = lambda _: time.sleep(1.5)
    with pytest.raises(TooSlow):
        fetcher.fetch(site.url("/dead"))
    with pytest.raises(NotYet):
        fetcher.fetch(site.url("/other"))
    assert site.pages() == ["/dead"]


def test_where_nobody_answers_is_unreachable(hosts, clock) -> None:
    nobody = Fetcher(hosts, "quotes", clock=clock, resolve=lambda *_: ["127.0.0.1"], allows=lambda *_: True)
    with pytest.raises(Unreachable):
        nobody.fetch("http://site.test:9/")


@pytest.mark.parametrize("coding", ["gzip", "deflate", "x-gzip", "raw"])
def test_a_compressed_page_is_decompressed_up_to_the_limit(site, fetcher, clock, coding) -> None:
    raw = zlib.compressobj(wbits=-15)

    def packed(body: bytes) -> bytes:
        if coding == "raw":
            packer = raw.copy()
            return packer.compress(body) + packer.flush()
        return zlib.compress(body) if coding == "deflate" else gzip.compress(body)

    named = "deflate" if coding == "raw" else coding
    site.says("/page", packed(b"Words " * 1000), Content_Encoding=named)
    got = fetcher.fetch(site.url("/page"))
    assert got.content == b"Words " * 1000
    assert got.body != got.content
    site.says("/bomb", packed(bytes(90_000_000)), Content_Encoding=named)
    clock.time += 60
    with pytest.raises(TooLarge):
        fetcher.fetch(site.url("/bomb"))


def test_several_members_of_a_gzip_body_are_one_page_and_one_limit(site, fetcher, clock) -> None:
    site.says("/page", gzip.compress(b"Wor") + gzip.compress(b"ds"), Content_Encoding="gzip")
    assert fetcher.fetch(site.url("/page")).content == b"Words"
    site.says("/bomb", gzip.compress(bytes(60_000)) * 2, Content_Encoding="gzip")
    clock.time += 60
    with pytest.raises(TooLarge):
        fetcher.fetch(site.url("/bomb"))


BROKEN = {
    "encoded twice": (b"x", {"Content_Encoding": "gzip, gzip"}),
    "another encoding": (b"x", {"Content_Encoding": "br"}),
    "not compressed": (b"<p>plain</p>", {"Content_Encoding": "gzip"}),
    "cut off": (gzip.compress(bytes(1000))[:-9], {"Content_Encoding": "gzip"}),
    "fewer bytes than promised": (b"short", {"Content_Length": "5000"}),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_an_answer_that_is_not_whole_is_refused(site, fetcher, fault) -> None:
    body, headers = BROKEN[fault]
    site.says("/page", body, **headers)
    with pytest.raises(BadResponse):
        fetcher.fetch(site.url("/page"))


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00\xff\x00 nonsense\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\nwords\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nwords\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 7\r\n\r\nwords",
        b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nwords",
        b"HTTP/1.1 200 OK\r\nX: " + b"x" * 2_000_000 + b"\r\n\r\n",
    ],
)
def test_what_is_no_http_is_refused(site, fetcher, raw) -> None:
    site.sends("/page", raw)
    with pytest.raises(FetchError) as refused:
        fetcher.fetch(site.url("/page"))
    assert isinstance(refused.value, (BadResponse, TooLarge, Unreachable))


def test_an_answer_without_end_is_too_large(site, fetcher) -> None:
    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            handler.wfile.write(bytes(10_000))

    site.paths["/endless"] = endless
    with pytest.raises(TooLarge):
        fetcher.fetch(site.url("/endless"))


def test_validators_are_sent_back_as_they_came_and_apart(site, fetcher, clock) -> None:
    site.says("/feed", b"", 304, ETag='W/"odd  one"')
    for given, sent in (
        (Validators('W/"odd  one"', "Tue, 1 Jan"), ('W/"odd  one"', "Tue, 1 Jan")),
        (Validators(None, "yesterday"), (None, "yesterday")),
        (Validators('"2"', None), ('"2"', None)),
    ):
        clock.time += 60
        assert fetcher.fetch(site.url("/feed"), given).unchanged
        asked = site.asked[-1][1]
        assert (asked.get("if-none-match"), asked.get("if-modified-since")) == sent


def test_unchanged_is_no_answer_to_who_has_nothing(site, fetcher) -> None:
    site.says("/feed", b"", 304)
    with pytest.raises(BadStatus) as refused:
        fetcher.fetch(site.url("/feed"))
    assert refused.value.status == 304


@pytest.mark.parametrize("status", [204, 206, 400, 401, 403, 404, 410, 418, 500, 502])
def test_any_other_status_is_told(site, fetcher, status) -> None:
    site.says("/page", b"" if status == 204 else b"no", status)
    with pytest.raises(BadStatus) as refused:
        fetcher.fetch(site.url("/page"))
    assert refused.value.status == status


def test_a_host_that_asks_to_be_left_alone_is(site, fetcher, clock) -> None:
    site.says("/page", b"", 503, Retry_After="3600")
    with pytest.raises(BadStatus) as refused:
        fetcher.fetch(site.url("/page"))
    assert refused.value.retry_after == 3600
    clock.time += 3500
    with pytest.raises(NotYet) as early:
        fetcher.fetch(site.url("/other"))
    assert 90 < early.value.seconds <= 100
    clock.time += 101
    with pytest.raises(BadStatus):
        fetcher.fetch(site.url("/other"))


def test_one_request_a_host_at_a_time_with_a_second_between(site, fetcher, hosts, clock) -> None:
    site.says("/page", b"words")
    fetcher.fetch(site.url("/page"))
    with pytest.raises(NotYet):
        fetcher.fetch(site.url("/page"))
    fetcher.fetch(site.url("/page"), patience=5)
    assert clock.waited == [robots.COURTESY_SECONDS]
    fetcher.fetch(site.url("/page", "other.test"))  # another host need not wait
    hosts.claim("third.test", clock.now(), clock.now() + 30)  # another process is there
    with pytest.raises(NotYet):
        fetcher.fetch(site.url("/page", "third.test"), patience=5)


ROBOTS = b"User-agent: *\nDisallow: /\n\nUser-agent: quotes\nDisallow: /private/\nCrawl-delay: 7\n"


def test_robots_txt_is_heeded_and_asked_for_once_a_day(site, fetcher, clock) -> None:
    site.says("/robots.txt", ROBOTS)
    site.says("/page", b"words")
    site.says("/private/page", b"words")
    fetcher.fetch(site.url("/page"))
    with pytest.raises(Disallowed, match=r"robots\.txt does not allow it"):
        fetcher.fetch(site.url("/private/page"), patience=PATIENT)
    fetcher.fetch(site.url("/page"), patience=PATIENT)
    assert clock.waited == [7, 7]
    assert [path for path, _ in site.asked] == ["/robots.txt", "/page", "/page"]
    clock.time += 25 * 3600
    fetcher.fetch(site.url("/page"))
    assert [path for path, _ in site.asked][-2:] == ["/robots.txt", "/page"]


def test_a_redirect_to_where_robots_txt_forbids_is_not_followed(site, fetcher) -> None:
    site.says("/robots.txt", ROBOTS)
    site.says("/page", b"", 302, Location="/private/page")
    with pytest.raises(Disallowed):
        fetcher.fetch(site.url("/page"), patience=PATIENT)
    assert site.pages() == ["/page"]


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_without_a_robots_txt_everything_is_allowed(site, fetcher, status) -> None:
    site.says("/robots.txt", b"User-agent: *\nDisallow: /", status)
    site.says("/page", b"words")
    assert fetcher.fetch(site.url("/page")).content == b"words"


@pytest.mark.parametrize("status", [429, 500, 503])
def test_where_robots_txt_cannot_be_had_nothing_is_fetched(site, fetcher, clock, status) -> None:
    site.says("/robots.txt", b"", status)
    site.says("/page", b"words")
    with pytest.raises(Disallowed, match="could not be fetched"):
        fetcher.fetch(site.url("/page"))
    site.says("/robots.txt", b"")
    clock.time += 3601
    assert fetcher.fetch(site.url("/page")).content == b"words"


def test_nothing_strange_in_robots_txt_hurts(site, fetcher) -> None:
    site.says("/page", b"words")
    for number, text in enumerate(
        (b"\xff\xfe\x00bin", b"Crawl-delay: nan\n", b"User-agent: *\nCrawl-delay: -5", b"Disallow" * 1000,
         b"User-agent: *\nCrawl-delay: 1e999", b"User-agent: *\nDisallow: /*a*a*a*a*a*a*a*a*a*a*a*a*a*a$")
    ):  # fmt: skip
        site.says("/robots.txt", text)
        assert fetcher.fetch(site.url("/page", f"host{number}.test"), patience=PATIENT).content == b"words"


def test_what_came_is_kept_before_it_is_used(site, fetcher) -> None:
    site.says("/page", b"words")
    kept = []
    fetcher.fetch(site.url("/page"), keep=kept.append)
    assert [one.content for one in kept] == [b"words"]
