from __future__ import annotations

from datetime import date

import click
import pytest

from quotes.cli import main
from quotes.cli.reading.explaining import explained, explanation_of
from quotes.extraction import Mention, Quote, Span
from quotes.extraction.explanation import ExplainedCandidate, Explanation
from quotes.intake import Article, Incoming

QUOTE = Quote(
    text="It is a pity",
    spans=(Span(0, 14),),
    form="sentence",
    speaker="Lena Ostby",
    speaker_kind="person",
    mention=Mention("she", 15, 18),
    cue=None,
    said=None,
    confidence=0.93,
)
SHE = ExplainedCandidate("she", 4.0, 0.98, (("beside the cue", 3.0), ("subject", 1.0), ("pronoun", 0.5)))
MAYOR = ExplainedCandidate("the mayor", 0.5, 0.02, (("far", -1.0), ("pronoun", 0.5)))
EXPLANATION = Explanation(QUOTE, (SHE, MAYOR), 0, {"gender": 0.75})


class Explains:
    """Has the one explanation for any text."""

    def explain(
        self, text: str, published: date | None, author: str | None, modified: date | None
    ) -> list[Explanation]:
        given = (text, published, author, modified)
        assert given == ("“It is a pity,” she said.", None, "Hanne Brook", date(2024, 5, 4))
        return [EXPLANATION]


READ = Incoming("a", Article("“It is a pity,” she said.", author="Hanne Brook", modified=date(2024, 5, 4)))


def test_candidates_come_with_what_tells_the_first_two_apart():
    assert list(explained(EXPLANATION)) == [
        "“It is a pity”",
        "speaker: Lena Ostby (person), confidence 0.93",
        "named through “she”: gender 0.75",
        "",
        "   score  probability  candidate",
        "→   4.00        0.980  she",
        "    0.50        0.020  the mayor",
        "",
        "Features for and against “she”, beside “the mayor”:",
        "  weight   beside  feature",
        "   +3.00        ·  beside the cue",
        "       ·    -1.00  far",
        "   +1.00        ·  subject",
    ]


def test_a_speaker_named_by_a_label_was_not_weighed():
    assert list(explained(Explanation(QUOTE, (), None, {})))[-1] == (
        "The label before the turn names the speaker; no other candidate was considered."
    )


def test_the_quote_is_found_by_its_number_in_the_first_article():
    assert list(explanation_of(1, [READ, Incoming("b", None, "bad")], Explains())) == list(
        explained(EXPLANATION)
    )


@pytest.mark.parametrize(
    ("number", "incoming", "message"),
    [
        (2, [READ], "The article has 1 quote, so there is no number 2."),
        (1, [], "There is no article in the input."),
        (
            1,
            [Incoming("b", None, "the text is empty")],
            "The first article cannot be read: the text is empty.",
        ),
    ],
)
def test_what_cannot_be_explained_is_told(number, incoming, message):
    with pytest.raises(click.ClickException) as raised:
        explanation_of(number, incoming, Explains())
    assert raised.value.message == message


def test_the_command_explains_instead_of_extracting(runner):
    text = '{"text": "“We have no choice,” Mayor Ivo Marrek said on Friday."}'
    result = runner.invoke(main, ["extract", "--explain", "1"], input=text)
    assert result.exit_code == 0
    assert result.stdout.startswith("“We have no choice,”\nspeaker: Ivo Marrek (person), confidence ")
