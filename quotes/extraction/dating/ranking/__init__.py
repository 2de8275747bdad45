"""Ranking: which of an article's times dates which quote.

In: `AttachedTime`s, and the positions of the quotes (`quote_positions`). Out: the most likely time of each
quote (`ranker`), by the weights of its features. `candidate_times` describes each time within the article as
a whole; `features` and `feature_groups` describe its relation to a quote, `context_words` the words around
both, `intervening_speakers` and `intervening_times` what lies between them.
"""
