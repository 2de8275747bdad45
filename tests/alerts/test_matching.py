"""What fires, why, and never twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlite_utils import Database

from quotes.alerts.matching import match_new, matched, preview
from quotes.store.alerts import following
from quotes.store.alerts.following import Follow
from quotes.store.quotations import quotes
from quotes.store.tracking import grouping

WILL = "We will rebuild the old bridge."
WILL_NOT = "We will not rebuild the old bridge."
NEWS = "The harbour opens in the spring, as planned."

Post = Callable[..., dict[str, Any]]


@pytest.fixture
def fired(db: Database) -> Callable[[], list[str]]:
    """The words that alerts have fired for since this was asked last."""

    def new() -> list[str]:
        before = {row["pk"] for row in db.query("SELECT pk FROM alert_matches")}
        match_new(db, 2e9)
        rows = db.query("SELECT pk, quote FROM alert_matches ORDER BY pk")
        pks = [row["quote"] for row in list(rows) if row["pk"] not in before]
        return [row["text"] for row in quotes.by_pk(db, pks)]

    return new


def test_a_speaker_fires_for_what_is_stored_from_then_on(post: Post, follow, speaker, fired) -> None:
    post(f"Ada Moor: {WILL}")
    follow("speaker", speaker=speaker("ada-moor"))
    assert fired() == []
    post(f"Ada Moor: {NEWS}", "Per Fenn: Nobody told the council.")
    assert fired() == [NEWS]
    assert fired() == []


def test_a_statement_fires_once_however_many_report_it(post: Post, follow, speaker, fired) -> None:
    post("Ada Moor: Good morning to all of you here.")
    follow("speaker", speaker=speaker("ada-moor"))
    post(f"Ada Moor: {WILL}")
    post(f"Ada Moor: {WILL}")
    assert fired() == [WILL]
    post(f"Ada Moor: {WILL}", published="2024-06-04")
    assert fired() == []


def test_a_further_report_of_what_was_said_before_is_no_news(post: Post, follow, speaker, fired) -> None:
    post(f"Ada Moor: {WILL}")
    follow("speaker", speaker=speaker("ada-moor"))
    post(f"Ada Moor: {WILL}")
    assert fired() == []


def test_a_surer_report_fires_where_the_first_was_too_doubtful(post: Post, follow, speaker, fired) -> None:
    post("Ada Moor: Good morning to all of you here.")
    follow("speaker", speaker=speaker("ada-moor"), min_confidence=0.8)
    post(f"Ada Moor: {WILL.removesuffix('.')}")
    assert fired() == []
    post(f"Ada Moor: {WILL}")
    assert fired() == [WILL]


def test_what_was_not_said_fires_only_where_that_is_asked_for(post: Post, follow, speaker, fired) -> None:
    post("Ada Moor: Good morning to all of you here.")
    follow("speaker", speaker=speaker("ada-moor"))
    post(f"Ada Moor: {WILL} | (denied)")
    assert fired() == []
    follow("speaker", speaker=speaker("ada-moor"), factuality=None)
    post(f"Ada Moor: {NEWS} | (fabricated)")
    assert fired() == [NEWS]


def test_a_topic_fires_for_whoever_speaks_about_it(post: Post, follow, fired) -> None:
    follow("topic", about="Velden")
    post(f"Ada Moor: {WILL} | about Velden", f"Per Fenn: {NEWS} | about Tarnholm")
    assert fired() == [WILL]


def test_a_search_fires_for_all_its_words_and_filters(post: Post, follow, speaker, fired) -> None:
    post("Ada Moor: Good morning to all of you here.")
    follow("search", q="bridge rebuild", speaker=speaker("ada-moor"))
    post(f"Ada Moor: {WILL}", f"Per Fenn: {WILL}", "Ada Moor: The bridge is old.")
    assert fired() == [WILL]


@pytest.mark.parametrize(
    ("words", "how"),
    [
        (WILL, "verbatim"),
        (f"{WILL} Nobody can stop us now, and nobody will.", "trimmed"),
        ("We will rebuild the grand bridge.", "altered"),
        ("We will feed the old horses.", None),
        (NEWS, None),
    ],
)
def test_words_that_are_followed_fire_for_reports_of_them(
    db: Database, post: Post, follow, words: str, how: str | None
) -> None:
    follow("phrase", phrase=WILL)
    post(f"Ada Moor: {words}")
    match_new(db, 2e9)
    found = [row["why"] for row in db.query("SELECT why FROM alert_matches")]
    assert found == ([] if how is None else [f'{{"match": "{how}"}}'])


def test_words_that_are_followed_fire_for_every_report(post: Post, follow, fired) -> None:
    follow("phrase", phrase="“We will rebuild the old bridge”")
    post(f"Ada Moor: {WILL}")
    post(f"Ada Moor: {WILL}")
    assert fired() == [WILL, WILL]


def test_a_contradiction_fires_with_what_was_said_before(db: Database, post: Post, follow, speaker) -> None:
    first = post(f"Ada Moor: {WILL}", published="2024-05-01")
    alert = follow("contradiction", speaker=speaker("ada-moor"))
    post(f"Ada Moor: {WILL_NOT}", f"Per Fenn: {WILL}", f"Ada Moor: {NEWS}", published="2024-06-01")
    (match,) = matched(db, following.follow_of(alert), alert["seen"], following.last_quote(db))
    assert quotes.by_pk(db, [match.quote])[0]["text"] == WILL_NOT
    assert match.why == {"otherwise": first["quotes"][0]["statement"], "kind": "changed"}


def test_contradictions_of_anybody_and_of_one_kind(post: Post, follow, fired) -> None:
    post(f"Ada Moor: {WILL}", f"Per Fenn: {WILL}", published="2024-05-01")
    follow("contradiction", otherwise="wording")
    follow("contradiction", otherwise="changed", to="other@paper.example")
    post(f"Ada Moor: {WILL_NOT}", published="2024-06-01")
    assert fired() == [WILL_NOT]


def test_what_people_decide_fires_nothing_again(
    client: FlaskClient, post: Post, follow, speaker, fired
) -> None:
    post("Ada Moor: Good morning to all of you here.", "Mira Vance: Good evening to you all.")
    follow("speaker", speaker=speaker("ada-moor"))
    stored = post(f"Ada Moor: {WILL}", f"Per Fenn: {NEWS}", "Mira Vance: The ferry comes back in May.")
    assert fired() == [WILL]
    mine, other, _ = stored["quotes"]
    change = {"speaker": "per-fenn"}
    assert client.patch(f"/api/quotes/{mine['id']}", json=change).status_code == 200
    assert client.patch(f"/api/quotes/{mine['id']}", json={"speaker": None}).status_code == 200
    change = {"speaker": "ada-moor"}
    assert client.patch(f"/api/quotes/{mine['id']}", json=change).status_code == 200
    assert client.patch(f"/api/quotes/{other['id']}", json=change).status_code == 200
    merged = client.post("/api/speakers/mira-vance/merge", json={"into": "ada-moor"})
    assert merged.status_code == 200, merged.json
    assert client.delete("/api/speakers/mira-vance/merge").status_code == 200
    assert fired() == []


def test_a_speaker_who_was_merged_is_followed_as_the_other(
    client: FlaskClient, post: Post, follow, speaker, fired
) -> None:
    post("Ada Moor: Good morning to all of you here.", "Mira Okonjo: Good evening to you all.")
    follow("speaker", speaker=speaker("mira-okonjo"))
    assert client.post("/api/speakers/mira-okonjo/merge", json={"into": "ada-moor"}).status_code == 200
    post(f"Ada Moor: {WILL}")
    assert fired() == [WILL]


def test_a_new_text_of_an_article_fires_for_what_is_new_in_it(post: Post, follow, speaker, fired) -> None:
    post("Ada Moor: Good morning to all of you here.")
    follow("speaker", speaker=speaker("ada-moor"))
    follow("phrase", phrase=WILL)
    url = "https://tidewater.example/revised"
    post(f"Ada Moor: {WILL}", url=url)
    assert fired() == [WILL, WILL]  # both alerts
    post(f"Ada Moor: {WILL}", f"Ada Moor: {NEWS}", url=url)
    assert fired() == [NEWS]
    post("Ada Moor: We will rebuild the old bridge soon.", f"Ada Moor: {NEWS}", url=url)
    assert fired() == []


def test_a_quote_that_is_yet_to_be_grouped_waits(db: Database, post: Post, follow, speaker, fired) -> None:
    post("Ada Moor: Good morning to all of you here.")
    follow("speaker", speaker=speaker("ada-moor"))
    stored = post(f"Ada Moor: {WILL}")
    pk = quotes.get(db, stored["quotes"][0]["id"])["pk"]  # type: ignore[index] # it was just stored
    grouping.enqueue(db, [pk])
    assert fired() == []
    list(grouping.steps(db))
    assert fired() == [WILL]


def test_an_alert_that_was_off_does_not_fire_for_the_time_between(
    db: Database, post: Post, follow, speaker, fired
) -> None:
    post("Ada Moor: Good morning to all of you here.")
    alert = follow("speaker", speaker=speaker("ada-moor"))
    following.change(db, alert["pk"], {"active": False}, None)
    post(f"Ada Moor: {WILL}")
    assert fired() == []
    following.change(db, alert["pk"], {"active": True}, None)
    assert fired() == []
    post(f"Ada Moor: {NEWS}")
    assert fired() == [NEWS]


@pytest.mark.parametrize(
    "wanted",
    [
        {"kind": "topic", "about": "Velden"},
        {"kind": "search", "q": "bridge"},
        {"kind": "phrase", "phrase": WILL},
        {"kind": "contradiction"},
        {"kind": "search", "q": "bridge", "min_confidence": 0.8},
    ],
)
def test_the_preview_counts_what_would_have_fired(db: Database, post: Post, wanted: dict[str, Any]) -> None:
    """An alert that is there before all articles fires for as many as the preview tells afterwards."""
    alert = following.add(db, "", Follow(**wanted), None)
    days = ("2023-01-01", "2023-09-01", "2024-05-20", "2024-06-02")
    for number, published in enumerate(days):
        words = WILL if number % 2 else WILL_NOT
        line = f"Ada Moor: {words} | about Velden"
        post(line, f"Per Fenn: The bridge number {number} is closed | about Velden", published=published)
    match_new(db, 2e9)
    rows = db.query(
        "SELECT a.day FROM alert_matches m JOIN quotes q ON q.pk = m.quote"
        " JOIN articles a ON a.pk = q.article"
    )
    told = [row["day"] for row in rows]
    found = preview(db, following.follow_of(alert), date(2024, 6, 3))
    assert (found.month, found.year, found.complete) == (
        sum(day >= "2024-05-04" for day in told), sum(day >= "2023-06-04" for day in told), True,
    )  # fmt: skip
    assert found.year > 0
