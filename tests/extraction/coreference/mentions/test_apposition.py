from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“We had no choice,” its mayor, Ivo Marrek, said on Friday.", "Ivo Marrek"),
        (
            "A spokesman for the fishermen, Olof Brandt, was more cautious. “A ferry will do,” he said.",
            "Olof Brandt",
        ),
        (
            "“A choice,” said Agnes Tolve.\n\nIt is, the engineer, Lena Ostby, said. “It will,” she said.",
            "Lena Ostby",
        ),
        (
            (
                "Rain fell. Adviser to the head of the board for piers and director of the old lighthouse, "
                "Ivo Marrek, said “no”. “No,” the adviser to the head of the board added."
            ),
            "Ivo Marrek",
        ),
    ],
)
def test_a_description_is_whom_the_name_between_commas_names(extractor, text, speaker):
    assert extractor.extract(text)[-1].speaker == speaker


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("[P Ada Moor], chair of the <[O Brune Harbour Board]> said “no”.", "Ada Moor"),
        ("[P Ada Moor], 41, former chair of <[O Brune Harbour Board]>, said “no”.", "Ada Moor"),
        ("[P Ada Moor], a friend of the pier, left. The <[O Brune Harbour Board]> said “no”.",
         "Brune Harbour Board"),
        ("In a letter to [P Ada Moor], the <[O Brune Harbour Board]> said “no”.", "Brune Harbour Board"),
    ],
)  # fmt: skip
def test_a_body_that_closes_a_role_is_not_who_speaks(article, marked, name):
    assert article(marked).names() == [name]
