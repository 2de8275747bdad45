"""Sources are asked as they wish, and what they announce comes in once."""

from __future__ import annotations

import itertools

import pytest
from simulated_web import START, Answer, Asked, feed, page

from quotes.cli.reading.watch import do_what_is_due
from quotes.collecting.sources import add, presented
from quotes.feeds import NotAFeed
from quotes.fetching import BadStatus
from quotes.intake.formats.warc import record_at
from quotes.store.publication import captures
from quotes.store.waiting import sources

HOUR = 3600.0
DAY = 24 * HOUR
FEED = "https://tidewater.example/feed"
STORY = "https://tidewater.example/bridge"


@pytest.fixture
def source(db, web, fetcher):
    web.places[FEED] = Answer(feed(STORY, title="Tidewater Post"), headers={"ETag": '"1"'})
    web.places[STORY] = page("We will rebuild the bridge.")
    return add(db, fetcher, FEED, patience=10)[0]


def now(db, source) -> dict:
    return sources.get(db, source["pk"])


def stored(db) -> list[str]:
    return [row["url"] for row in db.query("SELECT url FROM articles ORDER BY pk")]


def test_what_a_source_announces_when_it_is_added_is_brought(db, web, source, until, evidence) -> None:
    assert (source["title"], source["kind"], source["waiting"], source["articles"]) == (
        "Tidewater Post",
        "json",
        1,
        0,
    )
    until(10)
    assert stored(db) == [STORY]
    after = now(db, source)
    assert (after["waiting"], after["articles"], after["failed"]) == (0, 1, 0)
    article = db.execute("SELECT id, title, published FROM articles").fetchone()
    assert article[1:] == ("A story", "2024-05-01")
    (capture,) = captures.of_article(db, article[0])
    assert capture["url"] == STORY
    assert record_at(evidence / capture["file"], capture["offset"]) == web.places[STORY].content


def test_an_unchanged_source_is_asked_with_what_it_gave_and_less_and_less_often(
    db, web, source, until
) -> None:
    web.places[FEED] = Answer(status=304)
    until(DAY)
    asked = [one for one in web.asked if one.url == FEED]
    assert all(one.headers == {"If-None-Match": '"1"'} for one in asked[1:])
    assert 3 <= len(asked) <= 8
    pauses = [after.at - before.at for before, after in itertools.pairwise(asked)]
    assert pauses == sorted(pauses)
    assert now(db, source)["unchanged"] == len(asked) - 1


def test_a_source_that_gives_other_validators_gets_those_back(db, web, source, until) -> None:
    web.places[FEED] = Answer(feed(STORY), headers={"Last-Modified": "Wed, 01 May 2024 09:00:00 GMT"})
    until(2 * HOUR)
    web.places[FEED] = Answer(status=304)
    until(6 * HOUR)
    assert web.asked[-1].headers == {"If-Modified-Since": "Wed, 01 May 2024 09:00:00 GMT"}
    assert now(db, source)["etag"] is None


@pytest.mark.parametrize("way", ["max-age", "ttl"])
@pytest.mark.usefixtures("source")
def test_a_pause_that_is_asked_for_is_kept(web, until, way) -> None:
    headers = {"Cache-Control": "max-age=30000"} if way == "max-age" else {}
    rss = b"<rss version='2.0'><channel><title>T</title><ttl>500</ttl></channel></rss>"
    web.places[FEED] = Answer(rss if way == "ttl" else feed(STORY), headers=headers)
    until(DAY)
    asked = [one.at for one in web.asked if one.url == FEED]
    assert len(asked) > 2
    assert all(after - before >= 30_000 for before, after in itertools.pairwise(asked[1:]))


def test_errors_are_told_and_make_the_pauses_longer_until_it_answers_again(db, web, source, until) -> None:
    web.places[FEED] = Answer(status=500)
    until(2 * DAY)
    assert 3 <= sum(one.url == FEED for one in web.asked) <= 8
    shown = presented(now(db, source), START + 2 * DAY)
    assert shown["state"] == "failing"
    assert shown["last_error"] == "the server answered with the status 500"
    assert presented(now(db, source), START + 5 * DAY)["state"] == "stalled"
    web.places[FEED] = Answer(feed(STORY))
    until(4 * DAY)
    assert presented(now(db, source), START + 4 * DAY)["state"] == "ok"
    assert now(db, source)["failures"] == 0


