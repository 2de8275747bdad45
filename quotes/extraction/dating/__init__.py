"""When the words were said, as well as the article tells.

    calendar_times, relative_times → expressions → resolve   the words for a time, and the day they come to
    layout → around → tie_rules, furniture → ties            how each time hangs together with speaking
    people → settings → places                               who is spoken of; whose speech a time dates
    own, wording → moments                                   the times with what the article makes of each
    stretch → clues, groups                                  what there is to say for a time dating a quote
    weigh → speech → attach                                  which time dates which quote
    reference                                                the day from which relative times are counted

Works on the text alone, without tags or trees, in time linear in its length.
"""

from quotes.extraction.dating.attach import date_quotes
from quotes.extraction.dating.people import Attributed
from quotes.extraction.dating.reference import reference_day

__all__ = ["Attributed", "date_quotes", "reference_day"]
