"""When the words were said, as well as the article tells.

    expressions → forms → resolve     the words that name a time, and the day they come to
    layout → ties                     the text around the quotes; how each time hangs together with speaking
    people → settings → places        who is spoken of where; whose speech a time dates
    own, wording → moments            the times with what the article makes of each
    stretch → clues, groups           what there is to say for and against a time dating a quote
    weigh → attach                    which time dates which quote, by the weights of the clues

Works on the text alone, without tags or trees, in time linear in its length.
"""

from quotes.extraction.dating.attach import date_quotes
from quotes.extraction.dating.people import Attributed

__all__ = ["Attributed", "date_quotes"]
