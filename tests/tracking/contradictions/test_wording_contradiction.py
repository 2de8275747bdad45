"""Wordings that are nearly the same and say two things."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quotes.tracking.contradictions.wording_contradiction import contradict

TWO_CLAIMS = [
    ("We will rebuild the bridge this year.", "We will not rebuild the bridge this year."),
    ("We will rebuild the bridge this year.", "We won't rebuild the bridge this year."),
    ("We will rebuild the bridge this year.", "We will never rebuild the bridge this year."),
    ("It is possible to rebuild the bridge.", "It is impossible to rebuild the bridge."),
    ("You are useful to the council.", "You are useless to the council."),
    ("We will build 300 homes in ten years.", "We will build 500 homes in 10 years."),
    ("We will spend 3 million on the bridge.", "We will spend 3 billion on the bridge."),
    ("We lost 3.5 percent of our trade.", "We lost 35% of our trade."),
    ("We meet on May 5 to talk.", "We meet on May 6 to talk."),
    ("We will build a bridge in Velden first.", "We will build a bridge in Tarnholm first."),
    ("We have spoken to Ada Fenn about it.", "We have spoken to Per Moor about it."),
    ("Iran will be asked by the council.", "Iraq will be asked by the council."),
    ("They live in Austria, all of them.", "They live in Australia, all of them."),
    ("They live in Austria now, all of them.", "They live in Australia still, all of them."),
    ("We have spoken to Minister Fenn about it.", "We have spoken to Minister Moor about it."),
    ("We meet on Monday to talk.", "We meet on Tuesday to talk."),
    ("We will build 105 homes.", "We will build one hundred and six homes."),
    ("We will build a dozen homes.", "We will build 13 homes."),
    ("It is their third bridge.", "It is their 4th bridge."),
    ("We built it in 2019-20, all of it.", "We built it in 2019-2021, all of it."),
    ("We will build 20 homes.", "We will build 2020 homes."),
    ("We meet at 9:30 to talk.", "We meet at 10:30 to talk."),
    ("They live in Niger, all of them.", "They live in Nigeria, all of them."),
]
ONE_CLAIM = [
    ("We can't rebuild the bridge.", "We cannot rebuild the bridge."),
    ("We will never rebuild the bridge.", "We won't ever rebuild the bridge."),
    ("It is not possible to rebuild it.", "It is impossible to rebuild it."),
    ("We have neither the money nor the time.", "We do not have the money or the time."),
    ("Not one of us wants the bridge.", "None of us want the bridge."),
    ("We will build five million homes.", "We will build 5,000,000 homes."),
    ("We lost twenty-five percent of it.", "We lost 25% of it."),
    ("We will build one hundred and five homes.", "We will build 105 homes."),
    ("We will build two hundred and fifty homes.", "We will build 250 homes."),
    ("We spent two million three hundred thousand.", "We spent 2,300,000."),
    ("We spent two hundred and fifty thousand.", "We spent 250,000."),
    ("It is their third bridge.", "It is their 3rd bridge."),
    ("It is their first bridge.", "It is their 1st bridge."),
    ("It is their twenty-second bridge.", "It is their 22nd bridge."),
    ("We will build a dozen homes.", "We will build 12 homes."),
    ("We will build two dozen homes.", "We will build 24 homes."),
    ("We built it in 2019-20, all of it.", "We built it in 2019–2020, all of it."),
    ("We built it in 2019/20, all of it.", "We built it in 2019–2020, all of it."),
    ("We built it in ’98, all of it.", "We built it in 1998, all of it."),
    ("We spent 3.50 on a million boats.", "We spent 3.5 on one million boats."),
    ("We will build 300 homes in ten years.", "We will build homes in ten years."),
    ("Another winter will break the piers.", "One more winter will break the piers."),
    ("He will rebuild the bridge.", "[Marrek] will rebuild the bridge."),
    ("They blew up the bridge in Velden.", "They blew up the bridge [there]."),
    ("We asked Qaddafi for a bridge.", "We asked Gaddafi for a bridge."),
    ("We asked the Tarnian council.", "We asked the Tarn council."),
    ("We asked all Ukrainians for help.", "We asked all of Ukraine for help."),
    ("Ask the British government.", "Ask the government of Britain."),
    ("Only the Russian army can.", "Only Russia's army can."),
    ("We told the President to go.", "We told Orlin to go."),
    ("We told Prime Minister Orlin to go.", "We told Mr. Orlin to go."),
    ("Ask the United States for help.", "Ask America for help."),
    ("We will rebuild it in Velden and Tarn.", "We will rebuild it in Tarn and Velden."),
    ("We need the bridge. Roads are not enough.", "We need the bridge. Streets are not enough."),
    ("We will rebuild it, and not the ferry that is older, now.", "We will rebuild it now."),
    ("ASK THEM IN VELDEN.", "ASK THEM IN TARN."),
]


@pytest.mark.parametrize(("one", "other"), TWO_CLAIMS)
def test_two_claims(one: str, other: str) -> None:
    assert contradict(one, other)
    assert contradict(other, one)


@pytest.mark.parametrize(("one", "other"), ONE_CLAIM)
def test_one_claim(one: str, other: str) -> None:
    assert not contradict(one, other)
    assert not contradict(other, one)


@pytest.mark.parametrize(
    "number", ["one " + "trillion " * 90_000, "9" * 1_000_001, "0." + "1" * 1_000_001], ids=lambda _: ""
)
def test_numbers_beyond_all_counting_are_compared(number: str) -> None:
    assert contradict(f"We will build {number} homes.", "We will build five homes.")


LONG = 8000


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (["bridge"] * LONG, ["ferry"] * LONG),
        (["Fenn", "bridge"] * (LONG // 2), ["Fenn", "ferry"] * (LONG // 2)),
        ([f"the Fenn{at}" for at in range(LONG // 2)], [f"our Fenn{at}" for at in range(LONG // 2)]),
    ],
    ids=["one long place", "many places", "many numbers"],
)
def test_long_texts_are_compared_fast(
    one: list[str], other: list[str], seconds: Callable[..., float]
) -> None:
    assert seconds(contradict, " ".join(one), " ".join(other)) < 0.5
