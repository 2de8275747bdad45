"""A consistency check finds nothing in a file that was only ever used, and whatever else is done to one."""

from __future__ import annotations

import sqlite3

import pytest
from flask.testing import FlaskClient
from sqlite_utils import Database

from quotes.settings import Settings
from quotes.store import checking
from quotes.store.database.connection import reading, writing

BRIDGE = "We will rebuild the bridge before the winter comes."


@pytest.fixture
def used(client: FlaskClient) -> FlaskClient:
    """A service with articles, further texts of them, corrections of every kind, and mergers."""

    def post(url: int, published: str, *lines: str) -> list[dict]:
        article = {
            "url": f"https://post{url % 3}.example/{url}", "published": published, "text": "\n".join(lines),
        }  # fmt: skip
        answer = client.post("/api/articles", json=article)
        assert answer.status_code == 201
        return answer.json["quotes"]

    def patch(quote: dict, **decided: object) -> None:
        assert client.patch(f"/api/quotes/{quote['id']}", json=decided).status_code == 200

    post(1, "2024-05-01", f'Mira Okonjo says "{BRIDGE}" about Tarnholm', 'Tam Vale says "Not a penny."')
    second = post(2, "2024-05-02", 'Mira Okonjo says "rebuild the bridge before the winter" about Tarnholm')
    third = post(3, "2024-05-03", f'Okonjo says "{BRIDGE}" (denied)', 'a nurse says "Never again."')
    fourth = post(4, "2024-06-01", 'Tam Vale says "Not one penny." about Mira Okonjo (person)')
    post(5, "2024-06-02", 'Tamsin Vale says "Not a penny."', 'The Board says "It is over." about Tarnholm')
    post(1, "2024-05-01", f'Mira Okonjo says "{BRIDGE} Surely."', 'Tam Vale says "Not a penny."')
    patch(second[0], said={"on": "2024-04-28", "precision": "day"})
    patch(third[0], factuality="said")
    patch(third[1], status="rejected")
    patch(fourth[0], new_speaker={"name": "Agnes Tolve"})
    for source, target in (("tamsin-vale", "tam-vale"), ("agnes-tolve", "mira-okonjo")):
        assert client.post(f"/api/speakers/{source}/merge", json={"into": target}).status_code == 200
    assert client.delete("/api/speakers/agnes-tolve/merge").status_code == 200
    return client


def findings(settings: Settings) -> dict[str, list[str]]:
    with reading(settings.database) as db:
        return {one.check.name: one.findings for one in checking.check(db) if one.findings}


def test_names_of_checks_are_their_own() -> None:
    names = [one.name for one in checking.CHECKS]
    assert len(set(names)) == len(names)


@pytest.mark.usefixtures("used")
def test_what_was_only_ever_used_is_consistent(settings: Settings) -> None:
    assert findings(settings) == {}