def test_a_page_that_is_no_feed_is_an_error_and_forgets_nothing(db, web, source, until) -> None:
    web.places[FEED] = Answer(b"<html>Down for maintenance</html>")
    until(2 * HOUR)
    after = now(db, source)
    assert after["last_error"] == "there is no feed and no news sitemap at the address"
    assert after["etag"] == '"1"'


@pytest.mark.usefixtures("source")
def test_retry_after_is_heeded_by_all_that_is_fetched_from_the_host(web, until) -> None:
    until(10)
    web.places[FEED] = Answer(status=429, headers={"Retry-After": str(int(3 * DAY))})
    until(4 * DAY)
    asked = [one.at for one in web.asked if one.host == "tidewater.example"]
    assert max(after - before for before, after in itertools.pairwise(asked)) >= 3 * DAY


def test_a_source_that_is_gone_is_asked_no_more_until_it_is_added_again(
    db, web, source, fetcher, until
) -> None:
    web.places[FEED] = Answer(status=410)
    until(10 * DAY)
    assert sum(one.url == FEED for one in web.asked) == 2
    shown = presented(now(db, source), START)
    assert (shown["state"], shown["next"]) == ("muted", None)
    assert "410" in shown["muted"]
    with pytest.raises(BadStatus):
        add(db, fetcher, FEED, patience=10)
    fetcher.clock.time += 60
    web.places[FEED] = Answer(feed(STORY))
    again, is_new = add(db, fetcher, FEED, patience=10)
    assert (again["pk"], again["muted"], is_new) == (source["pk"], None, False)


def test_an_address_changes_when_a_permanent_redirect_has_lasted(db, web, source, until) -> None:
    there = "https://new.example/feed"
    web.places[FEED] = Answer(status=301, headers={"Location": there})
    web.places[there] = Answer(feed(STORY))
    until(DAY)
    assert now(db, source)["url"] == FEED
    until(5 * DAY)
    assert now(db, source)["url"] == there
    asked_before = sum(one.url == FEED for one in web.asked)
    until(8 * DAY)
    assert sum(one.url == FEED for one in web.asked) == asked_before


@pytest.mark.parametrize("fault", ["temporary", "no feed there", "not for long", "broken in between"])
def test_an_address_does_not_change_for_less(db, web, source, until, fault) -> None:
    there = "https://new.example/feed"
    moved = Answer(status=302 if fault == "temporary" else 308, headers={"Location": there})
    web.places[FEED] = moved
    web.places[there] = Answer(b"<html>Sign in" if fault == "no feed there" else feed(STORY))
    until(1.8 * DAY)
    if fault == "not for long":
        web.places[FEED] = Answer(feed(STORY))
    if fault == "broken in between":
        web.places[FEED] = Answer(status=500)
        until(3 * DAY)
        web.places[FEED] = moved
        until(3.5 * DAY)
    else:
        until(8 * DAY)
    assert now(db, source)["url"] == FEED


def test_a_source_that_moves_to_another_that_is_watched_is_muted(db, web, source, fetcher, until) -> None:
    there = "https://new.example/feed"
    web.places[there] = Answer(feed(STORY))
    add(db, fetcher, there, patience=10)
    web.places[FEED] = Answer(status=301, headers={"Location": there})
    until(5 * DAY)
    assert now(db, source)["muted"] == f"it has moved to {there}, which is watched too"
    assert stored(db) == [STORY]


@pytest.mark.usefixtures("source")
def test_two_sources_that_announce_one_page_bring_it_once(db, web, fetcher, until) -> None:
    web.places["https://other.example/feed"] = Answer(feed(f"{STORY}#comments"))
    other, _ = add(db, fetcher, "https://other.example/feed", patience=10)
    until(HOUR)
    assert stored(db) == [STORY]
    assert web.urls().count(STORY) == 1
    assert (now(db, other)["copies"], now(db, other)["articles"]) == (1, 0)


