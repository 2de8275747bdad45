"""Why a quote was given to its speaker, with the trained model."""

from __future__ import annotations

import math

import pytest

from quotes.extraction.explanation import Explanation

TEXT = "Ben Hale left early.\n\n“We will rebuild the bridge,” said Laura Mendes. He saw “The Old Pier” twice."


@pytest.fixture(scope="module")
def explanations(extractor) -> list[Explanation]:
    return extractor.explain(TEXT)


def test_there_is_one_for_each_quote(explanations, extractor):
    assert [explanation.quote for explanation in explanations] == extractor.extract(TEXT)


def test_the_one_taken_is_marked_and_the_likeliest_come_first(explanations):
    explanation = explanations[0]
    assert explanation.taken == 0
    assert explanation.candidates[0].text == "Laura Mendes"
    probabilities = [candidate.probability for candidate in explanation.candidates]
    assert probabilities == sorted(probabilities, reverse=True)
    assert 0 < sum(probabilities) <= 1 + 1e-9


def test_the_other_candidates_are_named(explanations):
    texts = [candidate.text for candidate in explanations[0].candidates]
    assert {"(nobody)", "(unknown)"} <= set(texts)


def test_a_score_is_the_sum_of_the_weights_shown_the_heaviest_first(explanations):
    for candidate in explanations[0].candidates:
        weights = [weight for _, weight in candidate.weights]
        assert math.isclose(candidate.score, sum(weights), abs_tol=1e-9)
        assert [abs(weight) for weight in weights] == sorted(map(abs, weights), reverse=True)


def test_turns_of_a_transcript_are_explained_too(extractor):
    talk = "MOOR: Did you see it?\nHALE: Twice.\nMOOR: And now?\nHALE: Now we stay.\n"
    found = extractor.explain(talk)
    assert [explanation.quote.text for explanation in found] == [
        "Did you see it?",
        "Twice.",
        "And now?",
        "Now we stay.",
    ]
    assert all(explanation.candidates == () and explanation.taken is None for explanation in found)


def test_a_text_that_quotes_nobody_has_none(extractor):
    assert extractor.explain("The bridge is closed.") == []
