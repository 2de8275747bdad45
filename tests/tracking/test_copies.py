"""Which articles are copies of one text."""

from __future__ import annotations

from quotes.tracking.copies import alike, copies, of_one_page, sketch

WIRE = """The bridge over the Wend fell into the river on Thursday night after weeks of rain. Nobody was hurt,
since the road had been closed in the morning, when a lorry driver saw a crack in the second pier and called
the harbour office. Mira Okonjo, the mayor, said that it would be rebuilt before the winter comes, and that
the ferry would run every hour until then. The council meets on Monday to find the money."""
OWN = """Wend has lost its bridge. Standing on the east bank with a wet umbrella, mayor Mira Okonjo promised
to have a new one before winter. Few of those around her believed it. The old one, built by convicts, stood
for two hundred years, and three councils in a row have put off its repair, as this paper often wrote."""


def test_an_agency_report_is_known_again_though_cut_and_headed_otherwise() -> None:
    cut = f"RIVERTON (KW) - {WIRE.rpartition('. ')[0]}."
    assert alike(sketch(WIRE), sketch(cut)) > 0.6
    assert copies([WIRE, OWN, cut, WIRE]) == [0, 1, 0, 0]


def test_two_reports_of_one_thing_are_two() -> None:
    assert alike(sketch(WIRE), sketch(OWN)) < 0.1
    assert copies([OWN, WIRE]) == [0, 1]


def test_copies_of_copies_are_one_group() -> None:
    sentences = WIRE.split(". ")
    first, second = ". ".join(sentences[:3]), ". ".join(sentences[1:])
    assert copies([first, second, WIRE]) == [0, 0, 0]


def test_short_and_empty_texts_have_sketches_too() -> None:
    assert copies([]) == []
    assert copies(["", "", "No."]) == [0, 0, 1]


def test_a_teaser_may_be_of_the_page_and_another_text_is_not():
    whole = "The council met in the old hall until midnight and then it voted for the bridge by nine to four."
    assert of_one_page("The council met in the old hall until midnight.", whole)
    assert not of_one_page(
        "Fishermen at the harbour waited in the rain for the ferry that never came.", whole
    )