SPAN = '[{{"start": {}, "end": {}}}]'
# What is done to a file behind the program's back, which check finds it, and whether it can be mended.
BROKEN = [
    ("speakers", "UPDATE speakers SET quotes = 7 WHERE slug = 'tam-vale'", "counts of speakers", True),
    ("days", "UPDATE speakers SET last_day = '2031-01-01' WHERE quotes > 0", "counts of speakers", True),
    ("names", "UPDATE speaker_names SET articles = 77 WHERE pk = 1", "counts of names", True),
    ("coverage", "UPDATE coverage SET articles = 5 WHERE speaker = 0", "coverage", True),
    ("quoted in", "DELETE FROM quoted_in WHERE rowid IN (SELECT 1) OR article = 2", "coverage", True),
    ("topics", "DELETE FROM topic_counts", "counts of topics", True),
    ("about", "DELETE FROM about", "about", True),
    ("lead", "UPDATE statements SET reports = 9 WHERE reports = 1", "statements", True),
    ("day", "UPDATE statements SET day = '1999-01-01'", "statements", True),
    ("parent", "UPDATE quotes SET parent = NULL WHERE parent IS NOT NULL", "groups", True),
    ("circle", "UPDATE quotes SET parent = pk WHERE parent IS NOT NULL", "trees", True),
    ("strange", "UPDATE quotes SET parent = 2 WHERE pk = 1", "trees", True),
    ("orphan", "INSERT INTO statements (id) VALUES ('nobody''s')", "trees", False),
    ("words", "UPDATE quotes SET words = 5 WHERE pk = 1", "wordings", True),
    ("fingerprints", "DELETE FROM fingerprints", "fingerprints", True),
    ("runs", "DELETE FROM runs WHERE mark IN (SELECT mark FROM runs LIMIT 1)", "runs", True),
    ("more runs", "INSERT INTO runs VALUES (1, 2)", "runs", True),
    ("keys", "DELETE FROM speaker_keys WHERE speaker = 1", "keys of names", True),
    ("more keys", "INSERT INTO speaker_keys VALUES ('name nobody', 1)", "keys of names", True),
    ("topic keys", "DELETE FROM topic_keys", "keys of topics", True),
    ("search", "INSERT INTO quotes_search (quotes_search) VALUES ('delete-all')", "search in quotes", True),
    (
        "search of texts",
        "INSERT INTO revisions_search (rowid, title, text) VALUES (99, '', 'nothing')",
        "search in revisions",
        True,
    ),
    ("text", "UPDATE revisions SET text = text || ' and more' WHERE pk = 1", "revisions", False),
    ("spans", f"UPDATE quotes SET start = 0, spans = '{SPAN.format(0, 4)}' WHERE pk = 1", "spans", False),
    ("far spans", f"UPDATE quotes SET spans = '{SPAN.format(18, 999)}' WHERE pk = 1", "spans", False),
    ("revision", "UPDATE articles SET revision = 7 WHERE pk = 2", "latest texts", False),
    ("speaker", "UPDATE quotes SET speaker = 2 WHERE pk = 1", "speakers of quotes", False),
    ("live", "UPDATE quotes SET live = 1 - live WHERE pk = 2", "shown quotes", False),
    ("merger", "UPDATE speakers SET merged_into = 1 WHERE pk = 2", "mergers", False),
    ("reference", "INSERT INTO names_seen VALUES (99, 99)", "references", False),
]  # fmt: skip


@pytest.mark.usefixtures("used")
@pytest.mark.parametrize(
    ("sql", "name", "mended"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN]
)
def test_what_is_wrong_is_found_and_mended_if_it_follows_from_the_rest(
    settings: Settings, sql: str, name: str, mended: bool
) -> None:
    with sqlite3.connect(settings.database) as db:
        db.execute(sql.replace("rowid IN (SELECT 1) OR ", ""))
    db.close()
    found = findings(settings)
    assert name in found
    with reading(settings.database) as db:
        wrong = list(checking.check(db))
    with writing(settings.database) as db:
        checking.repair(db, wrong)
    assert (name not in findings(settings)) == mended
    if mended:
        assert findings(settings) == {}


def test_every_check_is_shown_to_find_something() -> None:
    shown = {row[2] for row in BROKEN}
    # Nothing but a damaged file breaks its pages; the others are broken along with what is shown.
    assert {one.name for one in checking.CHECKS} - shown == {
        "pages",
        "speakers of statements",
        "search in speaker_names",
    }


def test_a_check_sees_one_moment_while_others_write(used: FlaskClient, settings: Settings) -> None:
    with reading(settings.database) as db:
        checks = checking.check(db)
        next(checks)
        used.post("/api/articles", json={"text": f'Mira Okonjo says "{BRIDGE}" about Tarnholm'})
        assert [finding for one in checks for finding in one.findings] == []


@pytest.mark.usefixtures("used")
def test_repairing_is_all_or_nothing(settings: Settings, db: Database) -> None:
    with sqlite3.connect(settings.database) as plain:
        plain.execute("UPDATE speakers SET quotes = 50")
    plain.close()
    found = [one for one in checking.check(db) if one.findings]

    def fail(db: Database) -> None:
        db.execute("UPDATE speakers SET quotes = 99")
        raise ArithmeticError

    failing = checking.Check("failing", "it fails", lambda _: iter(()), fail)
    with pytest.raises(ArithmeticError):
        checking.repair(db, [*found, checking.Checked(failing, ["wrong"])])
    assert {quotes for (quotes,) in db.execute("SELECT quotes FROM speakers")} == {50}
