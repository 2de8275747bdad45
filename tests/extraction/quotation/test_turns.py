"""Interviews and transcripts. The tables read: a text, and its turns as (label, words)."""

from __future__ import annotations

import pytest

from quotes.extraction.quotation.turns import find_turns
from quotes.extraction.text.paragraphs import split_paragraphs


def turns(text: str) -> list[tuple[str, str]]:
    return [
        (text[slice(*turn.label)], text[turn.passage.start : turn.passage.end])
        for turn in find_turns(text, split_paragraphs(text))
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("MOOR: ", "HALE: ", id="surnames in capitals"),
        pytest.param("ADA MOOR: ", "BEN HALE: ", id="names in capitals"),
        pytest.param("O'HARA: ", "VAN-DAAL: ", id="names with apostrophe and hyphen"),
        pytest.param("MOOR (laughing): ", "HALE (on tape): ", id="with a remark"),
        pytest.param("Ada Moor: ", "Ben Hale: ", id="names"),
        pytest.param("Q: ", "A: ", id="question and answer"),
        pytest.param("Q. ", "A. ", id="with full stops"),
        pytest.param("**Question:** ", "**Answer:** ", id="in bold"),
    ],
)
def test_each_paragraph_after_a_label_is_a_turn(one, other):
    text = f"{one}Did you see it?\n\n{other}Twice.\n\n{one}And now?\n\n{other}Now we stay."
    first, second = one.strip(" *_:.").split(" (")[0], other.strip(" *_:.").split(" (")[0]
    assert turns(text) == [
        (first, "Did you see it?"),
        (second, "Twice."),
        (first, "And now?"),
        (second, "Now we stay."),
    ]


TALK = "MOOR: Did you see it?\nHALE: Twice.\nMOOR: And now?\nHALE: Now we stay.\n"


def test_a_paragraph_without_a_label_goes_on_with_the_turn_before():
    text = TALK.replace("Twice.", "Twice.\nOnce in the dark.")
    assert turns(text)[1:3] == [("HALE", "Twice."), ("HALE", "Once in the dark.")]
    second, third = find_turns(text, split_paragraphs(text))[1:3]
    assert (second.passage.continues, third.passage.continues) == (False, True)


def test_what_stands_before_the_first_label_and_after_the_last_is_no_turn():
    assert turns(f"The pier fell in May.\n{TALK}The tape ends here.\n") == turns(TALK)


def test_stage_directions_are_no_turns():
    assert turns(TALK.replace("HALE: Twice.", "HALE: Twice.\n(APPLAUSE)\n[Music.]")) == turns(TALK)


def test_turns_have_no_marks_of_their_own():
    assert all(
        not turn.passage.opened and not turn.passage.closed
        for turn in find_turns(TALK, split_paragraphs(TALK))
    )


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="no text"),
        pytest.param(
            "Correction: The pier fell in June.\nMOOR: I said so.\n", id="labels that do not come back"
        ),
        pytest.param("MOOR: One.\nMOOR: Two.\nMOOR: Three.\nMOOR: Four.\n", id="one speaker"),
        pytest.param("MOOR: One.\nHALE: Two.\nMOOR: Three.\n", id="too few turns"),
        pytest.param(
            "MOOR: One.\nHALE: Two.\n" + "The pier fell again.\n" * 9 + "MOOR: Three.\nHALE: Four.\n",
            id="labels far between",
        ),
        pytest.param("At 10:30 we left.\nAt 11:30 we came.\n" * 3, id="times of day"),
    ],
)
def test_other_articles_have_no_turns(text):
    assert turns(text) == []


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("The pier fell.\nMOOR: “The pier is gone.”\nA new one will be built.", "MOOR"),
        ('The pier fell.\n\nAda Moor: "The pier is gone. It fell."\n\nA new one comes.', "Ada Moor"),
        ("The pier fell, Ada Moor said.\n\nMoor: “The pier is gone.”", "Moor"),
    ],
)
def test_a_label_before_a_paragraph_in_marks_stands_alone(text, label):
    (turn,) = find_turns(text, split_paragraphs(text))
    assert text[slice(*turn.label)] == label
    assert text[turn.passage.start : turn.passage.end].strip('“”"') in text
    assert text[turn.passage.start] in '“"'


@pytest.mark.parametrize(
    "text",
    [
        "Note: “The pier is gone.”",
        "Moor: “The pier is gone.”",  # a word told of nowhere else
        "MOOR: “The Pier”",  # a title
        "MOOR: “The pier is gone,” she said. “It fell.”",
        "MOOR: The pier is gone.",
    ],
)
def test_other_words_before_a_colon_make_no_turn(text):
    assert find_turns(text, split_paragraphs(text)) == []


def test_a_full_name_and_its_surname_are_one_speaker():
    text = "HOST: Is it gone?\n\nADA MOOR: It is.\n\nHOST: Will you build?\n\nMOOR: We will."
    assert len(find_turns(text, split_paragraphs(text))) == 4
