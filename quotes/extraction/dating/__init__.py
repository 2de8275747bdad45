"""Dating: when the words were said, as well as the article tells.

In: the text, the day it appeared, and its quotes (`QuoteToDate`). Out: a `Said` for each quote
(`quote_dates`). Relative times count from the day that `reference_day` gives.

    expressions    recognises times in the text, and normalises each to a day
    attachment     tells what a time belongs to in its sentence: speaking, or something else
    ranking        finds the likeliest of the article's times for each quote

Works on the text alone, without tags or trees, in time linear in its length. Start with `quote_dates`.
"""
