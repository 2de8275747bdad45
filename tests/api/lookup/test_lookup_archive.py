"""Lookups in a service with an archive beside its database."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quotes.app import create_app
from quotes.archive.extra import ArchiveError

BRIDGE = "We will rebuild the bridge before the winter comes."
STORED = f'Mira Okonjo says "{BRIDGE}"\n'
ARCHIVED = (
    f'Mira Okonjo says "{BRIDGE}"\nTam Vale says "The harbour will be dredged in the spring of next year."\n'
)


@pytest.fixture
def archive(archive_of):
    return archive_of(
        {
            "url": "https://old.example/1",
            "publisher": "Old Tide",
            "published": "2019-04-02",
            "text": ARCHIVED,
        }
    )


@pytest.fixture
def beside(settings, reader, archive):
    client = create_app(replace(settings, archive=archive), reader).test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {settings.token}"
    article = {
        "text": STORED,
        "publisher": "The Wend",
        "published": "2024-05-01",
        "url": "https://wend.example/1",
    }
    assert client.post("/api/articles", json=article).status_code == 201
    return client


def test_what_is_in_the_archive_alone_is_found_and_told_as_archived(beside):
    answer = beside.get("/api/lookup?quote=the+harbour+will+be+dredged&speaker=Vale").json
    assert answer["verdict"] == "trimmed"
    (match,) = answer["matches"]
    assert match["quote"]["archived"]
    assert match["quote"]["article"]["publisher"] == "Old Tide"
    assert match["quote"]["speaker"] == {"name": "Tam Vale", "slug": None, "kind": "person"}
    assert match["quote"]["statement"] == match["statement"]["id"]
    assert match["statement"]["all_reports"] is None
    assert answer["searched"]["articles"] == 1
    assert not answer["searched"]["speaker"]["known"]
    of_archive = answer["searched"]["archive"]
    assert (of_archive["articles"], of_archive["from"], of_archive["speaker"]["known"]) == (
        1,
        "2019-04-02",
        True,
    )


def test_what_both_have_is_told_of_both(beside):
    matches = beside.get("/api/lookup", query_string={"quote": BRIDGE}).json["matches"]
    assert ["archived" in match["quote"] for match in matches] == [True, False]  # the earlier first


def test_what_is_archived_has_no_address_in_linked_data(beside):
    asked = {"quote": BRIDGE}
    found = beside.get("/api/lookup", query_string=asked, headers={"Accept": "application/ld+json"}).json
    archived, stored = (item["item"] for item in found["result"]["itemListElement"])
    assert "@id" not in archived
    assert "@id" not in archived["appearance"][0]
    assert stored["@id"].endswith(f"/api/statements/{stored['identifier']}")


def test_without_an_archive_an_answer_says_nothing_of_one(client):
    client.post("/api/articles", json={"text": STORED})
    answer = client.get("/api/lookup", query_string={"quote": BRIDGE}).json
    assert "archive" not in answer["searched"]
    assert "archived" not in answer["matches"][0]["quote"]


def test_a_draft_is_checked_against_the_archive_too(beside):
    text = "“The harbour will be dredged in the spring of next year,” it says."
    (quote,) = beside.post("/api/lookup/text", json={"text": text}).json["quotes"]
    assert quote["verdict"] == "verbatim"


def test_a_page_tells_what_is_from_the_archive(beside):
    page = beside.get("/lookup?quote=the+harbour+will+be+dredged+in+the+spring").text
    assert "from the archive" in page
    assert "In the archive: 1 article of 1 outlet" in page
    assert "/statements/" not in page


def test_a_service_does_not_start_with_an_archive_that_cannot_be_asked(settings, reader, tmp_path):
    with pytest.raises(ArchiveError, match="is not an archive"):
        create_app(replace(settings, archive=str(tmp_path)), reader)


def test_an_archive_that_has_gone_is_told_and_is_no_fault_of_the_program(beside, tmp_path):
    (tmp_path / "archive" / "index" / "index.json").unlink()
    answer = beside.get("/api/lookup?quote=bridge")
    assert answer.status_code == 503
    assert "no index yet" in answer.json["detail"]
    assert "no index yet" in beside.get("/lookup?quote=bridge", headers={"Accept": "text/html"}).text
