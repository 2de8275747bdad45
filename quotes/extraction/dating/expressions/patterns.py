"""The patterns of the grammar of time expressions.

Those with a `$` are matched against the few words before a trigger, the others right after it.
"""

from __future__ import annotations

import re

from quotes.extraction.shared.calendar_words import (
    MONTH_ABBREVIATIONS,
    MONTHS,
    VAGUE_NUMBERS,
    WEEKDAY_ABBREVIATIONS,
    WEEKDAYS,
)


def _compiled(source: str) -> re.Pattern[str]:
    """Compile a pattern whose white space matches a few blanks on one line, so that no text makes it slow."""
    return re.compile(source.replace(r"\s+", r"[^\S\n]{1,3}").replace(r"\s*", r"[^\S\n]{0,3}"), re.IGNORECASE)


ORDINAL = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\w:%]|[.,/]\d)"
YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)(?![\w%]|[.,/-]\d)"
NAMES = "|".join([*MONTHS, *MONTH_ABBREVIATIONS])
DAY_NAMES = "|".join([*WEEKDAYS, *WEEKDAY_ABBREVIATIONS])
PART = r"(?:\s+(?:(?:early|late)\s+)?(?:morning|afternoon|evening|night|noon|midday|midnight)(?!\w))?"

AFTER_MONTH = _compiled(rf"\.?(?:\s+|-){ORDINAL}(?:(?:,\s*|\s+(?:of\s+)?){YEAR})?")
RANGE_TAIL = _compiled(
    r"\s?(?:-|–|—|to|and|through)\s?(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\w:%/]|[.,]\d)"
)
YEAR_AFTER_MONTH = _compiled(rf"\.?(?:,?\s+|\s+of\s+){YEAR}")
YEAR_AFTER_SEASON = _compiled(rf"\s+(?:of\s+)?{YEAR}")
YEAR_WORD_AFTER_MONTH = _compiled(r"\.?(?:\s+of)?\s+(?P<which>this|last)\s+year(?!\w)")
DAY_BEFORE_MONTH = _compiled(r"(?<![\w/.,$€£:-])(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\s+(?:of\s+)?$")
YEAR_AFTER_DAY = _compiled(rf"\.?,?\s+{YEAR}")
WEEKDAY_BEFORE = _compiled(rf"(?<!\w)(?:{DAY_NAMES})\.?,?\s+(?:the\s+)?$")
PART_OF_MONTH = _compiled(r"(?<!\w)(?:early|late|mid|the (?:beginning|end|middle) of)[\s-]+$")
BARE_MONTH_LEAD = _compiled(
    r"(?<!\w)(?:in|since|until|till|by|during|of|from|through|between|after|before|back in|a|an|the|his|her|"
    r"their|its)\s+(?:early[\s-]|late[\s-]|mid-?\s?)?$",
)
WHICH_MONTH = _compiled(r"(?<!\w)(?P<which>last|this|this past|this coming|next|every|each)\s+$")

