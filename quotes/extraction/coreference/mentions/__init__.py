"""Source mentions: what kind of words name a source, and how far they extend.

In: the tokens of a mention. Out: a `Phrase` that says what kind of mention it is (`source_phrases`), extended
to its whole noun phrase (`noun_phrases`), with the name next to it (`apposition`); and, for relayed speech,
who passes on whose words (`relayed_sources`).
"""
