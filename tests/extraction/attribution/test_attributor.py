"""Who is the source of a passage: the shipped weights on Docs parsed by hand, and the ranker's workings."""

from __future__ import annotations

import pytest

from quotes.extraction.attribution.attributor import Attributor, shipped_weights
from quotes.extraction.attribution.options import NOBODY


def sources(doc) -> list[str | None]:
    """The mention of each passage's source; None where the source is unknown or nobody."""
    return [
        None if found.mention is None else doc[found.mention.start : found.mention.end].text
        for found in Attributor().attribute(doc)
    ]


def cues(doc) -> list[str | None]:
    return [
        None if found.cue is None else doc[slice(*found.cue)].text for found in Attributor().attribute(doc)
    ]


STAY = "“ We/PRON/nsubj>stay will/AUX/aux>stay stay/VERB/ccomp>said here/ADV/advmod>stay , ”"
STAY_AFTER = "“ We/PRON/nsubj>stay will/AUX/aux>stay stay/VERB/ccomp>said here/ADV/advmod>stay . ”"
ADA = "{PERSON Ada/PROPN/nsubj>said Moor/PROPN/flat>Ada }"


@pytest.mark.parametrize(
    ("notation", "source", "cue"),
    [
        pytest.param(f"{STAY} {ADA} said/VERB .", "Ada Moor", "said", id="after the passage"),
        pytest.param(f"{STAY} said/VERB {ADA} .", "Ada Moor", "said", id="inverted"),
        pytest.param(f"{ADA} said/VERB : {STAY_AFTER}", "Ada Moor", "said", id="before, with a colon"),
        pytest.param(f"{ADA} said/VERB , {STAY_AFTER}", "Ada Moor", "said", id="before, with a comma"),
        pytest.param(f"{STAY} she/PRON/nsubj>said said/VERB .", "she", "said", id="a pronoun"),
        pytest.param(
            f"{STAY} the/DET/det>keeper keeper/NOUN/nsubj>said said/VERB .",
            "the keeper",
            "said",
            id="a description",
        ),
        pytest.param(
            f"{STAY} said/VERB {ADA} , a/DET/det>keeper keeper/NOUN/appos>Ada "
            "at/ADP/case>pier the/DET/det>pier "
            "pier/NOUN/nmod>keeper .",
            "Ada Moor",
            "said",
            id="with an apposition",
        ),
        pytest.param(
            f"{STAY} {ADA} , a/DET/det>keeper keeper/NOUN/appos>Ada , said/VERB .",
            "Ada Moor",
            "said",
            id="with an aside before the verb",
        ),
        pytest.param(
            "{PERSON Ada/PROPN/nsubj>told Moor/PROPN/flat>Ada } told/VERB {PERSON Ben/PROPN/iobj>told "
            "Hale/PROPN/flat>Ben } : “ We/PRON/nsubj>stay will/AUX/aux>stay stay/VERB/ccomp>told . ”",
            "Ada Moor",
            "told",
            id="telling somebody else",
        ),
        pytest.param(
            "“ We/PRON/nsubj>stay will/AUX/aux>stay stay/VERB/ccomp>told , ” {PERSON Ada/PROPN/nsubj>told "
            "Moor/PROPN/flat>Ada } told/VERB {PERSON Ben/PROPN/iobj>told Hale/PROPN/flat>Ben } .",
            "Ada Moor",
            "told",
            id="telling somebody else, after",
        ),
        pytest.param(
            "According/VERB/case>Moor to/ADP/fixed>According {PERSON Ada/PROPN/compound>Moor "
            "Moor/PROPN/obl>stay } , "
            "“ we/PRON/nsubj>stay will/AUX/aux>stay stay/VERB/ROOT here/ADV/advmod>stay . ”",
            "Ada Moor",
            "According to",
            id="according to",
        ),
        pytest.param(
            "The/DET/det>Council {ORG Tarn/PROPN/compound>Council Council/PROPN/nsubj>said } "
            "said/VERB in/ADP/case>statement a/DET/det>statement statement/NOUN/obl>said : "
            "“ We/PRON/nsubj>stay "
            "stay/VERB/ccomp>said . ”",
            "Tarn Council",
            "said",
            id="an organization",
        ),
        pytest.param(
            "“ The/DET/det>pier pier/NOUN/nsubj>unsafe is/AUX/cop>unsafe unsafe/ADJ/ccomp>said , ” "
            "the/DET/det>report report/NOUN/nsubj>said said/VERB .",
            "the report",
            "said",
            id="a document",
        ),
        pytest.param(
            f"{ADA} said/VERB the/DET/det>pier pier/NOUN/nsubj>was was/AUX/ccomp>said "
            "“ beyond/ADP/case>repair repair/NOUN/obl>was ” and/CCONJ/cc>leave "
            "she/PRON/nsubj>leave would/AUX/aux>leave "
            "leave/VERB/conj>was .",
            "Ada Moor",
            "said",
            id="a fragment within a sentence",
        ),
    ],
)
def test_the_source_stands_where_news_puts_it(notation, source, cue, parsed):
    doc = parsed(notation)
    assert sources(doc) == [source]
    assert cues(doc) == [cue]