def test_a_page_that_others_lead_to_is_stored_once(db, web, source, fetcher, until) -> None:
    short = "https://short.example/x"
    web.places[short] = Answer(status=302, headers={"Location": STORY})
    web.places["https://other.example/feed"] = Answer(feed(short))
    other, _ = add(db, fetcher, "https://other.example/feed", patience=10)
    until(HOUR)
    assert stored(db) == [STORY]
    assert now(db, other)["copies"] + now(db, source)["copies"] == 1


@pytest.mark.usefixtures("source")
def test_an_id_or_an_address_that_changes_makes_no_second_article(db, web, until) -> None:
    until(10)
    item = {"id": STORY, "url": f"{STORY}?from=feed"}
    other = {"id": "new id", "url": STORY}
    web.places[FEED] = Answer(feed(items=[item, other]))
    until(DAY)
    assert stored(db) == [STORY]
    assert web.urls().count(STORY) == 1


def test_the_article_is_taken_from_the_feed_where_it_is_there(db, web, fetcher, until) -> None:
    whole = "".join(
        f"<p>The harbour board met for the {number}th time, and heard engineers.</p>" for number in range(40)
    )
    body = f'<p>Ivo Marrek says "We will rebuild the bridge."</p>{whole}'
    web.places[FEED] = Answer(feed(items=[{"id": 1, "url": STORY, "title": "Bridge", "content_html": body}]))
    add(db, fetcher, FEED, patience=10)
    until(HOUR)
    assert stored(db) == [STORY]
    assert STORY not in web.urls()
    assert db.execute("SELECT count(*) FROM quotes").fetchone() == (1,)


def test_an_article_in_a_feed_is_no_longer_than_others_may_be(db, web, fetcher, until) -> None:
    body = "".join(f"<p>The harbour board met for the {number}th time.</p>" for number in range(1_000))
    web.places[FEED] = Answer(feed(items=[{"id": 1, "url": STORY, "content_html": body}]))
    source, _ = add(db, fetcher, FEED, patience=10)
    until(HOUR)
    assert stored(db) == []
    assert "more than the limit of 20000" in now(db, source)["article_error"]


def test_a_page_that_fails_is_tried_again_and_then_given_up(db, web, source, until) -> None:
    web.places[STORY] = Answer(status=404)
    until(3 * HOUR)
    assert now(db, source)["waiting"] == 1
    assert now(db, source)["article_error"] == "the server answered with the status 404"
    until(4 * DAY)
    assert now(db, source)["failed"] == 1
    tried = web.urls().count(STORY)
    assert tried == 6
    until(10 * DAY)
    assert web.urls().count(STORY) == tried
    web.places[STORY] = page("Too late.")
    assert stored(db) == []


def test_what_is_no_article_is_given_up_at_once(db, web, source, until) -> None:
    web.places[STORY] = Answer(b"%PDF-1.7", headers={"Content-Type": "application/pdf"})
    until(DAY)
    assert now(db, source)["failed"] == 1
    assert web.urls().count(STORY) == 1


def test_a_slow_host_keeps_nobody_else_waiting(db, web, fetcher, until) -> None:
    web.places["https://slow.example/robots.txt"] = Answer(b"User-agent: *\nCrawl-delay: 60")
    for host in ("slow", "fast"):
        urls = [f"https://{host}.example/{number}" for number in range(20)]
        web.places[f"https://{host}.example/feed"] = Answer(feed(*urls))
        web.places |= {url: page(f"Words of {url}.") for url in urls}
        add(db, fetcher, f"https://{host}.example/feed", patience=10)
    until(40)
    assert sum("fast" in url for url in stored(db)) == 20
    until(25 * 60)
    assert len(stored(db)) == 40
    times = [one.at for one in web.asked if one.host == "slow.example" and "robots" not in one.url]
    assert all(after - before >= 60 for before, after in itertools.pairwise(times))


def test_a_single_run_waits_for_its_turns_and_ends_when_all_is_done(
    db, web, fetcher, clock, collector
) -> None:
    urls = [f"https://tidewater.example/{number}" for number in range(5)]
    web.places[FEED] = Answer(feed(*urls))
    web.places |= {url: page(f"Words of {url}.") for url in urls}
    add(db, fetcher, FEED, patience=10)
    do_what_is_due(collector, clock.sleep)
    assert len(stored(db)) == 5
    assert clock.time - START < 60


