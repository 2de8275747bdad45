"""Quotes as references over REST, read again by programs that read such files."""

from __future__ import annotations

import json
from typing import Any

import pytest
import rispy
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from flask.testing import FlaskClient
from sqlite_utils import Database

URL = "https://tidewater.example/bridge"
SAVED = f"https://web.archive.org/web/20240503101112/{URL}"
CSL, RIS, TEXT = (
    "application/vnd.citationstyles.csl+json",
    "application/x-research-info-systems",
    "text/plain",
)
ARTICLE = {
    "text": 'Mira Okonjo says "We will rebuild the bridge before the winter comes."\n',
    "url": URL,
    "title": "Bridge\nER  - down",
    "author": "Ada Moor",
    "published": "2024-05-03",
}


@pytest.fixture
def quote(client: FlaskClient) -> str:
    """The API's address of a quote."""
    posted = client.post("/api/articles", json=ARTICLE).json
    return f"/api/quotes/{posted['quotes'][0]['id']}"


@pytest.fixture
def saved(db: Database, quote: str) -> str:
    db.execute("UPDATE articles SET archived_copy = ?, copied_at = '2024-05-03T10:11:12+00:00'", (SAVED,))
    db.commit()
    return quote


def cited(client: FlaskClient, quote: str, accept: str | None) -> Any:
    return client.get(f"{quote}/citation", headers={"Accept": accept} if accept else {})


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        (None, CSL),
        ("*/*", CSL),
        (CSL, CSL),
        ("application/json", "application/json"),
        (RIS, RIS),
        ("text/plain", TEXT),
        (f"{RIS};q=0.5, text/*", TEXT),
    ],
)
def test_the_client_says_in_which_form(
    client: FlaskClient, quote: str, accept: str | None, media_type: str
) -> None:
    answer = cited(client, quote, accept)
    assert (answer.status_code, answer.mimetype) == (200, media_type)
    assert "Accept" in answer.headers["Vary"]


def test_what_it_cannot_be_had_as_and_what_is_no_quote_is_told(client: FlaskClient, quote: str) -> None:
    assert cited(client, quote, "application/pdf").status_code == 406
    assert cited(client, "/api/quotes/none", None).status_code == 404
    assert client.get(f"{quote}/citation?style=apa").status_code == 422


def test_a_program_for_ris_reads_it(client: FlaskClient, saved: str) -> None:
    (entry,) = rispy.loads(cited(client, saved, RIS).get_data(as_text=True))
    assert entry["type_of_reference"] == "NEWS"
    assert (entry["title"], entry["authors"]) == ("Bridge ER - down", ["Ada Moor"])
    assert (entry["date"], entry["year"]) == ("2024/05/03", "2024")
    assert entry["urls"] == [URL]
    assert entry["abstract"] == "We will rebuild the bridge before the winter comes."
    assert "Words of Mira Okonjo" in entry["notes"][0]
    assert entry["unknown_tag"]["AV"] == [SAVED]


def test_a_citation_processor_reads_it(client: FlaskClient, saved: str) -> None:
    (item,) = json.loads(cited(client, saved, CSL).get_data(as_text=True))
    assert (item["archive"], item["archive_location"]) == ("Internet Archive", SAVED)
    source = CiteProcJSON([item])
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, source, formatter.plain)
    bibliography.register(Citation([CitationItem(item["id"])]))
    (line,) = [str(one) for one in bibliography.bibliography()]
    assert "Ada Moor" in line
    assert "2024" in line
    assert "Bridge" in line


def test_only_a_copy_that_was_saved_is_cited(client: FlaskClient, quote: str) -> None:
    for accept in (CSL, RIS, TEXT):
        assert "web.archive.org" not in cited(client, quote, accept).get_data(as_text=True)


def test_the_same_file_is_on_the_page(client: FlaskClient, saved: str) -> None:
    page = saved.removeprefix("/api")
    for accept, ending in ((CSL, "json"), (RIS, "ris"), (TEXT, "txt")):
        assert client.get(f"{page}/cite.{ending}").data == cited(client, saved, accept).data
