"""Dating: find when the words were said, as precisely as the article tells.

In: the text, the day it appeared, and its quotes (`QuoteToDate`). Out: a `Said` for each quote
(`quote_dates`). Relative times are counted from the day that `reference_day` returns.

    expressions    recognises times in the text, and normalises each to a day
    attachment     decides what a time belongs to in its sentence: a speech event, or something else
    ranking        finds the most likely of the article's times for each quote

Works on the text alone, without tags or trees, in time linear in its length. Start reading at `quote_dates`.
"""
