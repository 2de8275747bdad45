from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from quotes.extraction.assembly.confidence import calibrated, shipped_terms, terms
from quotes.extraction.attribution.options import Attribution
from quotes.extraction.coreference.antecedents.resolution import Resolution


def decided(probability: float = 0.9, quoted: float = 0.99) -> Attribution:
    return Attribution(
        passage=0, mention=None, label="mention", probability=probability, quoted=quoted, cue=None
    )


def named(**known: object) -> Resolution:
    return replace(Resolution("Ada Quill", "person", 0.95, mention_type="full_name"), **known)


@pytest.mark.parametrize("probability", [0.0, 1e-12, 0.3, 0.999999, 1.0])
@pytest.mark.parametrize("quoted", [0.0, 0.5, 1.0])
@pytest.mark.parametrize("resolution", [None, named(), named(score=0.0), named(score=1.0)])
def test_confidence_is_a_probability_whatever_the_stages_say(probability, quoted, resolution):
    assert 0 <= calibrated(decided(probability, quoted), resolution) <= 1


def test_a_surer_choice_of_the_source_gives_more_confidence():
    confidences = [calibrated(decided(tenths / 10), named()) for tenths in range(11)]
    assert all(less < more for less, more in pairwise(confidences))


def test_a_pronoun_whose_antecedent_is_doubtful_gives_less_confidence_than_a_full_name():
    doubtful = named(score=0.5, runner_up=0.45, mention_type="pronoun")

    assert calibrated(decided(), doubtful) < calibrated(decided(), named())


def test_a_quote_without_a_speaker_is_less_sure_than_one_with_a_name():
    assert calibrated(decided(), None) < calibrated(decided(), named())


def test_every_term_that_is_told_has_a_weight():
    told = {name for name, _ in terms(decided(), named(relayer="Cole Ames"))}

    assert told <= set(shipped_terms())
