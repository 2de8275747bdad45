"""Pages as a client sees them: their addresses, their headers, what they make of hostile texts."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from flask.testing import FlaskClient

SCRIPT = "<script>alert(1)</script>"
BREAKER = '" onmouseover="alert(2)" x="'
TURNED = "Ada\u202e Moor"
HOSTILE = {
    "title": f"{SCRIPT}{BREAKER}",
    "publisher": f"{BREAKER}{SCRIPT}",
    "author": f"{TURNED}{SCRIPT}",
    "url": 'https://post.example/?"><script>alert(3)</script>',
    "published": "2024-05-01",
    "text": f'Ada Moor says "It is {SCRIPT} {BREAKER} now." about {SCRIPT}\n{"Ada " * 75}Moor says "Long."\n',
}
ADDRESSES = (
    "/",
    "/lookup",
    "/lookup/draft",
    "/speakers",
    "/speakers/suggestions",
    "/compare",
    "/articles",
    "/sign-in",
)


class Elements(HTMLParser):
    """The elements of a page with their attributes, and the ids that stand in it twice."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.fixture
def hostile(client: FlaskClient) -> dict[str, str]:
    """The addresses of what a hostile article has become."""
    posted = client.post("/api/articles", json=HOSTILE).get_json()
    quote = posted["quotes"][0]
    return {
        "article": f"/articles/{posted['id']}",
        "quote": f"/quotes/{quote['id']}",
        "statement": f"/statements/{quote['statement']}",
        "speaker": f"/speakers/{quote['speaker']['slug']}",
    }


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_answers_where_nothing_is_stored(stranger: FlaskClient, address: str) -> None:
    answer = stranger.get(address)
    assert answer.status_code == 200
    assert answer.mimetype == "text/html"
    assert len(answer.get_data()) < 100_000


@pytest.mark.parametrize("address", [*ADDRESSES, "/nowhere"])
def test_every_page_runs_its_own_scripts_and_styles_alone(stranger: FlaskClient, address: str) -> None:
    answer = stranger.get(address, headers={"Accept": "text/html"})
    policy = answer.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["Referrer-Policy"] == "same-origin"
    for tag, attributes in Elements(answer.get_data(as_text=True)).found:
        assert "style" not in attributes
        assert not any(name.startswith("on") for name in attributes), (tag, attributes)
        if tag in ("script", "link", "img"):
            assert (attributes.get("src") or attributes.get("href") or "").startswith("/")


def test_hostile_texts_stay_texts(client: FlaskClient, hostile: dict[str, str]) -> None:
    more = [
        "/",
        "/articles",
        "/speakers",
        "/lookup?quote=It+is+now",
        f"/lookup?quote={SCRIPT}&speaker={BREAKER}",
    ]
    for address in [*hostile.values(), *more, f"/speakers?q={SCRIPT}", f"/compare?a={BREAKER}&b={SCRIPT}"]:
        page = client.get(address).get_data(as_text=True)
        assert SCRIPT not in page, address
        assert "\u202e" not in page
        for tag, attributes in Elements(page).found:
            assert not any(name.startswith("on") for name in attributes), (address, tag, attributes)
            assert tag != "script" or attributes["src"] == "/static/pages.js"
            assert not (attributes.get("href") or "").startswith("data:")


def test_ids_stand_once(client: FlaskClient, hostile: dict[str, str]) -> None:
    for address in ["/", *hostile.values()]:
        ids = re.findall(r'\sid="([^"]+)"', client.get(address).get_data(as_text=True))
        assert len(ids) == len(set(ids)), address


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/nowhere", 404),
        ("/speakers/nobody", 404),
        ("/articles/none", 404),
        ("/quotes/none", 404),
        ("/statements/none", 404),
        ("/speakers?cursor=%00", 422),
        ("/articles?from=soon", 422),
        ("/lookup?quote=%E2%80%A6", 422),
        ("/lookup?quote=" + "a" * 20_001, 422),
    ],
)
def test_what_cannot_be_shown_is_told_on_a_page(stranger: FlaskClient, address: str, status: int) -> None:
    answer = stranger.get(address, headers={"Accept": "text/html"})
    assert (answer.status_code, answer.mimetype) == (status, "text/html")
    assert "<h1" in answer.get_data(as_text=True)


def test_a_program_is_answered_with_problem_details(stranger: FlaskClient) -> None:
    assert (
        stranger.get("/nowhere", headers={"Accept": "application/json"}).mimetype
        == "application/problem+json"
    )
    assert (
        stranger.get("/api/nowhere", headers={"Accept": "text/html"}).mimetype == "application/problem+json"
    )


def test_the_verdict_stands_on_top_with_the_difference_marked(client: FlaskClient) -> None:
    client.post("/api/articles", json={"text": 'Ada Moor says "We will not close the old bridge."\n'})
    page = client.get("/lookup?quote=We+will+close+the+old+bridge&speaker=Ada+Moor").get_data(as_text=True)
    assert "Not in these words" in page
    assert re.search(r'<ins><span class="vh">reported: </span>not</ins>', page)
    assert "A negation was changed" in page


def test_a_name_without_letters_is_told_to_be_none(client: FlaskClient) -> None:
    client.post("/api/articles", json={"text": 'Ada Moor says "We will not close the old bridge."\n'})
    response = client.get("/lookup?quote=We+will+not+close+the+old+bridge&speaker=?!")
    assert response.status_code == 422
    page = response.get_data(as_text=True)
    assert "The name of who said it must contain a letter or a digit." in page
    assert "by somebody else" not in page


def test_words_that_were_denied_are_disputed_on_the_page(client: FlaskClient) -> None:
    client.post("/api/articles", json={"text": 'Ada Moor says "We will close it all." (denied)\n'})
    assert "Disputed" in client.get("/lookup?quote=We+will+close+it+all").get_data(as_text=True)


def test_exports_carry_the_filters_of_the_page(client: FlaskClient) -> None:
    client.post("/api/articles", json={"text": 'Ada Moor says "Yes."\n', "published": "2024-05-01"})
    page = client.get("/speakers/ada-moor?from=2024-01-01&min_confidence=0.7").get_data(as_text=True)
    (address,) = re.findall(r'href="(/api/speakers/ada-moor/statements\.csv[^"]*)"', page)
    assert client.get(address.replace("&amp;", "&")).status_code == 200
    assert "from=2024-01-01" in address
    assert "min_confidence=0.7" in address


def test_a_name_in_the_box_leads_to_the_speaker(client: FlaskClient) -> None:
    client.post("/api/articles", json={"text": 'Ada Moor says "Yes, we will."\n'})
    assert '<a class="who" href="/speakers/ada-moor">' in client.get("/lookup?quote=moor").get_data(
        as_text=True
    )


@pytest.mark.parametrize(
    ("ending", "mimetype"), [("ris", "research-info"), ("json", "csl+json"), ("txt", "text/plain")]
)
def test_a_quote_can_be_cited(
    client: FlaskClient, hostile: dict[str, str], ending: str, mimetype: str
) -> None:
    answer = client.get(f"{hostile['quote']}/cite.{ending}")
    assert answer.status_code == 200
    assert mimetype in answer.headers["Content-Type"]
