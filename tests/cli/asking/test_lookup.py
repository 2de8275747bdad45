from __future__ import annotations

import json
import re
from datetime import date
from typing import get_args

import pytest

from quotes.cli import main
from quotes.intake import Article
from quotes.intake.page.claim_reviews import ClaimReview
from quotes.lookup.answer import Verdict
from quotes.lookup.plain_text import VERDICTS
from quotes.workflows.ingestion import ingest

ARTICLE = Article(
    'Ivo Marrek says "We have no choice."',
    url="https://tarnholm-post.example/bridge",
    publisher="Tarnholm Post",
    title="No way back",
    published=date(2024, 5, 4),
)

DRAFT = (
    'Ivo Marrek says "We have no choice."\nAgnes Tolve says "We have no choice."\n'
    "He called it “an end of all hope”.\n"
)


@pytest.fixture
def database(db, settings, reader):
    ingest(db, ARTICLE, reader)
    return str(settings.database)


def test_words_that_were_said_come_with_who_when_and_where(runner, database):
    result = runner.invoke(main, ["lookup", "we have no choice", "--database", database])
    assert result.exit_code == 0
    assert result.output == (
        "Yes, in these very words.\n"
        "\n"
        "  “We have no choice.”\n"
        "  Ivo Marrek, reported by Tarnholm Post, 2024-05-04, “No way back”\n"
        "  when: the article does not tell; it was published on 2024-05-04\n"
        "  https://tarnholm-post.example/bridge#:~:text=Ivo%20Marrek%20says%20%22-,We%20have%20no%20choice.\n"
        "  archived copy: https://web.archive.org/web/20240504/https://tarnholm-post.example/bridge\n"
        "\n"
        "Searched 1 article of 1 outlet, published from 2024-05-04 to 2024-05-04.\n"
    )


def test_what_others_have_made_of_it_is_told_as_theirs(runner, db, reader, database):
    review = ClaimReview(
        "We have no choice!",
        "Ivo Marrek",
        rating="Half\x1b[31m true",
        reviewer="Wend Check",
        url="https://w.example/",
    )
    ingest(db, Article("A check.", publisher="Daily", claim_reviews=(review,)), reader)
    ingest(db, Article('Ivo Marrek says "We have no choice, and no time."'), reader)
    result = runner.invoke(main, ["lookup", "We have no choice, and no time.", "--database", database])
    told = "checked by Wend Check, whose rating is “Half [31m true”, as Daily tells: https://w.example/"
    assert told in result.output


def test_changed_words_are_shown_with_what_was_changed(runner, database):
    result = runner.invoke(main, ["lookup", "we have a choice", "--database", database])
    assert result.output.startswith("Not in these words: some are changed.\n")
    assert "differs: We have [a → no] choice\n" in result.output
    assert "a negation left out: “no”\n" in result.output or "changed: “a” for “no”\n" in result.output


def test_what_is_written_otherwise_is_told(runner, db, reader, database):
    ingest(db, Article('Ivo Marrek says "We won\'t lose 5 ferries."\n', publisher="Kestrel Wire"), reader)
    result = runner.invoke(main, ["lookup", "we will not lose five ferries", "--database", database])
    assert result.output.startswith("Yes, in these words, some of them written differently.\n")
    assert "the same words, contracted or in full: “will not” for “won't”\n" in result.output
    assert "the same value: “five” for “5”\n" in result.output
    result = runner.invoke(main, ["lookup", "not lose five ferries", "--database", database])
    assert result.output.startswith("Yes, as a part of a longer quote.\n")
    assert "the same value: “five” for “5”\n" in result.output


def test_words_of_two_passages_are_shown_apart(runner, db, reader, database):
    text = (
        'Ivo Marrek says "The harbour will open again before the first snow."\n'
        'Ivo Marrek says "Our fishermen deserve an honest answer from the ministry."\n'
    )
    ingest(db, Article(text, publisher="Kestrel Wire", published=date(2024, 6, 1)), reader)
    words = "The harbour will open again before the first snow and our fishermen deserve an honest answer"
    result = runner.invoke(main, ["lookup", words, "--database", database])
    assert result.output.startswith("Not as one: these words are put together from separate passages.\n")
    assert "from here: “The harbour will open again before the first snow" in result.output
    assert "from here: “our fishermen deserve an honest answer" in result.output


def test_what_comes_near_is_called_so(runner, database):
    result = runner.invoke(main, ["lookup", "no choice but to leave", "--database", database])
    assert result.output.startswith("Nobody is quoted with these words.\n\n  near: “We have no choice.” (")


