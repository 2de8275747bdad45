"""Who speaks where hearers, tellers and other speakers stand by, through the whole pipeline."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        pytest.param("The tenants of Quay Court were told by the housing office: “Do not drink it.”",
                     "the housing office", id="told by"),
        pytest.param("Ada Moor was told by her doctor, Amir Shah: “You must rest.”",
                     "Amir Shah", id="told by a name"),
        pytest.param("Ada Moor was told: “You are too old for this.”", None, id="told by nobody named"),
        pytest.param("Farmers heard from minister Greta Holm that the plan was “dead and buried”.",
                     "Greta Holm", id="heard from"),
        pytest.param("Residents received a letter from Greta Holm saying: “Boil everything.”",
                     "Greta Holm", id="a letter from"),
        pytest.param("Ada Moor said the bishop, Edwin Pohl, told her: “You will be paid in heaven.”",
                     "Edwin Pohl", id="said the bishop told"),
        pytest.param("Ada Moor said that the inspector, Nell Vane, had told her: “Keep driving.”",
                     "Nell Vane", id="said that the inspector had told"),
        pytest.param("Ada Moor said the bishop, Edwin Pohl, told her, “You will be paid in heaven.”",
                     "Edwin Pohl", id="said the bishop told, with a comma"),
        pytest.param("Hugh Moor went home. According to Dora Lunt, Moor called it “a day to be forgotten”.",
                     "Hugh Moor", id="according to one who tells of another"),
        pytest.param("According to Dora Lunt, the day was “one to be forgotten by all of us”.",
                     "Dora Lunt", id="according to one who tells it herself"),
        pytest.param("A neighbour heard the landlord, Otto Brill, shout: “Out, all of you!”",
                     "Otto Brill", id="heard the landlord shout"),
        pytest.param("Ada Moor recalled her father, Hugh Moor, telling her: “Look twice.”",
                     "Hugh Moor", id="recalled her father telling"),
        pytest.param("The Courier reported that the banker, Mona Reed, had called the bid “a bad joke”.",
                     "Mona Reed", id="the paper reported that"),
        pytest.param("The keeper, Nell Vane, laughed at Ada Moor’s claim that it was “as old as the sea”.",
                     "Ada Moor", id="the owner of a claim"),
        pytest.param("The advertisement, by Gull Ltd, ends with footage of Ada Moor saying: “I sank it.”",
                     "Ada Moor", id="who is heard in a recording"),
        pytest.param("Ada Moor called on Monday and said, “Leave it alone,” the Brune Courier reported.",
                     "Ada Moor", id="said, and a paper reported it"),
        pytest.param("The bridge was described by the treasurer, Ada Moor, as “a road with a hole”.",
                     "Ada Moor", id="described as, in the passive"),
        pytest.param("Asked about the debt, Ada Moor’s reply was brief: “Ask my husband.”",
                     "Ada Moor", id="the owner of an answer"),
    ],
)  # fmt: skip
def test_the_words_are_theirs_who_say_them(extractor, text, speaker):
    (quote,) = extractor.extract(text)
    assert quote.speaker == speaker


@pytest.mark.parametrize(
    ("text", "relayer"),
    [
        ("Ada Moor said the bishop, Edwin Pohl, told her: “You will be paid in heaven.”", "Ada Moor"),
        (
            "Hugh Moor went home. According to Dora Lunt, Moor called it “a day to be forgotten”.",
            "Dora Lunt",
        ),
        ("Ada Moor recalled her father, Hugh Moor, telling her: “Look twice.”", "Ada Moor"),
        ("It rained. The bishop, Edwin Pohl, told Ada Moor: “You will be paid in heaven.”", None),
    ],
)
def test_who_passed_the_words_on_is_kept(extractor, text, relayer):
    (quote,) = extractor.extract(text)
    assert quote.relayer == relayer


def test_two_who_speak_in_one_sentence_keep_their_words(extractor):
    text = (
        "Ada Moor said “never”, while Ben Hale, the treasurer, answered “maybe next year”, and Moor laughed."
    )
    assert [quote.speaker for quote in extractor.extract(text)] == ["Ada Moor", "Ben Hale"]


def test_who_cuts_in_is_not_who_was_cut_off(extractor):
    text = "“We were about to—” Ada Moor began, before the chairman, Ben Hale, cut her off: “Time.”"
    assert [quote.speaker for quote in extractor.extract(text)] == ["Ada Moor", "Ben Hale"]


def test_a_paper_that_is_not_the_one_quoting_keeps_its_own_words(extractor):
    text = "The newspaper called it “a leap in the dark”, and the Herald quoted Ben Hale as saying “we stay”."
    first, second = extractor.extract(text)
    assert first.speaker != "Ben Hale"
    assert second.speaker == "Ben Hale"


def test_who_goes_on_to_report_something_else_has_not_asked(extractor):
    text = "The drivers said they were tired. “Again? Now?” Manager Ada Moor said that the shift was legal."
    (quote,) = extractor.extract(text)
    assert quote.speaker != "Ada Moor"


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("“Will you stay?” the host asked Ada Moor. “Yes, until June.”", "Ada Moor"),
        ("“Do I regret it?” Ada Moor asked. “Not for a minute.”", "Ada Moor"),
        ("It rained. “Will you stay?” a reporter shouted. “Yes, until June.”", None),
    ],
)
def test_a_reporter_does_not_answer_the_question(extractor, text, answers):
    _, answer = extractor.extract(text)
    assert answer.speaker == answers


def test_short_paragraphs_bring_in_who_speaks_below(extractor):
    text = (
        "Coach Ada Moor was proud of her side.\n\n“We ran until we dropped.”\n\n"
        "The visiting captain, Ben Hale, saw it otherwise.\n\n“They kicked us.”\n\n“The referee slept.”"
    )
    assert [quote.speaker for quote in extractor.extract(text)] == ["Ada Moor", "Ben Hale", "Ben Hale"]


@pytest.mark.parametrize(
    ("headline", "words"),
    [
        ("Dam ‘was unsafe’, warns Moor", "was unsafe"),
        ("Moor: ‘I warned them three times’", "I warned them three times"),
        ("Harbour minister: ‘We will not sell the pier’", "We will not sell the pier"),
        ("Pier ‘was sold in secret’, minister tells board", "was sold in secret"),
    ],
)
def test_a_headline_that_says_whose_words_it_holds_is_read(extractor, headline, words):
    text = f"{headline}\n\nAda Moor, the harbour minister, spoke on Monday. “It was plain,” Moor said."
    first, _ = extractor.extract(text)
    assert (first.text, first.speaker) == (words, "Ada Moor")


def test_a_headline_means_whom_the_article_names_beside_the_same_office(extractor):
    text = (
        "Dam ‘was no accident’, engineer tells inquiry\n\n"
        "The engineer of the old dam, Ada Moor, gave evidence on Monday. “It was plain,” Moor said."
    )
    assert [quote.speaker for quote in extractor.extract(text)] == ["Ada Moor", "Ada Moor"]


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “fast track” is closed, and Ada Moor left.",
        "Critics dislike the term “woke” and left with Ada Moor.",
    ],
)
def test_terms_are_nobodys_words(extractor, text):
    assert extractor.extract(text) == []


def test_a_label_of_an_office_in_capitals_stays_whole(extractor):
    text = (
        "PRIME MINISTER: The floods took everything.\n\nREPORTER: Will you pay?\n\n"
        "PRIME MINISTER: We will.\n\nREPORTER: When?"
    )
    assert [quote.speaker for quote in extractor.extract(text)][:2] == ["PRIME MINISTER", "REPORTER"]


def test_questions_and_answers_may_be_marked_with_full_stops(extractor):
    text = "Ada Moor keeps the light.\n\nQ. Why?\n\nA. Nobody else would.\n\nQ. And now?\n\nA. We stay."
    assert [quote.speaker for quote in extractor.extract(text)] == ["Q", "Ada Moor", "Q", "Ada Moor"]