@pytest.mark.parametrize(
    "notation",
    [
        pytest.param(f"“ No/INTJ/ccomp>said , ” said/VERB {ADA} .", id="a comma within the marks"),
        pytest.param(f"“ No/INTJ/ccomp>said ” , said/VERB {ADA} .", id="a comma behind the marks"),
        pytest.param(f"“ Now/ADV/ccomp>said ? ” {ADA} said/VERB .", id="a question"),
        pytest.param(
            f"They/PRON left/VERB . “ No/INTJ/ccomp>said , ” said/VERB {ADA} .", id="after a sentence"
        ),
    ],
)
def test_a_word_that_a_plain_tag_follows_is_said(notation, parsed):
    assert sources(parsed(notation)) == ["Ada Moor"]


@pytest.mark.parametrize(
    ("notation", "said"),
    [
        pytest.param("Pier/NOUN ¶ It/PRON rained/VERB . “ We/PRON sold/VERB it . ”", True, id="a sentence"),
        pytest.param("Pier/NOUN ¶ It/PRON rained/VERB . “ Again ? ”", True, id="a question"),
        pytest.param("Pier/NOUN ¶ He/PRON cut in/ADP : “ Time . ”", True, id="a word behind a colon"),
        pytest.param("Pier/NOUN ¶ It/PRON rained/VERB . “ Lost Pier . ”", False, id="capitals"),
        pytest.param("Pier/NOUN ¶ It/PRON was a/DET “ sold/VERB out . ”", False, id="part of a sentence"),
    ],
)
def test_what_is_a_whole_sentence_between_marks_is_said_whatever_the_ranker_thinks(notation, said, parsed):
    doc = parsed(notation)
    (decided,) = Attributor({"nobody": 9.0}).attribute(doc)
    assert (decided.label != NOBODY) == said


def test_a_name_with_hyphens_is_as_plain_a_tag(parsed):
    doc = parsed(
        "“ Tests/NOUN/dep>wrote , ” {PERSON Ada/PROPN/dep>wrote Lund/PROPN/nsubj>wrote "
        "- Moor/PROPN/flat>Lund - Berg/PROPN/flat>Lund } wrote/VERB ."
    )
    assert sources(doc) == ["Ada Lund-Moor-Berg"]


def test_the_second_half_of_an_interrupted_quotation_is_whose_the_first_half_is(parsed):
    doc = parsed(
        "“ The/DET/det>tests tests/NOUN/dep>wrote , ” wrote/VERB they/PRON/nsubj>wrote , "
        "“ failed/VERB/parataxis>wrote . ”"
    )
    first, second = sources(doc)
    assert first == second
    assert first is not None


def test_the_cue_is_the_reporting_verb_between_where_the_tree_ties_another(parsed):
    doc = parsed(
        f"{ADA.replace('said', 'rebuilt')} said/VERB/acl>Ada that/SCONJ/mark>rebuilt it/PRON/nsubj>rebuilt "
        "“ will/AUX/aux>rebuilt never/ADV/advmod>rebuilt ” be/AUX/aux>rebuilt rebuilt/VERB ."
    )
    assert cues(doc) == ["said"]


def test_an_attribution_inside_a_sentence_holds_for_both_its_parts(parsed):
    doc = parsed(
        "“ The/DET/det>pier pier/NOUN/nsubj>stay , ” {PERSON Ada/PROPN/nsubj>said "
        "Moor/PROPN/flat>Ada } said/VERB , "
        "“ will/AUX/aux>stay stay/VERB/ccomp>said . ”"
    )
    assert sources(doc) == ["Ada Moor", "Ada Moor"]


def test_a_passage_without_a_cue_carries_on_the_one_before(parsed):
    doc = parsed(
        f"{STAY} {ADA} said/VERB . “ Nobody/PRON/nsubj>move will/AUX/aux>move "
        "move/VERB/parataxis>said us/PRON/obj>move . ”"
    )
    assert sources(doc) == ["Ada Moor", "Ada Moor"]


def test_each_of_two_speakers_has_their_own_words(parsed):
    doc = parsed(
        f"{STAY} {ADA} said/VERB . ¶ “ You/PRON/nsubj>go will/AUX/aux>go go/VERB/ccomp>said , ” "
        "said/VERB {PERSON Ben/PROPN/nsubj>said Hale/PROPN/flat>Ben } ."
    )
    assert sources(doc) == ["Ada Moor", "Ben Hale"]


