"""Source mentions: what kind of words name a source, and how far they reach.

In: the tokens of a mention. Out: a `Phrase` that says what it is (`source_phrases`), grown to its whole noun
phrase (`noun_phrases`), with the name beside it (`apposition`); and who passes on whose words, where the
mention relays another's (`relayed_sources`).
"""
