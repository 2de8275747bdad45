"""Ranking: which of an article's times dates which quote.

In: `AttachedTime`s, and where the quotes stand (`quote_positions`). Out: the likeliest time of each quote
(`ranker`), by the weights of its features. `candidate_times` tells of each time what the article as a whole
makes of it; `features` and `feature_groups` tell how it stands to a quote, `context_words` which words stand
around both, `intervening_speakers` and `intervening_times` what is told between them.
"""
