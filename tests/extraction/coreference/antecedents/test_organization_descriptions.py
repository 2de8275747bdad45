"""Documents and bodies that are told by their owner."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param(
            "<A report from the [O Harbour Board]'s inspector general> said the records were “inaccurate”.",
            id="an owner with an owner of its own",
        ),
        pytest.param("<Its> said the records were “inaccurate”.", id="an owner of nothing"),
    ],
)
def test_an_owner_that_takes_in_what_it_owns_is_no_owner(article, marked):
    assert len(article(marked).names()) == 1


def test_a_report_is_whose_owner_is_known(article):
    read = article("The [O Harbour Authority] met on Monday. <The Harbour Authority's report> said “no”.")
    assert read.names() == ["Harbour Authority"]


def test_reports_of_another_do_not_tell_whose_the_report_is(article):
    read = article("A study counted boats. By [O Gull Society] reports it was wrong. <The report> said “no”.")
    assert read.names() == ["The report"]


@pytest.mark.parametrize(
    "marked",
    [
        "The dam leaked, <a report> said: “No.” The report by the [O Weir Board] came on Monday.",
        "“It leaked,” <a 2020 report> said. The [O Weir Board]'s report was late.",
        "[O Weir Board] 2020 study counted dams. “It leaked,” <the report> said.",
        "A study organized by the [O Weir Board] counted dams. “It leaked,” <the study> said.",
    ],
)
def test_who_put_a_document_out_is_told_beside_it_or_a_little_later(article, marked):
    assert article(marked).names() == ["Weir Board"]


def test_the_report_that_is_told_of_later_is_another_than_the_one_known(article):
    read = article("“It leaked,” <the report> said. A report by the [O Weir Board] came on Monday.")
    assert read.names() == ["the report"]


def test_a_capital_the_within_a_sentence_opens_a_name_even_before_a_trade(article):
    read = article("[P Ada Moor], an economist, was away. According to <The Economist>, it was “old”.")
    assert list(zip(read.names(), read.kinds(), strict=True)) == [("Economist", "organization")]


@pytest.mark.parametrize(
    ("marked", "name", "kind"),
    [
        (
            "A statement by the [P Ada Moor] campaign came late. <The statement> said “no”.",
            "Ada Moor campaign",
            "organization",
        ),
        (
            "The [P Ada Moor] campaign sent an email. <The email> said “no”.",
            "Ada Moor campaign",
            "organization",
        ),
        ("<A study by [P Ada Moor] and [P Cole Ames]> said “no”.", "Ada Moor and Cole Ames", "group"),
        (
            "A report “Cracks in the weir” published in [O Brune Mirror] is wrong. <The report> said “no”.",
            "Brune Mirror",
            "organization",
        ),
        (
            "A letter to the owners from the village council came. <The letter> said “no”.",
            "the village council",
            "organization",
        ),
        (
            "A letter from the local chapter of a union came. <The letter> said “no”.",
            "The letter",
            "document",
        ),
        (
            "[P Ada Moor] spoke. “No,” said <excerpts of her speech released by the [O Weir Board]>.",
            "Ada Moor",
            "person",
        ),
    ],
)
def test_whoever_wrote_a_document_is_its_source(article, marked, name, kind):
    read = article(marked)
    assert (read.names(), read.kinds()) == ([name], [kind])


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        (
            "The [O Air Safety Board of Brune] met. <Brune's air safety board> said “no”.",
            "Air Safety Board of Brune",
        ),
        (
            "The [O Brune Journal] printed a column. “No,” <the left-leaning newspaper> wrote.",
            "Brune Journal",
        ),
        ("“No,” according to <the Daily Plodder>.", "Daily Plodder"),
        ("[P Ada Moor] heads the [O Harbour Union] in [G Brune], <which> said “no”.", "Harbour Union"),
    ],
)
def test_a_body_is_known_by_its_words_in_another_order_by_its_kind_or_by_its_place(article, marked, name):
    read = article(marked)
    assert (read.names(), read.kinds()) == ([name], ["organization"])


@pytest.mark.parametrize("phrase", ["a group of 32 retired officers", "a team of fishermen", "the entourage"])
def test_a_gathering_of_people_is_a_group(article, phrase):
    assert article(f"“No,” said <{phrase}>.").kinds() == ["group"]


def test_the_place_where_something_happens_is_not_it(article):
    assert article("Ships came to [G Brune], and <it> said “no”.").kinds() == ["document"]


@pytest.mark.parametrize(
    "text",
    [
        "In a statement, Ada Moor announced that the dam leaks. “It is wet,” the statement said.",
        "Ada Moor came. On Monday, she sent out an email to the keepers. “It is wet,” the email said.",
        "The mayor is Ada Moor. The mayor wrote in a letter that it leaks. “It is wet,” the letter said.",
    ],
)
def test_a_document_is_of_whoever_is_the_subject_of_sending_it(extractor, text):
    assert [quote.speaker for quote in extractor.extract(text)] == ["Ada Moor"]


def test_who_says_what_stands_in_no_report_issued_none(extractor):
    text = (
        "The Weir Board published a report. Ada Moor said that in no report the dam was safe. "
        "“It is wet,” the report said."
    )
    assert [quote.speaker for quote in extractor.extract(text)] == ["Weir Board"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The Weir Board confirmed that the dam leaks. “It is wet,” the statement said.", "Weir Board"),
        ("The Weir Board has many dams. “It is wet,” the statement said.", "the statement"),
        (
            "A statement came on Monday. The Weir Board confirmed that. “It is wet,” the statement said.",
            "the statement",
        ),
    ],
)
def test_a_statement_not_told_of_before_is_of_whoever_announced_something(extractor, text, speaker):
    assert [quote.speaker for quote in extractor.extract(text)] == [speaker]