def test_a_quotation_over_several_paragraphs_has_the_source_that_one_of_them_names(parsed):
    doc = parsed(
        "“ We/PRON/nsubj>built built/VERB this/DET/det>pier pier/NOUN/obj>built . ¶ "
        "“ Our/PRON/nmod:poss>sons sons/NOUN/nsubj>kept kept/VERB it/PRON/obj>kept . ¶ "
        "“ Nobody/PRON/nsubj>take will/AUX/aux>take take/VERB/ccomp>said it/PRON/obj>take , ” "
        "said/VERB {PERSON Ada/PROPN/nsubj>said Moor/PROPN/flat>Ada } ."
    )
    assert sources(doc) == ["Ada Moor"] * 3
    first, second, third = Attributor().attribute(doc)
    assert first.mention is second.mention is third.mention


def test_a_transcripts_turn_has_the_label_before_it(parsed):
    doc = parsed("“ MOOR/PROPN/dep>Stay : Stay/VERB here/ADV/advmod>Stay . ”")
    assert sources(doc) == ["MOOR"]


@pytest.mark.parametrize(
    "notation",
    [
        pytest.param(
            "{PERSON Ada/PROPN/nsubj>sang Moor/PROPN/flat>Ada } sang/VERB in/ADP/case>musical "
            "the/DET/det>musical musical/NOUN/obl>sang “ The/DET/det>Pier Old/PROPN/amod>Pier "
            "Pier/PROPN/appos>musical ” .",
            id="the title of a work",
        ),
        pytest.param(
            "{PERSON Ada/PROPN/nsubj>lives “ Salty/PROPN/nmod:desc>Ada ” Moor/PROPN/flat>Ada } "
            "lives/VERB "
            "in/ADP/case>Tarn {GPE Tarn/PROPN/obl>lives } .",
            id="a nickname",
        ),
    ],
)
def test_titles_and_nicknames_quote_nobody(notation, parsed):
    assert [found.label for found in Attributor().attribute(parsed(notation))] == [NOBODY]


def test_without_passages_there_is_nothing_to_attribute(parsed):
    assert Attributor().attribute(parsed("Nobody/PRON/nsubj>spoke spoke/VERB .")) == []


# ---------------------------------------------------------------------- the ranker's workings


@pytest.fixture
def two_people(parsed):
    return parsed(
        f"{ADA} said/VERB {STAY_AFTER} {{PERSON Ben/PROPN/nsubj>left Hale/PROPN/flat>Ben }} "
        "left/VERB/parataxis>said ."
    )


def test_a_score_is_the_sum_of_the_weights_of_the_features_there():
    assert Attributor({"a": 1.5, "b": -1.0, "c": 9.0}).score(["a", "b", "unheard of"]) == 0.5


def test_without_weights_all_options_are_equally_likely(two_people):
    (found,) = Attributor({}).attribute(two_people)
    probabilities = {round(probability, 6) for _, probability in found.ranking}
    assert len(probabilities) == 1
    assert found.quoted == pytest.approx(1 - 1 / len(found.ranking))


def test_the_ranking_names_everybody_near_then_nobody_and_somebody_unknown(two_people):
    (found,) = Attributor({}).attribute(two_people)
    names = [
        option.label if option.mention is None else two_people[option.mention.start : option.mention.end].text
        for option, _ in found.ranking
    ]
    assert sorted(names) == ["Ada Moor", "Ben Hale", "nobody", "unknown"]


def test_the_ranking_is_a_probability_distribution_the_likeliest_first(two_people):
    (found,) = Attributor().attribute(two_people)
    probabilities = [probability for _, probability in found.ranking]
    assert sum(probabilities) == pytest.approx(1)
    assert probabilities == sorted(probabilities, reverse=True)
    assert found.probability == probabilities[0]


def test_a_hand_made_weight_decides(two_people):
    (found,) = Attributor({"nobody": 50.0}).attribute(two_people)
    assert (found.label, found.mention, found.cue) == (NOBODY, None, None)
    (found,) = Attributor({"unknown nobody": 50.0}).attribute(two_people)
    assert (found.label, found.mention, found.cue) == ("unknown", None, None)
    assert found.quoted == pytest.approx(1)


def test_very_large_weights_do_not_overflow(two_people):
    (found,) = Attributor({"nobody": 1e6}).attribute(two_people)
    assert found.probability == pytest.approx(1)


def test_the_shipped_weights_are_many_and_finite():
    weights = shipped_weights()
    assert len(weights) > 1_000
    assert all(abs(weight) < 50 for weight in weights.values())
    assert not any(feature.startswith("#") or "\t" in feature for feature in weights)