def test_who_was_asked_for_is_told_apart(runner, database):
    result = runner.invoke(
        main, ["lookup", "ice cream for everyone", "--speaker", "marrek", "--database", database]
    )
    assert result.output.startswith("marrek is not quoted with these words.\n")
    assert (
        "Of Ivo Marrek: 1 quote in 1 article of 1 outlet, published from 2024-05-04 to 2024-05-04.\n"
        in result.output
    )


def test_words_of_another_are_told_apart(runner, database):
    result = runner.invoke(
        main, ["lookup", "We have no choice", "--speaker", "Agnes Tolve", "--database", database]
    )
    assert result.output.startswith("These words were said, but not by Agnes Tolve.\n")
    assert "Ivo Marrek" in result.output


def test_words_that_nobody_said_are_not_found(runner, database):
    result = runner.invoke(main, ["lookup", "ice cream for everyone", "--database", database])
    assert result.exit_code == 0
    assert result.output.startswith("Nobody is quoted with these words.\n")


def test_the_json_is_what_the_api_answers(runner, database, client):
    result = runner.invoke(main, ["lookup", "no choice", "--json", "--database", database])
    assert json.loads(result.output) == client.get("/api/lookup?quote=no choice").json


def test_every_verdict_has_its_words():
    assert set(VERDICTS) == set(get_args(Verdict))


def test_words_without_a_letter_are_refused(runner, database):
    result = runner.invoke(main, ["lookup", "…!", "--database", database])
    assert result.exit_code == 2
    assert "WORDS must contain a letter or a digit." in result.output


@pytest.mark.parametrize("name", ["", "?!", "…"])
def test_a_speakers_name_without_letters_is_refused(runner, database, name):
    result = runner.invoke(main, ["lookup", "vigilant", "--speaker", name, "--database", database])
    assert result.exit_code == 2
    assert "--speaker must contain a letter or a digit." in result.output


@pytest.fixture
def hand_reader(reader, monkeypatch):
    """The command reads with the reader made for tests instead of the language model."""
    monkeypatch.setattr("quotes.extraction.Extractor", lambda _model: reader, raising=False)


@pytest.mark.usefixtures("hand_reader")
def test_each_quotation_of_a_draft_is_looked_up(runner, database, tmp_path):
    (tmp_path / "draft.txt").write_text(DRAFT, "utf-8")
    result = runner.invoke(main, ["lookup", "--text", "draft.txt", "--database", database])
    assert result.exit_code == 0
    first, second, third, summary = result.output.split("\n\n")
    assert first.startswith("1. “We have no choice.”\n   Ivo Marrek\n   Yes, in these very words.\n")
    assert "These words were said, but not by Agnes Tolve." in second
    assert third == ("3. “an end of all hope”\n   nobody named\n   Nobody is quoted with these words.")
    assert summary == "3 quotations looked up: 1 verbatim, 1 other speaker, 1 not found.\n"


@pytest.mark.usefixtures("hand_reader")
def test_the_json_of_a_draft_is_what_the_api_answers(runner, database, client):
    arguments = ["lookup", "--text", "-", "--limit", "3", "--json", "--database", database]
    result = runner.invoke(main, arguments, DRAFT)
    assert json.loads(result.output) == client.post("/api/lookup/text", json={"text": DRAFT}).json


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ([], "Give either WORDS or --text"),
        (["words", "--text", "-"], "Give either WORDS or --text"),
        (["--text", "-", "--speaker", "Marrek"], "--speaker cannot be used with --text"),
        (["words", "--published", "2024-05-03"], "--published cannot be used with WORDS"),
    ],
)
def test_options_that_do_not_go_together_are_refused(runner, database, arguments, reason):
    result = runner.invoke(main, ["lookup", *arguments, "--database", database])
    assert result.exit_code == 2
    assert reason in result.output


@pytest.mark.usefixtures("hand_reader")
def test_an_empty_draft_is_refused(runner, database):
    result = runner.invoke(main, ["lookup", "--text", "-", "--database", database], "  \n")
    assert (result.exit_code, result.output) == (1, "Error: the text is empty.\n")


def test_a_missing_database_is_named_and_not_made(runner, tmp_path):
    result = runner.invoke(main, ["lookup", "anything", "--database", "none.db"])
    assert (result.exit_code, result.output) == (
        1,
        "Error: none.db does not exist; `quotes ingest` makes it.\n",
    )
    assert not (tmp_path / "none.db").exists()


