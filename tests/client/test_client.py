"""The client, against the service itself and against one that misbehaves."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import httpx
import pytest

from quotes.client import Client, NoAnswer, ProblemError
from quotes.client import requests as sending
from quotes.readers import Direct
from quotes.store.database.connection import writing
from quotes.workflows.jobs import read_next

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "docs"))

import renew_client  # noqa: E402  a script beside the pages

TOKEN = "made-up-token"


@pytest.fixture
def service(app):
    """A client of the service, in this process."""
    with Client("http://service", TOKEN, transport=httpx.WSGITransport(app)) as client:
        yield client


@pytest.fixture
def pauses(monkeypatch):
    """How long the client has waited, in seconds, without the waiting."""
    waited: list[float] = []
    monkeypatch.setattr(sending.time, "sleep", waited.append)
    return waited


def answering(*answers) -> Client:
    """A client of a service that gives these answers, one after the other; an exception is raised."""
    left = list(answers)

    def give(_request: httpx.Request) -> httpx.Response:
        answer = left.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    return Client("http://service", transport=httpx.MockTransport(give))


def test_the_types_are_those_of_the_service():
    modules = {file.stem: file.read_text("utf-8") for file in renew_client.FOLDER.glob("*.py")}
    assert modules == renew_client.written()


@pytest.mark.parametrize("of", ["/api/statements", "/api/speakers/{slug}/statements"])
def test_exports_take_the_filters_of_their_list(app, of):
    paths = app.extensions["quotes"].api.spec.to_dict()["paths"]
    listed, exported = (
        {one["name"] for one in paths[path]["get"]["parameters"]} for path in (of, f"{of}.{{ending}}")
    )
    assert listed - {"limit", "cursor"} == exported


def test_a_filter_that_there_is_not_is_refused_by_name(service):
    service.post(text='Ada Moor says "Line by line."', published="2024-05-01")
    with pytest.raises(ProblemError) as refused:
        list(service.statements("ada-moor", form="sentence", sinse="2024-05-01"))
    assert [error["field"] for error in refused.value.errors] == ["sinse"]


def test_filters_that_are_none_are_left_out_and_days_are_written(service):
    service.post(text='Ada Moor says "Line by line."', published=date(2024, 5, 1), lang=None)
    found = service.statements(since=date(2024, 5, 1), until=None, q=None)
    assert [statement["text"] for statement in found] == ["Line by line."]
    assert list(service.articles(until=date(2024, 4, 30))) == []
    (quote,) = service.article(next(service.articles())["id"])["quotes"]
    dated = service.correct(quote["id"], said={"on": date(2024, 4, 1), "precision": "month"}, by="Per")
    assert (dated["said"]["on"], dated["said"]["precision"]) == ("2024-04-01", "month")


def test_the_client_needs_neither_the_model_nor_the_server():
    heavy = "('spacy', 'flask', 'sqlite_utils')"
    script = f"import sys, quotes.client; print([name for name in {heavy} if name in sys.modules])"
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert told.stdout == "[]\n"


def test_an_article_is_posted_found_and_corrected(service):
    posted = service.post(
        text='Ada Moor says "We will rebuild the old bridge."', published=date(2024, 5, 1), title="The bridge"
    )
    (quote,) = posted["quotes"]
    assert service.lookup("We will rebuild the old bridge", "Moor")["verdict"] == "verbatim"
    assert service.article(posted["id"])["title"] == "The bridge"
    assert [one["id"] for one in service.articles(since="2024-05-01")] == [posted["id"]]
    assert service.quote(quote["id"])["speaker"]["name"] == "Ada Moor"
    assert service.correct(quote["id"], status="rejected", by="Per")["status"] == "rejected"
    assert list(service.statements("ada-moor")) == []


def test_an_article_is_read_later(service, reader, settings):
    job = service.post_later(text='Ada Moor says "Later, then."')
    with writing(settings.database) as db:
        read_next(db, settings.database, Direct(reader))
    assert service.wait_for(job["id"])["articles"][0]["state"] == "read"


@pytest.mark.usefixtures("pauses")
def test_waiting_for_a_job_ends():
    client = answering(*(httpx.Response(200, json={"state": "waiting"}) for _ in range(9)))
    with pytest.raises(NoAnswer, match="not done after 0 s"):
        client.wait_for("abc", seconds=0)


def test_lists_go_on_over_pages(service, monkeypatch):
    monkeypatch.setattr("quotes.client.client.PAGE", 2)
    for number in range(5):
        service.post(
            text=f'Ada Moor says "This is sentence number {number} of many."',
            published=f"2024-05-0{number + 1}",
        )
    said = [statement["text"] for statement in service.statements("ada-moor", since=date(2024, 5, 2))]
    assert said == [f"This is sentence number {number} of many." for number in (4, 3, 2, 1)]
    assert [speaker["slug"] for speaker in service.speakers(q="moor")] == ["ada-moor"]


def test_a_list_is_exported_line_by_line(service):
    service.post(text='Ada Moor says "Line by line."', published="2024-05-01")
    header, line = service.export("csv", "ada-moor")
    assert "Line by line." in line
    assert header.startswith("id,")


def test_separators_within_a_title_do_not_break_an_export(service):
    title = "One\u2028two\x85three\x0bfour"
    service.post(text='Ada Moor says "Line by line."', published="2024-05-01", title=title)
    (line,) = service.export("jsonl")
    assert json.loads(line)["text"] == "Line by line."
    assert "\x85" in line
    assert len(list(csv.reader(service.export("csv")))) == 2


def test_lines_are_put_together_from_what_arrives():
    assert list(sending._lines(["a\r", "\nb", "c\n\n", "d"])) == ["a\r\n", "bc\n", "\n", "d"]


def test_a_speaker_who_was_merged_is_found_under_the_old_slug(service):
    for name in ("Ada Moor", "Per Fenn"):
        service.post(text=f'{name} says "The bridge is old, and so am I."', published="2024-05-01")
    service._requests.send("POST", "/api/speakers/per-fenn/merge", body={"into": "ada-moor"})
    assert service.speaker("per-fenn")["slug"] == "ada-moor"


def test_what_is_posted_is_not_sent_elsewhere():
    moved = httpx.Response(301, headers={"Location": "http://service/elsewhere"})
    with pytest.raises(ProblemError, match="301"):
        answering(moved).post(text="Once.")


def test_an_empty_identifier_does_not_ask_for_a_list(service):
    with pytest.raises(ValueError, match="must not be empty"):
        service.speaker("")


def test_an_answer_that_is_no_json_is_no_answer():
    with pytest.raises(NoAnswer, match="something other than JSON"):
        answering(httpx.Response(200, text="<html>Sign in</html>")).lookup("words")


def test_what_a_speaker_said_otherwise_is_listed(service):
    service.post(text='Ada Moor says "We will rebuild the old bridge."', published="2024-05-01")
    service.post(text='Ada Moor says "We will not rebuild the old bridge."', published="2024-07-01")
    (found,) = service.contradictions("ada-moor")
    assert found["otherwise"][0]["differences"][0]["kind"] == "negation"


def test_a_refusal_tells_what_to_put_right(service):
    with pytest.raises(ProblemError, match=r"422: .*quote: ") as refused:
        service.lookup("")
    assert refused.value.status == 422
    assert refused.value.errors[0]["field"] == "quote"
    assert refused.value.request_id


def test_a_wrong_token_is_told(app):
    client = Client("http://service", "wrong", transport=httpx.WSGITransport(app))
    with pytest.raises(ProblemError) as refused:
        client.post(text="Nothing.")
    assert refused.value.status == 401


def test_a_busy_service_is_asked_again_after_as_long_as_it_says(pauses):
    busy = httpx.Response(503, headers={"Retry-After": "7"})
    client = answering(busy, httpx.Response(429), httpx.Response(200, json={"verdict": "not_found"}))
    assert client.lookup("words")["verdict"] == "not_found"
    assert pauses == [7, 1]


def test_a_service_that_stays_busy_is_given_up(pauses):
    with pytest.raises(ProblemError) as refused:
        answering(*(httpx.Response(503, headers={"Retry-After": "9999"}) for _ in range(4))).lookup("words")
    assert refused.value.status == 503
    assert pauses == [30, 30, 30]


@pytest.mark.usefixtures("pauses")
def test_a_question_is_asked_again_where_nobody_answers_but_nothing_is_posted_twice():
    answers = [httpx.ConnectError("refused"), httpx.Response(200, json={"verdict": "verbatim"})]
    assert answering(*answers).lookup("words")["verdict"] == "verbatim"
    with pytest.raises(NoAnswer, match="does not answer: refused"):
        answering(*answers).post(text="Once.")


def test_an_error_from_something_in_between_is_told_by_its_status():
    with pytest.raises(ProblemError, match="502: HTTP status 502"):
        answering(httpx.Response(502, text="<html>Bad gateway</html>")).lookup("words")


def test_an_identifier_cannot_leave_its_place_in_the_address():
    asked: list[str] = []

    def give(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.raw_path.decode())
        return httpx.Response(200, json={})

    Client("http://service", transport=httpx.MockTransport(give)).article("../speakers?q=x")
    assert asked == ["/api/articles/..%2Fspeakers%3Fq%3Dx"]
