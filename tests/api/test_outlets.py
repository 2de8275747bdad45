"""Outlets are known by their domains; people settle what they are called and which are one."""

from __future__ import annotations

from itertools import count
from typing import Any

import pytest
from flask.testing import FlaskClient

NUMBERS = count()


def post(
    client: FlaskClient, publisher: str | None = None, site: str | None = None, **given: Any
) -> dict[str, Any]:
    number = next(NUMBERS)
    article = {"text": f'Mira Okonjo says "This is number {number}."', "publisher": publisher, **given}
    if site is not None:
        article["url"] = f"https://{site}/{number}"
    response = client.post("/api/articles", json=article)
    assert response.status_code == 201
    posted: dict[str, Any] = response.json
    return posted


def names(client: FlaskClient, query: str = "") -> list[str]:
    return [one["name"] for one in client.get(f"/api/outlets?{query}").json["items"]]


@pytest.fixture
def two(client: FlaskClient) -> FlaskClient:
    for publisher, site in (
        ("Tarn Post", "tarnpost.co.uk"),
        ("Tarn Post", "tarnpost.co.uk"),
        ("Tarn", "tarn.com"),
    ):
        post(client, publisher, site, published="2024-05-01")
    return client


def test_names_of_one_domain_are_one_outlet(client: FlaskClient):
    for publisher in ("The Tarn", "Daily Tarn", "tarn.co.uk", "Daily Tarn | News that moves", None):
        post(client, publisher, "www.tarn.co.uk")
    post(client, None, "m.tarn.co.uk")
    post(client, "Daily Tarn")
    post(client, "Tarn.co.uk")
    (outlet,) = client.get("/api/outlets").json["items"]
    assert outlet == {"slug": "the-tarn", "name": "Daily Tarn", "articles": 8}
    shown = client.get("/api/outlets/the-tarn").json
    assert shown["domains"] == ["tarn.co.uk"]
    assert {one["name"]: one["articles"] for one in shown["names"]} == {"Daily Tarn": 3, "The Tarn": 1}
    for asked in (
        "the-tarn",
        "tarn.co.uk",
        "www.tarn.co.uk",
        "DAILY TARN",
        "tarn",
        "Daily Tarn | News that moves",
    ):
        found = client.get("/api/articles", query_string={"publisher": asked}).json["items"]
        assert {one["publisher"] for one in found} == {"Daily Tarn"}, asked
        assert len(found) == 8
    assert client.get("/api/articles?publisher=Wend").json["items"] == []


def test_outlets_of_one_name_and_two_domains_stay_two(client: FlaskClient):
    slugs = [post(client, "Metro News", site)["outlet"] for site in ("metronews.co.uk", "metronews.us")]
    assert slugs == ["metro-news", "metro-news-2"]
    assert len(client.get("/api/articles?publisher=Metro+News").json["items"]) == 2
    assert post(client, "Metro News")["outlet"] == "metro-news-3"


def test_what_came_without_an_address_is_the_outlets_of_that_name(client: FlaskClient):
    assert post(client, "The Wend")["outlet"] == "the-wend"
    assert post(client, "Wend", "wend.example")["outlet"] == "the-wend"
    assert post(client, "THE WEND")["outlet"] == "the-wend"
    assert post(client)["outlet"] is None


@pytest.mark.parametrize("sites", [("ann", "bea"), ("bea", "ann")])
@pytest.mark.parametrize("host", ["{}.substack.com", "{}.blogspot.com", "medium.com/@{}"])
def test_who_publishes_on_a_shared_host_is_an_outlet_each(
    client: FlaskClient, host: str, sites: tuple[str, str]
):
    assert len({post(client, None, host.format(site))["outlet"] for site in sites}) == 2


def test_what_a_portal_carries_is_the_named_outlets(client: FlaskClient):
    own = post(client, "Kestrel Wire", "kestrelwire.com")["outlet"]
    assert post(client, "Kestrel Wire", "news.yahoo.com")["outlet"] == own
    assert post(client, None, "news.yahoo.com")["publisher"] == "yahoo.com"


def test_outlets_are_listed_and_found(two: FlaskClient):
    assert names(two) == ["Tarn", "Tarn Post"]
    assert names(two, "sort=articles") == ["Tarn Post", "Tarn"]
    assert names(two, "q=POST") == ["Tarn Post"]
    assert names(two, "q=tarn.com") == ["Tarn"]
    first = two.get("/api/outlets?limit=1").json
    assert names(two, f"limit=1&cursor={first['next_cursor']}") == ["Tarn Post"]
    assert two.get("/api/outlets/wend").status_code == 404
    assert two.get("/api/outlets?nam=x").status_code == 422


