"""Numbers in one form, however they are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.tracking.normalization import normal_words

ONE_VALUE = [
    ("5 boats", "five boats"),
    ("1,200 boats", "1200 boats", "one thousand two hundred boats", "twelve hundred boats", "1.2k boats"),
    ("one thousand, two hundred", "1,200"),
    ("two hundred and five thousand", "205,000"),
    ("two million three hundred thousand", "2,300,000", "2.3 million", "2.3m", "2.3 mn"),
    ("1.2bn", "1.2 bn", "1.2 billion", "1,200 million", "one point two billion"),
    ("two thirds", "two-thirds", "2/3", "⅔"),
    ("a third of it", "one third of it", "1/3 of it", "⅓ of it"),
    ("half of it", "a half of it", "one half of it", "½ of it", "0.5 of it"),
    ("three quarters", "three-fourths", "¾", "0.75"),
    ("half a million", "500,000", "0.5m", "½ million", "a half million"),
    ("a quarter of a million", "250,000"),
    ("two and a half million", "2½ million", "2.5 million", "2,500,000"),
    ("a million and a half", "1.5m"),
    ("three point one four", "3.14"),
    ("3.50", "3.5"),
    ("minus five", "-5", "−5"),
    ("a dozen", "twelve", "12"),
    ("half a dozen", "six", "6"),
    ("two dozen", "24"),
    ("twenty-third", "23rd", "twenty third"),
    ("a hundred and first", "101st", "one hundred-and-first"),
    ("first", "1st"),
    ("one", "1"),
    ("£5m", "£5 million", "5 million pounds", "five million pounds", "£5,000,000"),
    ("$1.5bn", "$1.5 billion", "1.5 billion dollars", "$1.5b", "a billion and a half dollars"),
    ("€3.50", "3.5 euros", "3.50€"),
    ("50p", "50 pence", "fifty pence"),
    ("the 1990s", "the '90s", "the ’90s", "the 90s", "the nineties", "the nineteen-nineties", "the 1990's"),
    ("the 1870s", "the eighteen seventies"),
    ("in ’98", "in 1998", "in nineteen ninety-eight"),
    ("in ’08", "in 2008", "in two thousand and eight"),
    ("nineteen oh five", "1905"),
    ("twenty twenty", "2020"),
    ("twice the size", "two times the size", "2 times the size"),
    ("5%", "5 per cent", "five percent", "five per cent"),
    ("9 o'clock", "nine o’clock"),
]
TWO_VALUES = [
    ("five", "six"),
    ("fifteen", "fifty"),
    ("1.2 bn", "1.2 m"),
    ("3.5", "35"),
    ("5", "5%"),
    ("£5", "$5"),
    ("£5", "5"),
    ("50p", "£50"),
    ("-5", "5"),
    ("a third of it", "a quarter of it"),
    ("a third time", "a third of the time"),
    ("two thirds", "two third-rate men"),
    ("the '90s", "the '80s"),
    ("the 1990s", "the 1890s"),
    ("the 1920s", "the 2020s"),
    ("'98", "1988"),
    ("9/11", "911"),
    ("9/12", "three quarters"),
    ("1.000", "1"),
    ("1.000", "1000"),
    ("007", "7"),
    ("20 000", "20"),
    ("45 million and 33 million", "78 million"),
    ("two thousand, five of them", "2,005 of them"),
    ("of twenty, five left", "of twenty-five left"),
    ("twenty to five", "twenty-five"),
    ("5k", "5 metres"),
    ("5 m high", "5 million high"),
    ("the hundreds", "the 100"),
    ("a few hundred", "a hundred"),
    ("9.30", "930"),
]


@pytest.mark.parametrize("texts", ONE_VALUE, ids=lambda texts: texts[0])
def test_one_value_has_one_form(texts: tuple[str, ...]) -> None:
    assert {tuple(normal_words(text)) for text in texts} == {tuple(normal_words(texts[0]))}


@pytest.mark.parametrize(("one", "other"), TWO_VALUES)
def test_two_values_have_two(one: str, other: str) -> None:
    assert normal_words(one) != normal_words(other)


@pytest.mark.parametrize(
    "text",
    [
        "one of them is the one",
        "the first time in the second year",
        "the mayor is a man of the people",
        "a point and a pound of flour",
        "dozens came, hundreds of thousands even",
        "o'clock",
    ],
)
def test_words_that_do_not_count_stay_as_they_are(text: str) -> None:
    assert normal_words(text) == text.replace(",", "").split()


BELOW_TWENTY = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen
""".split()  # noqa: SIM905 - a word list
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()  # noqa: SIM905 - a word list


def spoken(number: int) -> str:
    """A number below a million in words."""
    if number < 20:
        return BELOW_TWENTY[number]
    if number < 100:
        return TENS[number // 10 - 2] + (f"-{BELOW_TWENTY[number % 10]}" if number % 10 else "")
    size, name = (1000, "thousand") if number >= 1000 else (100, "hundred")
    rest = number % size
    joint = " and " if 0 < rest < 100 else " "
    return f"{spoken(number // size)} {name}" + (f"{joint}{spoken(rest)}" if rest else "")


@given(st.integers(2, 999_999))
def test_a_number_in_words_is_the_same_in_digits(number: int) -> None:
    assert normal_words(f"we lost {spoken(number)} boats") == ["we", "lost", str(number), "boats"]
    assert normal_words(f"we lost {number:,} boats") == ["we", "lost", str(number), "boats"]


@given(st.integers(2, 999), st.integers(2, 999))
def test_two_numbers_in_words_are_the_same_only_if_they_are_equal(one: int, other: int) -> None:
    assert (normal_words(spoken(one)) == normal_words(spoken(other))) == (one == other)


@given(st.integers(0, 99_999), st.sampled_from([("million", 6), ("bn", 9), ("billion", 9), ("thousand", 3)]))
def test_decimals_of_a_scale_are_multiplied_exactly(hundredths: int, scale: tuple[str, int]) -> None:
    name, power = scale
    value = hundredths * 10 ** (power - 2)
    if value == 1:
        return
    whole, rest = divmod(hundredths, 100)
    assert normal_words(f"{whole}.{rest:02d} {name}") == [str(value)]
