from __future__ import annotations

import pytest

from quotes.extraction.dating.expressions.recognition import find_times
from quotes.extraction.dating.expressions.time_forms import (
    Ahead,
    Back,
    CalendarDay,
    CalendarMonth,
    CalendarYear,
    FromContext,
    NamedDay,
    Period,
    Vague,
    WeekdayName,
    YearsBefore,
)

READ = [
    ("she said on Thursday that", "on Thursday", WeekdayName(3)),
    ("told the radio Saturday evening", "Saturday evening", WeekdayName(5)),
    ("at Tuesday’s hearing", "at Tuesday’s", WeekdayName(1)),
    ("as early Sunday morning broke", "early Sunday morning", WeekdayName(6)),
    ("he wrote last Friday", "last Friday", WeekdayName(4, before=True)),
    ("we meet this Friday", "this Friday", WeekdayName(4, weeks_back=0)),
    ("it rained on Monday last week", "on Monday last week", WeekdayName(0, weeks_back=1)),
    ("around 9 p.m. on Friday", "around 9 p.m. on Friday", WeekdayName(4)),
    ("on July 18", "on July 18", CalendarDay(7, 18)),
    ("on July 18, 2016, they", "on July 18, 2016", CalendarDay(7, 18, 2016)),
    ("on the 3rd of March 2020", "on the 3rd of March 2020", CalendarDay(3, 3, 2020)),
    ("dated 18 July", "18 July", CalendarDay(7, 18)),
    ("on Sept. 4", "on Sept. 4", CalendarDay(9, 4)),
    ("Monday (July 25)", "Monday (July 25)", CalendarDay(7, 25)),
    ("Monday, July 25, 2022", "Monday, July 25, 2022", CalendarDay(7, 25, 2022)),
    ("today (July 25, 2022)", "today (July 25, 2022)", CalendarDay(7, 25, 2022)),
    ("signed 2021-10-03 at", "2021-10-03", CalendarDay(10, 3, 2021)),
    ("Sunday, 10/03/2021", "Sunday, 10/03/2021", CalendarDay(10, 3, 2021, either_order=True)),
    ("on 25/12/2020", "on 25/12/2020", CalendarDay(12, 25, 2020)),
    ("on 03.10.2021", "on 03.10.2021", CalendarDay(10, 3, 2021)),
    ("over the past two weeks, she", "over the past two weeks", Vague("week")),
    ("for the last three days the court", "for the last three days", Vague("day")),
    ("in the past 48 hours", "in the past 48 hours", Vague("hour")),
    ("made earlier in the morning", "earlier in the morning", FromContext(0)),
    ("polled from May 2 to 9", "from May 2 to 9", Vague("day")),
    ("in July", "in July", CalendarMonth(7)),
    ("In late September, she", "In late September", CalendarMonth(9)),
    ("a March 2016 meeting", "March 2016", CalendarMonth(3, 2016)),
    ("in March last year", "in March last year", CalendarMonth(3, None, 1)),
    ("the summer of 2010", "summer of 2010", CalendarMonth(6, 2010)),
    ("In an August speech", "August", CalendarMonth(8)),
    ("in 2019", "in 2019", CalendarYear(2019)),
    ("a 2014 hearing", "2014", CalendarYear(2014)),
    ("in the early '80s", "in the early '80s", Vague("year")),
    ("during the 1990s", "during the 1990s", Vague("year")),
    ("said yesterday", "yesterday", Back(1, "day")),
    ("said last night", "last night", Back(1, "day")),
    ("said earlier today", "earlier today", Back(0, "day")),
    ("this morning", "this morning", Back(0, "day")),
    ("tweeted overnight", "overnight", Back(0, "day")),
    ("in the early morning hours", "in the early morning hours", Back(0, "day")),
    ("two days ago", "two days ago", Back(2, "day")),
    ("Twenty-two years ago, a", "Twenty-two years ago", Back(22, "year")),
    ("a few days ago", "a few days ago", Vague("day")),
    ("In recent weeks, he", "In recent weeks", Vague("week")),
    ("earlier this week", "earlier this week", Period("week", 0, past=True)),
    ("last month", "last month", Period("month", 1, past=True)),
    ("in the early hours of Thursday", "in the early hours of Thursday", WeekdayName(3)),
    ("on the evening of 3 May 2021", "on the evening of 3 May 2021", CalendarDay(5, 3, 2021)),
    ("a year ago this week", "a year ago this week", YearsBefore(1, Period("week", 0))),
    ("ten years ago Thursday", "ten years ago Thursday", YearsBefore(10, WeekdayName(3))),
    ("she wrote on 5/1/24", "on 5/1/24", CalendarDay(5, 1, 2024)),
    ("the attacks of 9/11/01", "of 9/11/01", CalendarDay(9, 11, 2001)),
    ("the next year she told a court", "the next year", Vague("year")),
    ("over the next year", "over the next year", Ahead()),
    ("over the weekend", "over the weekend", Period("weekend", 0, past=True)),
    ("this past weekend", "this past weekend", Period("weekend", 0, past=True)),
    ("he spoke in the spring", "in the spring", Period("season", 0, 3, past=True)),
    ("last spring", "last spring", Period("season", 1, 3, past=True)),
    ("a day earlier,", "a day earlier", FromContext(-1)),
    ("the following morning", "the following morning", FromContext(1)),
    ("earlier in the day", "earlier in the day", FromContext(0)),
    ("on Labor Day", "on Labor Day", NamedDay("labor day")),
    ("on New Year’s Eve", "on New Year’s Eve", NamedDay("new year's eve")),
    ("due next week", "next week", Ahead()),
    ("later this month", "later this month", Ahead()),
    ("opens tomorrow", "tomorrow", Ahead()),
]


@pytest.mark.parametrize(("text", "words", "form"), READ, ids=[words for _, words, _ in READ])
def test_words_that_name_a_time_are_read(text, words, form):
    (found,) = find_times(text)

    assert (found.text, found.form) == (words, form)
    assert text[found.start : found.end] == words


@pytest.mark.parametrize(
    "text",
    [
        "they march on and may win",
        "May I come in?",
        "every Monday",
        "open on Mondays",
        "some 2016 shares",
        "it cost $2019",
        "the 2019-2020 season",
        "version 1.2.3 of the tool",
        "the past three days were long",
        "CTV This Morning",
        "the second of the three",
    ],
)
def test_words_that_only_look_like_a_time_are_left_alone(text):
    assert find_times(text) == []


def test_a_programme_s_name_tells_the_day_of_a_weekend():
    weekend = find_times("On this weekend's Sunday Forum, she")[0]

    assert (weekend.text, weekend.form) == ("On this weekend's", Period("weekend", 0, weekday=6))


def test_times_are_found_in_text_order_and_never_overlap():
    found = find_times("On Monday, May 2, 2016, and again on Tuesday night, in 2015 and two days ago.")

    assert [time.text for time in found] == [
        "On Monday, May 2, 2016",
        "on Tuesday night",
        "in 2015",
        "two days ago",
    ]
