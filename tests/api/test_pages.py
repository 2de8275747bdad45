"""One page is one article, under whatever address it comes."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from flask.testing import FlaskClient

SENTENCE = "We will rebuild the bridge before the winter comes, whatever it costs."
TEXT = f'Mira Okonjo says "{SENTENCE}"\n'
PAGE = (
    '<html><head><title>A bridge by winter</title><link rel="canonical" href="{}"></head><body><article><p>'
    "The council has decided after a long night in which nobody left the hall before the vote was taken.</p>"
    f"<p>{TEXT}</p></article></body></html>"
)
OWN = "https://www.tidewater.example/news/7-bridge"
ADDRESSES = (
    OWN,
    "http://www.tidewater.example/news/7-bridge",
    "https://tidewater.example/news/7-bridge",
    "https://www.tidewater.example/news/7-bridge/",
    "https://www.tidewater.example/news/7-bridge?utm_source=letter&utm_medium=email",
    "https://www.tidewater.example/news/7-bridge?fbclid=IwAR0",
    "https://m.tidewater.example/news/7-bridge",
    "https://mobile.tidewater.example/news/7-bridge",
    "https://amp.tidewater.example/news/7-bridge",
    "https://www.tidewater.example/news/7-bridge/amp",
    "https://www.tidewater.example/news/7-bridge?amp=1&gclid=x#comments",
)


def post(client: FlaskClient, url: str, **given: Any) -> tuple[int, str]:
    response = client.post("/api/articles", json={"url": url, "published": "2024-05-01", **given})
    return response.status_code, response.json["id"]


@pytest.mark.parametrize("kind", ["text", "html"])
@pytest.mark.parametrize("seed", range(3))
def test_a_page_is_one_article_in_any_order_of_its_addresses(client: FlaskClient, kind: str, seed: int):
    order = Random(seed).sample(ADDRESSES, len(ADDRESSES))
    content = {"text": TEXT} if kind == "text" else {"html": PAGE.format(OWN)}
    answers = [post(client, url, **content) for url in order]
    assert [status for status, _ in answers] == [201] + [200] * 10
    assert len({identifier for _, identifier in answers}) == 1
    (article,) = client.get("/api/articles").json["items"]
    assert article["url"] == (OWN if kind == "html" else "https://tidewater.example/news/7-bridge")
    (match,) = client.get("/api/lookup", query_string={"quote": SENTENCE}).json["matches"]
    assert (match["statement"]["reports"], match["statement"]["articles"]) == (1, 1)


def test_a_batch_of_its_addresses_is_one_article(client: FlaskClient):
    batch = [{"url": url, "text": TEXT} for url in ADDRESSES]
    outcomes = client.post("/api/articles/batch", json={"articles": batch}).json["outcomes"]
    assert [one["outcome"] for one in outcomes] == ["created"] + ["unchanged"] * 10


def test_another_value_of_an_unknown_parameter_is_another_page(client: FlaskClient):
    answers = [post(client, f"https://tidewater.example/?id={number}", text=TEXT) for number in (7, 8, 7)]
    assert [status for status, _ in answers] == [201, 201, 200]
    assert answers[0] == (201, answers[2][1])


def test_the_pages_own_address_leads_together_what_came_under_two(client: FlaskClient):
    _, short = post(client, "https://tidewater.example/7", text=TEXT)
    _, long = post(client, "https://tidewater.example/news/7-bridge", text=TEXT)
    assert short != long
    status, kept = post(client, "https://tidewater.example/7", html=PAGE.format(OWN))
    assert status == 201
    shown = client.get(f"/api/articles/{kept}").json
    assert (shown["url"], shown["revision"]) == (OWN, 2)
    (article,) = client.get("/api/articles").json["items"]
    assert article["id"] == kept
    for former in {short, long} - {kept}:
        moved = client.get(f"/api/articles/{former}")
        assert (moved.status_code, moved.headers["Location"]) == (308, f"/api/articles/{kept}")
    for address in ("http://m.tidewater.example/7", "http://tidewater.example/news/7-bridge/amp/"):
        assert post(client, address, text=TEXT) == (200, kept)


def test_a_page_found_elsewhere_on_its_site_is_known_there_from_then_on(client: FlaskClient):
    html = PAGE.format(OWN)
    _, first = post(client, OWN, html=html)
    assert post(client, "https://tidewater.example/7", html=html) == (200, first)
    text = client.get(f"/api/articles/{first}").json["text"]
    assert post(client, "https://tidewater.example/7", text=text) == (200, first)
    assert client.get(f"/api/articles/{first}").json["url"] == OWN


def test_an_address_on_another_site_is_not_believed(client: FlaskClient):
    _, own = post(client, "https://wend.example/7", html=PAGE.format(OWN))
    assert client.get(f"/api/articles/{own}").json["url"] == "https://wend.example/7"
    assert post(client, OWN, text=TEXT)[0] == 201


def test_an_address_that_all_pages_of_a_site_give_is_not_believed(client: FlaskClient):
    section = "https://tidewater.example/news"
    first = post(client, "https://tidewater.example/news/1", html=PAGE.format(section))
    other = PAGE.format(section).replace(
        TEXT, 'Tam Vale says "There was never any money for it, and all of us knew."'
    )
    other = other.replace("The council has decided after", "At the harbour the fishermen waited through")
    second = post(client, "https://tidewater.example/news/2", html=other)
    assert (first[0], second[0]) == (201, 201)
    assert first[1] != second[1]


def test_a_later_text_under_another_dress_is_a_revision(client: FlaskClient):
    _, first = post(client, "https://m.tidewater.example/7", text=TEXT)
    assert post(client, "https://www.tidewater.example/7/", text=TEXT + "It rained.") == (201, first)
    assert post(client, "https://tidewater.example/7?amp", text=TEXT) == (200, first)
    assert client.get(f"/api/articles/{first}").json["revision"] == 2


def test_an_article_tells_where_its_day_is_from(client: FlaskClient):
    dated = PAGE.format(OWN).replace("<title>", '<meta name="pubdate" content="2024-05-03"><title>')
    cases = (
        ({"html": dated}, ("2024-05-03", "metadata")),
        ({"html": dated, "published": "2024-05-04"}, ("2024-05-04", "given")),
        ({"text": TEXT, "published": "2024-05-04"}, ("2024-05-04", "given")),
        ({"text": TEXT}, (None, None)),
    )
    for number, (given, told) in enumerate(cases):
        posted = client.post("/api/articles", json={"url": f"https://wend.example/{number}", **given}).json
        assert (posted["published"], posted["published_basis"]) == told
    later = {"url": "https://wend.example/0", "text": TEXT + "It rained."}
    assert client.post("/api/articles", json=later).json["published_basis"] == "metadata"


def test_an_article_in_another_language_is_stored_without_quotes(client):
    text = (
        'Ana Moor says "Nos quedamos."\nEl barco de la noche seguirá un año más, según una portavoz de la'
        " ciudad, y los billetes no serán más caros que hasta ahora."
    )
    posted = client.post("/api/articles", json={"text": text}).json
    assert (posted["lang"], posted["quotes"]) == ("es", [])
    told = client.post("/api/articles", json={"text": text + " Fin.", "lang": "en"}).json
    assert (told["lang"], len(told["quotes"])) == ("en", 1)
    assert client.post("/api/articles", json={"text": text, "lang": "??"}).status_code == 422


def test_a_page_that_shows_only_the_beginning_is_told_and_keeps_its_moment(client):
    head = '<meta property="article:published_time" content="2025-02-14T02:11:03+00:00">'
    body = '<time datetime="2025-02-13T21:11:03-05:00">Thursday</time><p>The ferry stays.</p>'
    html = f"<html><head>{head}</head><body><article>{body}</article><p>Subscribe to read.</p></body></html>"
    posted = client.post("/api/articles", json={"html": html}).json
    assert posted["truncated"] is True
    assert posted["published"] == "2025-02-13"
    assert posted["published_at"] == "2025-02-14T02:11:03+00:00"
