"""Find the words that name a time: "on Thursday", "last week", "July 18, 2016", "two days ago".

A small grammar. Every word that can be the core of a time expression (a weekday, a month, "yesterday", "ago",
a year) is looked up in a table. Its rule then reads to the right and to the left over a bounded number of
characters, so that time grows only with the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from quotes.extraction.dating.expressions import patterns
from quotes.extraction.dating.expressions.calendar_expressions import (
    read_digits,
    read_month,
    read_named_day,
    read_weekday,
)
from quotes.extraction.dating.expressions.relative_expressions import (
    UNITS,
    read_day_word,
    read_overnight,
    read_part_of_day,
    read_period,
    read_relative_day,
)
from quotes.extraction.dating.expressions.rule_match import RuleMatch, left
from quotes.extraction.dating.expressions.time_forms import Dated, TimeForm, YearsBefore
from quotes.extraction.shared.calendar_words import (
    MONTH_ABBREVIATIONS,
    MONTHS,
    NAMED_DAYS,
    SEASONS,
    WEEKDAYS,
    number,
)

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that name a time.

    `text` is text[start:end], including a preposition at its start and a possessive ending, if any; the time
    itself begins at `core`.
    """

    start: int
    end: int
    text: str
    form: TimeForm
    core: int


_Rule = Callable[[str, int, int], RuleMatch | None]

_RULES: dict[str, _Rule] = {
    **dict.fromkeys(WEEKDAYS, read_weekday),
    **dict.fromkeys([*MONTHS, *MONTH_ABBREVIATIONS], read_month),
    **dict.fromkeys(
        [name.split()[0].split("'")[0] for name in NAMED_DAYS if name != "may day"], read_named_day
    ),
    **dict.fromkeys(["yesterday", "today", "tonight", "tomorrow"], read_relative_day),
    **dict.fromkeys(["morning", "afternoon", "evening", "night", "hours"], read_part_of_day),
    **dict.fromkeys(["day", "days"], read_day_word),
    **dict.fromkeys([*UNITS, *SEASONS], read_period),
    "overnight": read_overnight,
}


def find_times(text: str) -> list[TimeExpression]:
    """All time expressions of a text in order; if two overlap, the longer one."""
    found: list[TimeExpression] = []
    for word in _WORD.finditer(text):
        token = word[0]
        rule = read_digits if token[0].isdigit() else _RULES.get(token.lower())
        reading = None if rule is None else rule(text, word.start(), word.end())
        if reading is None:
            continue
        expression = _with_lead(text, _years_before(text, reading))
        while found and expression.start < found[-1].end:
            if found[-1].end - found[-1].start >= expression.end - expression.start:
                break
            found.pop()
        else:
            found.append(expression)
    return found


def _with_lead(text: str, reading: RuleMatch) -> TimeExpression:
    """The expression with its clock time and preposition: "at 9 p.m. Friday", "on Monday"."""
    start = reading.start
    for pattern in (patterns.CLOCK, patterns.PART_OF_DAY, patterns.LEAD_IN):
        lead = left(pattern, text, start)
        start = lead[1] if lead else start
    possessive = patterns.POSSESSIVE_TAIL.match(text, reading.end)
    end = possessive.end() if possessive else reading.end
    return TimeExpression(start, end, text[start:end], reading.form, reading.start)


def _years_before(text: str, reading: RuleMatch) -> RuleMatch:
    """The match with the years that are subtracted from it: "a year ago this week"."""
    lead = left(patterns.YEAR_AGO_LEAD, text, reading.start)
    years = number(lead[0]["count"].lower()) if lead else None
    if lead is None or not years or not isinstance(reading.form, Dated):
        return reading
    return RuleMatch(lead[1], reading.end, YearsBefore(years, reading.form))