WEEKDAY_DATE = _compiled(
    rf"{PART}\s*(?P<open>\(|,?\s)\s*(?:(?P<month>{NAMES})\.?\s+{ORDINAL}|"
    rf"{ORDINAL.replace('day', 'day2')}\s+(?P<month2>{NAMES})\.?(?!\w))(?:,?\s+{YEAR})?\s*\)?",
)
WEEKDAY_PART = _compiled(PART)
WEEKDAY_LEAD = _compiled(
    r"(?<!\w)(?P<which>earlier|early|later|late|last|this past|past|this coming|coming|this|next|every|each|"
    r"previous)\s+(?:on\s+)?$",
)
WEEK_FROM_WEEKDAY = _compiled(r"\s+(?:of\s+)?(?P<which>last|this|next)\s+week(?!\w)")
DATE_IN_BRACKETS = _compiled(
    rf"{PART}\s*\((?:(?:{DAY_NAMES})\.?,?\s+)?(?:(?P<month>{NAMES})\.?\s+{ORDINAL}|"
    rf"{ORDINAL.replace('day', 'day2')}\s+(?P<month2>{NAMES})\.?(?!\w))(?:,?\s+{YEAR})?\s*\)",
)
# Not `_compiled`, because case matters. After a word that ends a sentence, more than a blank follows.
NAME_BEFORE = re.compile(r"(?:\b[A-Z][\w'’.-]{0,30}[\w'’]|\bthe) $")
EARLY = _compiled(r"(?<!\w)(?:earlier|early|late|later)\s+$")
WHICH = _compiled(
    r"(?<!\w)(?P<early>(?:earlier|early|later|late|mid)\s+)?(?P<in>in\s+)?"
    r"(?P<which>this past|this coming|the past|the last|this|last|past|next|previous|the previous|"
    r"the following|following|the next|the|that|that same|the same)\s+(?:very\s+)?$",
)
COUNT = _compiled(
    rf"(?<![\w$€£.,])(?P<count>{'|'.join(VAGUE_NUMBERS)}|\d{{1,4}}|[a-z]+(?:-[a-z]+)?)"
    r"\s+(?:(?:short|long)\s+)?$",
)
AGO = _compiled(r"\s+(?P<way>ago|earlier|before|prior|later|after)(?!\w)(?P<on>\s*\w)?")
RECENT = _compiled(
    r"(?<!\w)(?:in|over|during|within|for)\s+(?:(?:the\s+)?recent|the\s+(?:past|last)\s+"
    r"(?:few|several|couple of|two|three|four|five|six|seven|eight|nine|ten|\d{1,3}))\s+$"
)
NUMERIC = _compiled(r"(?P<a>\d{1,4})(?P<sep>[/.-])(?P<b>\d{1,2})(?P=sep)(?P<c>\d{1,4})(?![\w/]|[.,-]\d)")
YEAR_LEAD = _compiled(
    r"(?<!\w)(?:in|since|by|until|till|from|during|of|before|after|back in|around|a|an|the|his|her|their|its|"
    r"our|my)\s+(?:(?:early|late|mid)[\s-]+|the\s+(?:early|late|mid)[\s-]+)?$",
)
POSSESSIVE_LEAD = _compiled(r"['’]s?\s+$")
POSSESSIVE_TAIL = _compiled(r"['’]s?(?=\s)")
DECADE = _compiled(r"(?:\d\d)?\d0['’]?s(?!\w)")
# "in the early hours of Thursday", "on the evening of 3 May": a part of the day named after it.
PART_OF_DAY = _compiled(
    r"(?<!\w)(?:in|during|on|by)\s+the\s+(?:(?:early|small|wee)\s+(?:morning\s+)?hours|morning|afternoon|evening|"
    r"night)\s+of\s+$"
)
DAY_BEHIND = _compiled(rf"\s+of\s+(?:(?:{DAY_NAMES}|{NAMES}|yesterday|today)(?!\w)|\d)")
YEAR_AGO_LEAD = _compiled(r"(?<!\w)(?P<count>an?|\d{1,2}|[a-z]+)\s+years?\s+ago,?\s+$")
SPAN_AHEAD = _compiled(r"(?<!\w)(?:over|in|within|during|for|by|until|through)\s+$")
SMALL_HOURS = _compiled(r"(?<!\w)(?:in|during)\s+the\s+(?:early|small|wee)\s+(?:morning\s+)?$")
EARLY_PART = _compiled(r"(?<!\w)early[\s-]+$")
IN_THE = _compiled(r"(?<!\w)(?:earlier|later|late|early)\s+(?:in|on)\s+(?P<which>the|that)\s+(?:same\s+)?$")
EARLIER_IN = _compiled(r"(?<!\w)(?:earlier|later|late|early)\s+in\s+the\s+$")
LEAD_IN = _compiled(
    r"(?<!\w)(?:on|in|at|over|during|around|of|from|about|back in|as early as)\s+(?:the\s+)?"
    r"(?:(?:around|about)\s+)?$",
)
CLOCK = _compiled(
    r"(?<!\w)(?:at\s+|around\s+|about\s+)?\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.?m\.?|o['’]clock)"
    r"(?:\s+[A-Z]{2,4})?(?:\s+on)?,?\s+$"
)
WEEKEND_DAY = _compiled(r"[^\n.;:]{0,60}?\b(?P<day>Saturday|Sunday)(?!\w)")
