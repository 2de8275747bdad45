"""How well names fit speakers."""

from __future__ import annotations

from typing import Any

import pytest

from quotes.reconciliation.scoring import Asked, Candidate, Scored, scored


def speaker(name: str, quotes: int = 5, *, kind: str = "person", other: str = "", **more: Any) -> Candidate:
    names = (name, *filter(None, [other]))
    return Candidate(name.lower().replace(" ", "-"), name, kind, quotes, names, **more)


def best(name: str, *candidates: Candidate, **known: Any) -> Scored:
    return scored(Asked(name, **known), candidates)[0]


LAURA = speaker("Laura Mendes", 40)
PEDRO = speaker("Pedro Mendes", 10)


@pytest.mark.parametrize("name", ["Laura Mendes", "LAURA MENDES", "Mayor Laura Mendes", "Laura Méndes"])
def test_a_whole_name_that_one_speaker_alone_has_is_a_match(name: str) -> None:
    found = best(name, LAURA, PEDRO)
    assert (found.candidate, found.score, found.match) == (LAURA, 100, True)


def test_a_name_of_two_is_a_match_of_neither() -> None:
    namesake = speaker("Laura Mendes", 2, description="a swimmer")
    found = scored(Asked("Laura Mendes"), [LAURA, namesake])
    assert [(one.score, one.match) for one in found] == [(90, False), (90, False)]


def test_a_role_puts_one_of_two_namesakes_first_and_leaves_a_doubt() -> None:
    swimmer = speaker("Laura Mendes", 2, roles=("Olympic swimmer",))
    found = best("Laura Mendes", LAURA, swimmer, roles=("swimmer",))
    assert (found.candidate, found.score, found.match) == (swimmer, 95, False)


def test_a_role_fits_by_whole_words() -> None:
    candidate = speaker("Laura Mendes", roles=("mayoral candidate",))
    assert best("Laura Mendes", candidate, PEDRO, roles=("mayor",)).by_name == 100
    assert (
        best("Laura P. Mendes", candidate, roles=("mayor",)).score == best("Laura P. Mendes", candidate).score
    )


def test_a_name_that_stands_for_several_is_no_match() -> None:
    found = best("Laura Mendes", speaker("Laura Mendes", in_doubt=True))
    assert (found.score, found.match) == (100, False)


def test_a_surname_gives_each_its_share_of_the_quotes_and_never_a_match() -> None:
    found = scored(Asked("Mendes"), [PEDRO, LAURA])
    assert [(one.candidate, one.score, one.match) for one in found] == [
        (LAURA, 40, False),
        (PEDRO, 10, False),
    ]
    assert not best("Moor", speaker("Ada Moor")).match
    assert not best("Moor", speaker("Moor")).match


def test_who_is_wholly_called_as_others_are_by_their_surname_gets_a_share_too() -> None:
    company = speaker("Moor", 1, kind="organization")
    found = scored(Asked("Moor"), [company, speaker("Ada Moor", 99)])
    assert [one.candidate.name for one in found] == ["Ada Moor", "Moor"]
    assert not any(one.match for one in found)


def test_a_name_that_may_be_another_form_scores_by_how_probable_that_is_and_is_no_match() -> None:
    found = best("Joe Vale", speaker("Joseph R. Vale"))
    assert 50 < found.score < 95
    assert not found.match


def test_a_fuller_name_beside_the_same_name_leaves_a_doubt() -> None:
    assert not best("Maria Mendes", speaker("Maria Mendes"), speaker("Ana Maria Mendes")).match


def test_a_son_is_another_unless_he_is_hardly_quoted() -> None:
    father, son = speaker("Georg Brandt", 100), speaker("Georg Brandt Jr.", 50)
    assert not best("Georg Brandt", father, son).match
    assert best("Georg Brandt", father, speaker("Georg Brandt Jr.", 3)).match
    assert best("Georg Brandt Jr.", father, son).candidate == son


def test_the_same_wikidata_id_is_proof_even_among_namesakes() -> None:
    listed = speaker("Laura Mendes", 1, wikidata="Q99")
    found = best("Laura Mendes", LAURA, listed, wikidata=frozenset({"Q99"}))
    assert (found.candidate, found.score, found.match) == (listed, 100, True)


def test_the_same_wikidata_id_under_an_unlike_name_is_no_match() -> None:
    listed = speaker("Ada Moor", wikidata="Q99")
    found = best("Laura Mendes", listed, wikidata=frozenset({"Q99"}))
    assert (found.score, found.match) == (100, False)


def test_another_wikidata_id_speaks_against_a_speaker() -> None:
    listed = speaker("Laura Mendes", wikidata="Q99")
    found = best("Laura Mendes", listed, wikidata=frozenset({"Q1"}))
    assert (found.score, found.match) == (50, False)


def test_a_person_is_never_taken_for_an_organization_but_a_group_may_be() -> None:
    group = speaker("Wend Watch", kind="group")
    assert scored(Asked("Laura Mendes", kinds=frozenset({"organization"})), [LAURA]) == []
    found = best("Wend Watch", group, kinds=frozenset({"organization"}))
    assert (found.score, found.match) == (90, False)
    assert scored(Asked("Wend Watch", kinds=frozenset({"Q5"})), [group]) == []


def test_an_id_is_as_good_as_a_name() -> None:
    numbered = Candidate("laura-mendes-2", "Laura Mendes", "person", 2, ("Laura Mendes",))
    found = best("laura-mendes-2", numbered)
    assert (found.candidate, found.score, found.match) == (numbered, 100, True)


def test_words_that_are_merely_shared_score_low_and_few_of_many_not_at_all() -> None:
    river = speaker("Wend River Authority", kind="organization")
    assert 10 <= best("River Authority", river).score <= 40
    assert scored(Asked("The keepers of the old river bank"), [river]) == []