def test_a_person_says_what_an_outlet_is_called(two: FlaskClient):
    decided = {"name": "The Tarn Courier", "by": "desk", "reason": "renamed in May"}
    assert two.patch("/api/outlets/tarn-post", json=decided).json["name"] == "The Tarn Courier"
    for _ in range(3):
        assert post(two, "Tarn Post", "tarnpost.co.uk")["publisher"] == "The Tarn Courier"
    (entry,) = two.get("/api/outlets/tarn-post/history").json["items"]
    assert (entry["by"], entry["reason"]) == ("desk", "renamed in May")
    assert entry["changes"] == {"name": {"before": "Tarn Post", "after": "The Tarn Courier"}}
    posted = post(two, None, "tarnpost.co.uk")["quotes"][0]
    quote = two.get(f"/api/quotes/{posted['id']}").json
    assert quote["article"]["publisher"] == "The Tarn Courier"
    assert quote["reported"]["first_reported"]["publisher"] == "The Tarn Courier"
    assert quote["reported"]["reported_by"][0]["publisher"] == "The Tarn Courier"


def test_an_outlet_goes_by_a_further_name(two: FlaskClient):
    shown = two.post("/api/outlets/tarn-post/names", json={"name": "TP Media", "by": "desk"})
    assert shown.status_code == 201
    assert "TP Media" in {one["name"] for one in shown.json["names"]}
    assert post(two, "TP media")["outlet"] == "tarn-post"


def test_outlets_are_merged_and_parted_again(two: FlaskClient):
    merged = two.post(
        "/api/outlets/tarn/merge", json={"into": "tarn-post", "by": "desk", "reason": "one house"}
    )
    assert (merged.status_code, merged.json["articles"]) == (200, 3)
    assert merged.json["domains"] == ["tarn.com", "tarnpost.co.uk"]
    assert names(two) == ["Tarn Post"]
    moved = two.get("/api/outlets/tarn")
    assert (moved.status_code, moved.headers["Location"]) == (308, "/api/outlets/tarn-post")
    assert post(two, "Tarn", "tarn.com")["outlet"] == "tarn-post"
    assert len(two.get("/api/articles?publisher=tarn.com").json["items"]) == 4
    assert two.get("/api/lookup?quote=number").json["searched"]["outlets"] == 1
    assert two.delete("/api/outlets/tarn/merge").json["articles"] == 2
    assert two.get("/api/outlets/tarn-post").json["articles"] == 2
    assert two.get("/api/lookup?quote=number").json["searched"]["outlets"] == 2
    changes = [one["changes"]["merged_into"] for one in two.get("/api/outlets/tarn/history").json["items"]]
    assert changes == [{"before": "tarn-post", "after": None}, {"before": None, "after": "tarn-post"}]


def test_a_chain_of_mergers_comes_apart_again(two: FlaskClient):
    post(two, "Wend", "wend.com")
    two.post("/api/outlets/tarn/merge", json={"into": "tarn-post"})
    two.post("/api/outlets/tarn-post/merge", json={"into": "wend"})
    assert two.get("/api/outlets/wend").json["articles"] == 4
    assert two.delete("/api/outlets/tarn-post/merge").json["articles"] == 3
    assert two.get("/api/outlets/tarn").headers["Location"] == "/api/outlets/tarn-post"
    assert two.delete("/api/outlets/tarn/merge").json["articles"] == 1


def test_what_cannot_be_merged_is_told(two: FlaskClient):
    assert two.post("/api/outlets/tarn/merge", json={"into": "tarn"}).status_code == 422
    assert two.post("/api/outlets/tarn/merge", json={"into": "wend"}).status_code == 422
    assert two.delete("/api/outlets/tarn/merge").status_code == 409
    two.post("/api/outlets/tarn/merge", json={"into": "tarn-post"})
    assert two.patch("/api/outlets/tarn", json={"name": "x"}).status_code == 409
    assert two.post("/api/outlets/wend/names", json={"name": "x"}).status_code == 404


@pytest.mark.usefixtures("two")
def test_only_who_may_write_decides(stranger: FlaskClient):
    assert stranger.patch("/api/outlets/tarn", json={"name": "x"}).status_code == 401
    assert stranger.get("/api/outlets/tarn").status_code == 200
