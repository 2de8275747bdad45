from __future__ import annotations

from datetime import date

from quotes.cli import main
from quotes.cli.reading.reextract import told
from quotes.intake import Article
from quotes.workflows.ingestion import ingest
from quotes.workflows.reextraction import Reread
from quotes.workflows.storing import Change

ARTICLE = Article("“We have no choice,” Mayor Ivo Marrek said on Friday.", published=date(2024, 5, 4))


def test_an_article_in_which_nothing_changed_is_not_mentioned():
    assert list(told(Reread("a1", []))) == []


def test_each_change_has_a_line():
    changes = [
        Change("added", "q1", {"text": (None, "alarming")}),
        Change("changed", "q2", {"speaker": ("Ivo Marrek", "Agnes Tolve"), "said_on": ("2024-05-03", None)}),
        Change("gone", "q3", {"text": ("so-called", None)}),
    ]
    assert list(told(Reread("a1", changes))) == [
        "Article a1",
        "  + q1  text: nothing → alarming",
        "  ~ q2  speaker: Ivo Marrek → Agnes Tolve; said_on: 2024-05-03 → nothing",
        "  - q3  text: so-called → nothing",
    ]


def test_what_another_extractor_has_read_is_read_again_once(runner, db, settings, reader):
    ingest(db, ARTICLE, reader)
    command = ["reextract", "--database", str(settings.database)]
    first = runner.invoke(main, command)
    assert first.exit_code == 0
    assert "  + " in first.output
    assert "nothing → We have no choice," in first.output
    assert first.output.endswith("1 article read again; 1 quote added, 0 changed, 0 gone.\n")
    again = runner.invoke(main, [*command, "--quiet"])
    assert again.output == "0 articles read again; 0 quotes added, 0 changed, 0 gone.\n"


def test_a_missing_database_is_named(runner):
    result = runner.invoke(main, ["reextract", "--database", "none.db"])
    assert (result.exit_code, result.output) == (
        1,
        "Error: none.db does not exist; `quotes ingest` makes it.\n",
    )
