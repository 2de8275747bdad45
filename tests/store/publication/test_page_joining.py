"""Articles that turn out to be one page are made one, and nothing that people decided or saw is lost."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlite_utils import Database

from quotes.settings import Settings
from quotes.store.database.connection import transaction, writing
from quotes.store.database.migrating import migrate
from quotes.store.publication import page_joining

BRIDGE = 'Mira Okonjo says "We will rebuild the bridge before the winter comes." about Tarn\n'
FERRY = 'Tam Vale says "The ferry has no captain and no fuel since Monday."\n'
MONEY = 'Tam Vale says "Nobody has asked us where the money shall come from."\n'
DRESSES = (
    "https://www.tidewater.example/7",
    "http://m.tidewater.example/7/",
    "https://tidewater.example/7/amp",
)


def post(client: FlaskClient, number: int, text: str, **given: Any) -> dict[str, Any]:
    article = {"url": f"https://tidewater.example/apart/{number}", "text": text, **given}
    response = client.post("/api/articles", json=article)
    assert response.status_code == 201
    posted: dict[str, Any] = response.json
    return posted


def made_one(settings: Settings) -> None:
    """Let articles be as an older version stored one page in several dresses, and bring that up to date."""
    with writing(settings.database) as db:
        found = db.execute("SELECT pk FROM articles ORDER BY pk").fetchall()
        for (pk,), url in zip(found, DRESSES, strict=False):
            db.execute("UPDATE addresses SET url = ?, page = ? WHERE article = ?", (url, url, pk))
            db.execute("UPDATE articles SET url = ?, collected = ? WHERE pk = ?", (url, _at(pk), pk))
            db.execute("UPDATE revisions SET collected = ? WHERE article = ? AND number = 1", (_at(pk), pk))
    brought_up_to_date(settings)


def brought_up_to_date(settings: Settings) -> None:
    with writing(settings.database) as db:
        db.execute("UPDATE derived SET version = 0 WHERE name = 'pages'")
    migrate(settings.database)
    with writing(settings.database) as db:
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        assert counts(db) == counted(db)
        assert db.execute("SELECT count(DISTINCT article), count(*) FROM revisions").fetchone()[0] == 1


def _at(pk: int) -> str:
    return f"2024-05-01T0{pk}:00:00+00:00"


def counts(db: Database) -> list[tuple[Any, ...]]:
    return [
        db.execute("SELECT speaker, articles FROM coverage ORDER BY 1, 2").fetchall(),
        db.execute("SELECT speaker, article, quotes FROM quoted_in ORDER BY 1, 2").fetchall(),
        db.execute("SELECT pk, quotes FROM speakers ORDER BY 1").fetchall(),
        db.execute("SELECT pk, reports, articles FROM statements WHERE reports > 0 ORDER BY 1").fetchall(),
        db.execute("SELECT pk, articles FROM speaker_names ORDER BY 1").fetchall(),
        db.execute("SELECT pk, articles FROM outlets ORDER BY 1").fetchall(),
    ]


def counted(db: Database) -> list[tuple[Any, ...]]:
    """The same, counted anew."""
    live = "q.live AND q.factuality = 'said'"
    return [
        db.execute(
            f"SELECT speaker, count(DISTINCT article) FROM quotes q WHERE {live} AND speaker > 0 GROUP BY 1"
            " UNION SELECT 0, count(*) FROM articles ORDER BY 1, 2"
        ).fetchall(),
        db.execute(
            f"SELECT speaker, article, count(*) FROM quotes q WHERE {live} AND speaker > 0 GROUP BY 1, 2"
            " ORDER BY 1, 2"
        ).fetchall(),
        db.execute(
            f"SELECT pk, (SELECT count(*) FROM quotes q WHERE q.speaker = s.pk AND {live}) FROM speakers s"
            " ORDER BY 1"
        ).fetchall(),
        db.execute(
            "SELECT statement, count(*), count(DISTINCT article) FROM quotes WHERE live GROUP BY 1 ORDER BY 1"
        ).fetchall(),
        db.execute(
            "SELECT n.pk, count(w.article) FROM speaker_names n LEFT JOIN names_seen w ON w.name = n.pk"
            " GROUP BY n.pk ORDER BY n.pk"
        ).fetchall(),
        db.execute(
            "SELECT o.pk, (SELECT count(*) FROM articles a WHERE a.outlet = o.pk) FROM outlets o ORDER BY 1"
        ).fetchall(),
    ]


def only(client: FlaskClient) -> dict[str, Any]:
    (article,) = client.get("/api/articles").json["items"]
    shown: dict[str, Any] = client.get(f"/api/articles/{article['id']}").json
    return shown


def test_copies_of_one_page_become_one_and_all_ids_lead_there(client: FlaskClient, settings: Settings):
    posted = [post(client, number, BRIDGE + FERRY, published="2024-05-01") for number in range(3)]
    made_one(settings)
    article = only(client)
    assert (article["revision"], len(article["quotes"]), article["changes"]) == (1, 2, [])
    assert article["url"] == DRESSES[0]
    for one in posted:
        assert client.get(f"/api/articles/{one['id']}", follow_redirects=True).json["id"] == article["id"]
        for was, now in zip(one["quotes"], article["quotes"], strict=True):
            shown = client.get(f"/api/quotes/{was['id']}").json
            assert (shown["id"], shown["text"]) == (now["id"], was["text"])
            statement = client.get(f"/api/statements/{was['statement']}", follow_redirects=True).json
            assert (statement["text"], statement["reports"]) == (was["text"], 1)
    brought_up_to_date(settings)
    assert only(client) == article
    again = client.post("/api/articles", json={"url": DRESSES[2], "text": BRIDGE + FERRY})
    assert (again.status_code, again.json["id"]) == (200, article["id"])


@pytest.mark.parametrize("decided", [0, 1, 2])
def test_what_a_person_decided_of_any_of_them_holds(client: FlaskClient, settings: Settings, decided: int):
    posted = [post(client, number, BRIDGE + FERRY, published="2024-05-01") for number in range(3)]
    bridge, ferry = (quote["id"] for quote in posted[decided]["quotes"])
    correction = {"speaker": "tam-vale", "said": {"on": "2024-04-30"}, "status": "confirmed", "by": "desk"}
    client.patch(f"/api/quotes/{bridge}", json=correction)
    client.patch(f"/api/quotes/{ferry}", json={"status": "rejected", "by": "desk"})
    made_one(settings)
    (left,) = only(client)["quotes"]
    assert (left["speaker"]["slug"], left["said"]["on"], left["status"]) == (
        "tam-vale",
        "2024-04-30",
        "confirmed",
    )
    assert client.get(f"/api/quotes/{ferry}").json["status"] == "rejected"
    (entry,) = client.get(f"/api/quotes/{bridge}/history").json["items"]
    assert entry["by"] == "desk"
    listed = client.get("/api/speakers/tam-vale/statements").json["items"]
    assert [(one["text"], one["reports"]) for one in listed] == [(left["text"], 1)]


def test_of_two_decisions_the_later_holds(client: FlaskClient, settings: Settings):
    for number in range(2):
        quote = post(client, number, BRIDGE)["quotes"][0]
        client.patch(f"/api/quotes/{quote['id']}", json={"factuality": ("denied", "fabricated")[number]})
    with writing(settings.database) as db:
        db.execute("UPDATE history SET at = '2031-01-01T00:00:00+00:00' WHERE pk = 1")
    made_one(settings)
    (quote,) = only(client)["quotes"]
    assert quote["factuality"] == "denied"
    assert len(client.get(f"/api/quotes/{quote['id']}/history").json["items"]) == 2


def test_their_texts_are_texts_of_the_one_in_their_order(client: FlaskClient, settings: Settings):
    texts = (BRIDGE + FERRY, BRIDGE + MONEY, BRIDGE)
    posted = [post(client, number, text, published="2024-05-01") for number, text in enumerate(texts)]
    made_one(settings)
    article = only(client)
    assert (article["revision"], article["text"]) == (3, BRIDGE)
    assert [one["collected"] for one in article["revisions"]] == [_at(pk) for pk in (1, 2, 3)]
    assert [quote["text"][:2] for quote in article["quotes"]] == ["We"]
    gone = [change["before"]["text"][:6] for change in article["changes"] if change["kind"] == "removed"]
    assert gone == ["The fe", "Nobody"]
    ferry = client.get(f"/api/quotes/{posted[0]['quotes'][1]['id']}").json
    assert (ferry["current"], ferry["revision"], ferry["article"]["id"]) == (False, 1, article["id"])
    revised = client.post("/api/articles", json={"url": DRESSES[0], "text": BRIDGE + FERRY + MONEY})
    assert (revised.status_code, revised.json["revision"], len(revised.json["quotes"])) == (201, 4, 3)
    assert revised.json["quotes"][0]["id"] == article["quotes"][0]["id"]


def test_what_one_of_them_was_silent_about_another_tells(client: FlaskClient, settings: Settings):
    post(client, 0, BRIDGE, published="2024-05-01", title="A bridge by winter", publisher="Tidewater")
    post(client, 1, BRIDGE + FERRY)
    made_one(settings)
    article = only(client)
    assert (article["published"], article["title"], article["publisher"]) == (
        "2024-05-01",
        "A bridge by winter",
        "Tidewater",
    )
    assert client.get("/api/articles?from=2024-05-01&to=2024-05-01").json["items"]
    assert len(client.get("/api/statements?from=2024-05-01&to=2024-05-01").json["items"]) == 2


def test_joining_tells_what_went_where_and_joins_nothing_twice(client: FlaskClient, db: Database):
    first, second = (post(client, number, BRIDGE)["id"] for number in range(2))
    with transaction(db):
        db.execute("UPDATE revisions SET collected = '2024-05-01T00:00:00+00:00'")
        assert page_joining.join(db, [1, 2, 3]) == [page_joining.Joined(second, first)]
        assert page_joining.join(db, [1, 2]) == []
        assert page_joining.join_all(db) == []
