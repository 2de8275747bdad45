"""Where a name begins and ends, and what kind of name it is."""

from __future__ import annotations


def test_a_form_of_address_opens_a_persons_name(article):
    read = article("[P Cole Ames] left. They gave [O Sir Cole tens] of boats. <[O Sir Cole]> said “no”.")
    assert read.names() == ["Cole Ames"]


def test_a_small_syllable_belongs_to_the_name(article):
    read = article("<[P Kwon Min-seo]> said “no”.")
    assert read.names() == ["Kwon Min-seo"]


def test_two_places_that_go_together_end_a_bodys_name(article):
    read = article("<The [O Guild of England] and Wales> said “no”.")
    assert read.names() == ["Guild of England and Wales"]


def test_a_company_goes_with_and_without_its_suffix(article):
    read = article("[O Yakeb Limited] met. Boats of [P Yakeb] came. <[P Yakeb]> said “no”.")
    assert read.names() == ["Yakeb Limited"]
    assert read.kinds() == ["organization"]


def test_a_branch_used_once_does_not_name_the_body(article):
    read = article(
        "<[O Gull International]> said “no”. [O Gull International] left. "
        "A head of [O Gull International Iran] spoke."
    )
    assert read.names() == ["Gull International"]