DENIED = Article(
    'Ivo Marrek says "Close every school." (denied)\nSo the minister told the council.',
    url="https://tarnholm-post.example/schools",
    publisher="Tarnholm Post",
    published=date(2024, 5, 6),
)


def test_words_that_are_only_denied_are_disputed_in_the_words_of_the_report(runner, db, reader, database):
    ingest(db, DENIED, reader)
    result = runner.invoke(
        main, ["lookup", "close every school", "--speaker", "Marrek", "--database", database]
    )
    assert result.exit_code == 0
    assert result.output.startswith(
        "Disputed: no report says that Marrek said this, but some deny, suppose or disprove it.\n"
        "\n"
        "  “Close every school.”\n"
        '  reported as not said: Ivo Marrek says "Close every school."'
    )
    anybody = runner.invoke(main, ["lookup", "close every school", "--database", database])
    assert anybody.output.startswith("Disputed: no report says that anybody said this")


@pytest.mark.usefixtures("hand_reader")
def test_who_denies_what_others_report_is_told_with_the_verdict(runner, db, reader, database, tmp_path):
    ingest(db, DENIED, reader)
    said = Article('Ivo Marrek says "Close every school."', url="https://kestrel-wire.example/schools")
    ingest(db, said, reader)
    verdict = "Yes, in these very words. Other reports do not say so.\n"
    result = runner.invoke(main, ["lookup", "close every school", "--database", database])
    assert result.output.startswith(verdict)
    (tmp_path / "draft.txt").write_text('Ivo Marrek says "Close every school." (denied)\n', "utf-8")
    draft = runner.invoke(main, ["lookup", "--text", "draft.txt", "--database", database])
    assert draft.output.startswith(
        f"1. “Close every school.”\n   Ivo Marrek, reported as denied in the text\n   {verdict}"
    )
    assert draft.output.count("archived copy: ") == 2
    assert "reported as not said: Ivo Marrek says" in draft.output


def test_a_decision_against_the_reading_is_told(runner, db, reader, database):
    ingest(db, DENIED, reader)
    db.execute("UPDATE quotes SET factuality = 'said', factuality_decided = 1")
    result = runner.invoke(main, ["lookup", "close every school", "--database", database])
    assert result.output.startswith("Yes, in these very words.\n")
    assert "  decided by a person; read as denied\n" in result.output


def test_a_disputed_verdict_in_json_comes_with_its_evidence(runner, db, reader, database):
    ingest(db, DENIED, reader)
    result = runner.invoke(main, ["lookup", "close every school", "--json", "--database", database])
    answer = json.loads(result.output)
    assert answer["verdict"] == "disputed"
    (match,) = answer["matches"]
    assert (match["match"], match["quote"]["factuality"]) == ("verbatim", "denied")
    assert match["quote"]["context"]["sentence"]["text"].startswith("Ivo Marrek says")
    assert match["statement"]["factuality"] == "denied"


def test_a_day_is_told_with_how_sure_it_is(runner, db, reader, database):
    text = 'Ivo Marrek says "The ice will hold." on 2024-02-01, 0.876'
    ingest(db, Article(text, url="https://tarnholm-post.example/ice"), reader)
    result = runner.invoke(main, ["lookup", "the ice will hold", "--database", database])
    told = "  when: on 2024-02-01, as told with the words (“on 2024-02-01, 0.876”); 88% sure\n"
    assert told in result.output


def test_where_the_service_has_an_address_the_page_of_each_quote_is_told(runner, database, monkeypatch):
    monkeypatch.setenv("QUOTES_PUBLIC_URL", "https://quotes.example/")
    result = runner.invoke(main, ["lookup", "we have no choice", "--database", database])
    assert re.search(r"^  record: https://quotes\.example/quotes/[a-z2-7]{16}$", result.output, re.MULTILINE)


def test_what_the_speaker_said_otherwise_is_told_with_the_evidence(runner, db, settings, reader):
    for number, said in enumerate(("We will rebuild the bridge.", "We will not rebuild the bridge.")):
        text = f'Ivo Marrek says "{said}"'
        ingest(db, Article(text, publisher=f"Post {number}", published=date(2024, 5 + number, 4)), reader)
    command = ["lookup", "We will rebuild the bridge.", "--database", str(settings.database)]
    told = runner.invoke(main, command).stdout
    assert (
        "said otherwise on 2024-06-04: “We will not rebuild the bridge.” (a negation differs),"
        " reported by Post 1" in told
    )
