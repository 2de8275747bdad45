"""Newsrooms' lists of speakers are taken in, shown beforehand, and written out."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from shutil import copy
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlite_utils import Database

from quotes.intake.tables.speaker_lists import read_list
from quotes.speaker_lists import take_in as into
from quotes.store.database.connection import writing
from quotes.store.identity.speaker_decisions import Decision
from quotes.store.identity.speaker_lists import listed_speakers


def post(client: FlaskClient, number: int, *names: str) -> dict[str, Any]:
    text = "\n".join(f'{name} says "Number {number} of {name} it is."' for name in names)
    article = {"text": text, "url": f"https://tidewater.example/{number}", "published": "2024-05-01"}
    posted: dict[str, Any] = client.post("/api/articles", json=article).json
    return posted


def take_in(client: FlaskClient, text: str | bytes, query: str = "") -> list[dict[str, Any]]:
    answer = client.post(f"/api/speakers/import{query}", data=text, content_type="text/csv")
    assert answer.status_code == 200, answer.json
    return answer.json["items"]


def content(db: Database) -> list[Any]:
    tables = ("speakers", "speaker_names", "speaker_roles", "merges", "suggestions", "quotes", "statements")
    return [list(db.query(f"SELECT * FROM {table} ORDER BY pk")) for table in tables]


LIST = """name,other_names,kind,description,wikidata,roles
Ada Moor,Adelheid Moor; A. B. Moor,person,Mayor of Tarnholm,Q77,"Mayor of Tarnholm (2019-05 to 2023)
Clerk (from 2011)"
"""


@pytest.fixture
def three(client: FlaskClient) -> FlaskClient:
    """A client of an app in which one person is quoted under three names that no rule takes for one."""
    for number, name in enumerate(("Ada Moor", "Ada Moor", "Adelheid Moor", "Per Fenn")):
        post(client, number, name)
    return client


def test_a_listed_name_claims_its_quotes(three: FlaskClient) -> None:
    (row,) = take_in(three, LIST)
    assert (row["outcome"], row["slug"], row["quotes"]) == ("changed", "ada-moor", 2)
    assert row["joined"] == [{"slug": "adelheid-moor", "name": "Adelheid Moor", "quotes": 1}]
    shown = three.get("/api/speakers/ada-moor").json
    assert (shown["quotes"], shown["description"], shown["wikidata"]) == (3, "Mayor of Tarnholm", "Q77")
    assert shown["roles"] == [
        {"role": "Clerk", "from": "2011", "to": None},
        {"role": "Mayor of Tarnholm", "from": "2019-05", "to": "2023"},
    ]
    post(three, 9, "A. B. Moor")
    assert three.get("/api/speakers/ada-moor").json["quotes"] == 4


def test_a_dry_run_tells_the_same_and_stores_nothing(three: FlaskClient, db: Database) -> None:
    before = content(db)
    told = take_in(three, LIST, "?dry_run=true")
    assert content(db) == before
    assert told == take_in(three, LIST)


def test_the_same_list_twice_changes_nothing(three: FlaskClient, db: Database) -> None:
    take_in(three, LIST + "Tam Vale,,,,,\n")
    before = content(db)
    again = take_in(three, LIST + "Tam Vale,,,,,\n")
    assert [row["outcome"] for row in again] == ["unchanged", "unchanged"]
    assert not any(row["problems"] for row in again)
    assert content(db) == before


def test_what_is_written_out_can_be_taken_in(three: FlaskClient, db: Database) -> None:
    take_in(three, LIST)
    written = three.get("/api/speakers.csv").data
    (row,) = csv.DictReader(io.StringIO(written.decode()))
    assert row["name"] == "Ada Moor"
    assert row["other_names"] == "Adelheid Moor; A. B. Moor"
    assert row["roles"] == "Clerk (from 2011); Mayor of Tarnholm (2019-05 to 2023)"
    before = content(db)
    assert [row["outcome"] for row in take_in(three, written)] == ["unchanged"]
    assert content(db) == before
    everybody = list(csv.DictReader(io.StringIO(three.get("/api/speakers.csv?all=true").data.decode())))
    assert {row["name"] for row in everybody} == {"Ada Moor", "Per Fenn"}


def test_a_list_moves_to_an_empty_file(three: FlaskClient, tmp_path: Path, empty: Path) -> None:
    take_in(three, LIST)
    written = three.get("/api/speakers.csv").data.decode()
    copy(empty, tmp_path / "other.db")
    with writing(tmp_path / "other.db") as other:
        assert [
            row.outcome for row in into(other, read_list(written), Decision(None, None, "2024-05-01"))
        ] == ["new"]
        (row,) = listed_speakers(other)
        assert (row["slug"], row["other_names"]) == ("ada-moor", ["Adelheid Moor", "A. B. Moor"])


def test_a_merger_by_a_list_is_undone_as_others_are_and_not_made_again(three: FlaskClient) -> None:
    take_in(three, LIST)
    assert three.delete("/api/speakers/adelheid-moor/merge").status_code == 200
    assert three.get("/api/speakers/adelheid-moor").json["quotes"] == 1
    (row,) = take_in(three, LIST)
    assert row["joined"] == []
    assert "decided" in row["problems"][0]
    assert three.get("/api/speakers/adelheid-moor").json["quotes"] == 1


def test_what_a_person_has_set_stays_and_what_a_list_has_set_follows_it(three: FlaskClient) -> None:
    take_in(three, LIST)
    (row,) = take_in(three, LIST.replace("Mayor of Tarnholm,Q77", "Mayor,Q77"))
    assert (row["changes"], row["problems"]) == (["description"], [])
    three.patch(
        "/api/speakers/ada-moor", json={"description": "She", "roles": [{"role": "Poet", "to": "2020"}]}
    )
    (row,) = take_in(three, LIST.replace("Mayor of Tarnholm,Q77", "Judge,Q77"))
    assert row["changes"] == []
    assert len(row["problems"]) == 2
    shown = three.get("/api/speakers/ada-moor").json
    assert shown["description"] == "She"
    assert shown["roles"] == [{"role": "Poet", "from": None, "to": "2020"}]


def test_who_may_be_two_is_told_and_not_guessed(client: FlaskClient, db: Database) -> None:
    quote = post(client, 1, "Mira Okonjo", "Tam Vale")["quotes"][1]
    client.patch(f"/api/quotes/{quote['id']}", json={"new_speaker": {"name": "Mira Okonjo", "new": True}})
    before = content(db)
    (row,) = take_in(client, "name,description\nMira Okonjo,Judge\n")
    assert row["outcome"] == "unclear"
    assert "mira-okonjo, mira-okonjo-2" in row["problems"][0]
    assert content(db) == before
    (row,) = take_in(client, "name,description,slug\nMira Okonjo,Judge,mira-okonjo-2\n")
    assert (row["slug"], row["joined"]) == ("mira-okonjo-2", [])


def test_a_surname_does_not_claim_the_family(client: FlaskClient) -> None:
    post(client, 1, "Ada Moor", "Per Moor")
    post(client, 2, "Ada Moor")
    client.post("/api/speakers/per-moor/names", json={"name": "Moor"})
    (row,) = take_in(client, "name,other_names\nAda Moor,Moor\n")
    assert row["joined"] == []
    assert client.get("/api/speakers/per-moor").json["quotes"] == 1


def test_a_name_without_jr_means_the_one_without(client: FlaskClient) -> None:
    post(client, 1, "Per Moor", "Per Moor Jr.")
    post(client, 2, "Per Moor", "Per Moor Jr.")
    (older,) = take_in(client, "name,description\nPer Moor,Mayor\n")
    (younger,) = take_in(client, "name,description\nPer Moor Jr.,Clerk\n")
    assert [(row["outcome"], row["slug"], row["joined"]) for row in (older, younger)] == [
        ("changed", "per-moor", []),
        ("changed", "per-moor-jr", []),
    ]


def test_one_of_another_wikidata_id_is_not_joined(three: FlaskClient) -> None:
    three.patch("/api/speakers/adelheid-moor", json={"wikidata": "Q5"})
    (row,) = take_in(three, LIST)
    assert row["joined"] == []
    assert "Q5" in row["problems"][0]


def test_rows_that_share_a_name_are_told_by_line(client: FlaskClient) -> None:
    rows = take_in(client, "name,other_names\nAda Moor,\nPer Fenn,\nADA MOOR,\n")
    assert [row["outcome"] for row in rows] == ["unclear", "new", "unclear"]
    assert "line 4" in rows[0]["problems"][0]


def test_bad_rows_are_told_by_line_and_keep_out_no_other(client: FlaskClient) -> None:
    text = (
        "name,kind,wikidata,roles\n"
        '"Ada\nMoor",,,\n'
        "Per Fenn,king,42,Clerk (2020 to 2019); Judge (2020-13)\n"
        ",,,\n"
        ",person,,\n"
        "Tam Vale,,,,more\n"
    )
    rows = take_in(client, text)
    assert [(row["line"], row["outcome"], len(row["problems"])) for row in rows] == [
        (2, "new", 0), (4, "bad", 4), (6, "bad", 1), (7, "bad", 1),
    ]  # fmt: skip
    assert rows[0]["name"] == "Ada Moor"


@pytest.mark.parametrize(
    "content",
    [
        b'\xef\xbb\xbfname;other_names\r\nAd\xc3\xa9 Moor;"Adelheid Moor; A. Moor"\r\n',
        'name\tother_names\r\nAdé Moor\t"Adelheid Moor; A. Moor"\r\n'.encode("utf-16"),
        'sep=;\r\nName;Other names\r\nAdé Moor;"Adelheid Moor; A. Moor"\r\n'.encode("cp1252"),
        'Wikidata ID,NAME,"Other_Names"\nQ5,Adé Moor,"Adelheid Moor\nA. Moor"\n'.encode(),
    ],
    ids=[
        "semicolons and a byte order mark",
        "tabs, as Excel's Unicode text",
        "sep= in Windows-1252",
        "commas",
    ],
)
def test_files_are_read_as_spreadsheets_write_them(client: FlaskClient, content: bytes) -> None:
    (row,) = take_in(client, content)
    assert row["names"] == ["Adé Moor", "Adelheid Moor", "A. Moor"]


def test_cells_that_a_spreadsheet_would_run_are_guarded_and_read_back(client: FlaskClient) -> None:
    take_in(client, 'name,description\nAda Moor,"\'=HYPERLINK(""x"")"\n')
    assert client.get("/api/speakers/ada-moor").json["description"] == '=HYPERLINK("x")'
    assert "'=HYPERLINK" in client.get("/api/speakers.csv").data.decode()
    (row,) = take_in(client, client.get("/api/speakers.csv").data)
    assert row["outcome"] == "unchanged"


@pytest.mark.parametrize(
    "content", ["", "who\nAda\n", "name,age\nAda,3\n", "name,name\nAda,Ada\n", 'name\n"Ada\n']
)
def test_what_is_no_list_is_refused_whole(client: FlaskClient, content: str) -> None:
    answer = client.post("/api/speakers/import", data=content, content_type="text/csv")
    assert answer.status_code == 400
    assert client.get("/api/speakers.csv").data.decode().count("\n") == 1


def test_lists_need_a_token_a_media_type_and_a_bound(client: FlaskClient, stranger: FlaskClient) -> None:
    assert stranger.post("/api/speakers/import", data=LIST, content_type="text/csv").status_code == 401
    assert client.post("/api/speakers/import", json={}).status_code == 415
    many = "name\n" + "\n".join(f"Ada Moor{number}" for number in range(1_001))
    assert client.post("/api/speakers/import", data=many, content_type="text/csv").status_code == 422
    assert client.post("/api/speakers/import?dry=1", data=LIST, content_type="text/csv").status_code == 422


def test_roles_are_checked(three: FlaskClient) -> None:
    for role in (
        {"role": "Clerk", "from": "2020-02-30"},
        {"role": "Clerk", "from": "2020", "to": "2019"},
        {"role": "a;b"},
    ):
        assert three.patch("/api/speakers/ada-moor", json={"roles": [role]}).status_code == 422
    shown = three.patch("/api/speakers/ada-moor", json={"roles": [{"role": "Clerk", "from": "2020-02"}]}).json
    assert shown["roles"] == [{"role": "Clerk", "from": "2020-02", "to": None}]
    assert three.patch("/api/speakers/ada-moor", json={"roles": []}).json["roles"] == []
