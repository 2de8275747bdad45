"""Texts of extremes end in time that grows with their length: not sixty-four times for eight times the text.

The sizes are small, so that the tests are quick; what they hold for, a megabyte of quotation marks or a
sentence of 100,000 words, takes as many times longer as it is larger.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import product
from string import ascii_lowercase

import pytest

from quotes.extraction.attribution.attributor import Attributor

TIMES = 8
MOST = 2.0 * TIMES

TEXTS: dict[str, tuple[Callable[[int], str], int]] = {
    "straight marks": (lambda size: '"' * size, 3_000),
    "straight marks with spaces": (lambda size: '" ' * size, 2_000),
    "pairs of curly marks": (lambda size: "“”" * size, 1_500),
    "pairs of curly marks with spaces": (lambda size: "“ ” " * size, 1_500),
    "opening marks with a word each": (lambda size: "“a " * size, 1_500),
    "apostrophes": (lambda size: "'" * size, 3_000),
    "one word": (lambda size: "a" * size, 100_000),
    "one word in quotation marks": (lambda size: f"“{'a' * size},” she said.", 50_000),
    "blank lines": (lambda size: "“We stay,” she said." + "\n" * size, 50_000),
    "spaces": (lambda size: "“We stay,”" + " " * size + "she said.", 50_000),
    "one sentence": (lambda size: "Ada Moor said " + "we stay and you go and " * size, 400),
    "one quoted sentence": (lambda size: f"“{'We stay and you go and ' * size},” said Ada Moor.", 250),
    "one sentence of fragments": (lambda size: "Ada Moor called it “firm” and “fair” and " * size, 30),
    "paragraphs with quotes": (lambda size: "“We stay here,” said Ada Moor.\n" * size, 50),
    "paragraphs never closed": (lambda size: "“We stay here.\n" * size, 50),
    "one paragraph of fragments": (lambda size: "The “firm” mood of “fair” towns. " * size, 60),
    "one sentence of hearers": (lambda size: "They were told by the agency “we stay”, and " * size, 40),
    "one sentence of pronouns": (
        lambda size: "The agency said “we stay” and it said “go” and " * size,
        30,
    ),
    "one sentence of denials": (lambda size: "Ada Moor denied that she had said “we stay” and " * size, 30),
    "one headline": (
        lambda size: "Hall ‘was unsafe’, Ada Moor says, and " * size + "\nIt rained.",
        30,
    ),
    "fakes": (
        lambda size: "A doctored clip is out. In it, Moor says: “We stay.” It is fake. " * size,
        30,
    ),
    "closing marks": (lambda size: "“We stay” " * size + "”" * size, 60),
    "words with hyphens": (lambda size: "“We stay,” " + "a-" * size + "a said Ada Moor.", 400),
    "primes": (lambda size: "″" * size, 3_000),
    "corner marks": (lambda size: "「a」" * size, 200),
    "entities": (lambda size: "&amp;quot;" * size, 2_000),
    "characters read wrongly": (lambda size: "“JosÃ© said â€” no. " * size, 100),
    "lines broken at a width": (lambda size: "we go on and on and on and on here and we\n" * size, 300),
    "credits": (lambda size: "“We stay.” — Ada Moor, The Courier\n" * size, 60),
    "paragraphs under one credit": (lambda size: "“We stay.\n" * size + "We stay.”\n— Ada Moor", 100),
    "dashes before names": (lambda size: " — Ada Moor (@ada) May 3, 2021" * size, 60),
    "father and son": (
        lambda size: "Dan Quill Jr. met Dan Quill Sr. here.\n" + "“We stay,” said Quill Jr. today.\n" * size,
        40,
    ),
    "questions and answers": (lambda size: "Ada Moor spoke.\n" + "Q: Why?\nA: Ada Moor left.\n" * size, 40),
    "days to come told as past": (lambda size: "On May 9, 2024, the council “met” and " * size, 40),
    "paragraphs with pronouns": (lambda size: "“We stay,” she said on Sunday.\n" * size, 50),
}


@pytest.fixture(scope="module", autouse=True)
def warmed(extractor):
    """What is loaded when first needed does not count."""
    assert extractor.extract("“We stay,” said Ada Moor on Sunday.", date(2024, 5, 3))


@pytest.mark.parametrize("name", TEXTS)
def test_extraction_of_a_text_of_nothing_but(name, extractor, seconds):
    make, size = TEXTS[name]
    short, long = make(size), make(TIMES * size)
    before = min(seconds(extractor.extract, short, date(2024, 5, 3)) for _ in range(2))
    assert seconds(extractor.extract, long, date(2024, 5, 3)) < MOST * before + 0.2


def names(count: int) -> list[str]:
    syllables = ["".join(letters) for letters in product("bdgklmnrst", "aeiou")]
    firsts = [f"{one}{two}".capitalize() for one, two in product(syllables, syllables)]
    return [f"{first} {first[::-1].capitalize()}{letter}" for first in firsts for letter in ascii_lowercase][
        :count
    ]


def test_extraction_of_a_text_that_quotes_somebody_else_each_time(extractor, seconds):
    def text(count: int) -> str:
        return "\n".join(f"“We stay here,” said {name}." for name in names(count))

    before = min(seconds(extractor.extract, text(60), None) for _ in range(2))
    assert seconds(extractor.extract, text(TIMES * 60), None) < MOST * before + 0.2


def test_attribution_within_one_very_long_sentence_with_many_fragments(parsed, seconds):
    def doc(count: int):
        return parsed(
            "{PERSON Ada/PROPN/nsubj>said } said/VERB "
            + " ".join(
                f"very/ADV/advmod>said “ old{number} ” very/ADV/advmod>said" for number in range(count)
            )
        )

    short, long = doc(100), doc(TIMES * 100)
    before = min(seconds(Attributor().attribute, short) for _ in range(2))
    assert seconds(Attributor().attribute, long) < MOST * before + 0.2