def test_a_page_leads_to_the_feed_that_it_names(db, web, fetcher) -> None:
    home = "https://tidewater.example/"
    web.places[FEED] = Answer(feed(STORY))
    web.places[home] = Answer(b"<html><link rel=alternate type='application/feed+json' href='/feed'></html>")
    source, is_new = add(db, fetcher, home, patience=10)
    assert (source["url"], is_new) == (FEED, True)
    assert add(db, fetcher, FEED, patience=10)[1] is False
    web.places["https://other.example/"] = Answer(b"<html>No feed</html>")
    with pytest.raises(NotAFeed):
        add(db, fetcher, "https://other.example/", patience=10)
    assert len(sources.every(db)) == 1


def test_a_source_that_is_removed_while_it_is_asked_hurts_nobody(db, web, source, until) -> None:
    def removing(_: Asked) -> Answer:
        sources.remove(db, source["pk"])
        return Answer(feed(STORY, "https://tidewater.example/ferry"))

    until(10)
    web.places[FEED] = removing
    until(DAY)
    assert sources.every(db) == []
    assert stored(db) == [STORY]


def test_a_feed_is_left_alone_in_the_hours_and_on_the_days_in_which_it_rests(db, web, fetcher, until) -> None:
    """The clock starts on a Wednesday at midnight."""
    hours = "<skipHours><hour>1</hour><hour>2</hour><hour>3</hour></skipHours>"
    rests = f"{hours}<skipDays><day>Thursday</day></skipDays>"
    rss = f"<rss version='2.0'><channel><title>T</title>{rests}</channel></rss>".encode()
    answers = itertools.cycle([Answer(rss), Answer(status=304), Answer(status=500)])
    web.places[FEED] = lambda _: next(answers)
    add(db, fetcher, FEED, patience=10)
    until(4 * DAY)
    asked = [one.at - START for one in web.asked if one.url == FEED]
    assert len(asked) > 8
    assert not [at for at in asked if 1 * HOUR <= at % DAY < 4 * HOUR]
    assert not [at for at in asked if 1 * DAY <= at < 2 * DAY]


def news_sitemap(*urls: str) -> Answer:
    listed = "".join(
        f"<url><loc>{url}</loc><n:news><n:publication_date>2024-05-01</n:publication_date></n:news></url>"
        for url in urls
    )
    return Answer(
        f"<urlset xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'>{listed}</urlset>".encode()
    )


def test_an_index_of_sitemaps_is_a_source_of_what_they_announce(db, web, fetcher, until) -> None:
    index = "https://tidewater.example/sitemap.xml"
    parts = [f"https://tidewater.example/news-{name}.xml" for name in ("a", "b", "gone", "pages")]
    listed = "".join(f"<sitemap><loc>{part}</loc></sitemap>" for part in parts)
    web.places[index] = Answer(f"<sitemapindex>{listed}</sitemapindex>".encode(), headers={"ETag": '"1"'})
    web.places[parts[0]] = news_sitemap(STORY)
    web.places[parts[1]] = news_sitemap(STORY, "https://tidewater.example/ferry")
    web.places[parts[3]] = Answer(b"<urlset><url><loc>https://tidewater.example/about</loc></url></urlset>")
    for number, url in enumerate((STORY, "https://tidewater.example/ferry", "https://tidewater.example/new")):
        web.places[url] = page(f"These are the words of number {number}.")
    source, _ = add(db, fetcher, index, patience=60)
    assert (source["kind"], source["waiting"]) == ("sitemapindex", 2)
    web.places[parts[1]] = news_sitemap("https://tidewater.example/new")
    until(3 * HOUR)
    assert stored(db) == [STORY, "https://tidewater.example/ferry", "https://tidewater.example/new"]
    assert "If-None-Match" not in {name for one in web.asked if one.url == index for name in one.headers}


def test_an_index_none_of_whose_sitemaps_can_be_had_is_told(db, web, fetcher) -> None:
    index = "https://tidewater.example/sitemap.xml"
    web.places[index] = Answer(
        b"<sitemapindex><sitemap><loc>https://tidewater.example/n.xml</loc></sitemap></sitemapindex>"
    )
    with pytest.raises(BadStatus):
        add(db, fetcher, index, patience=60)
