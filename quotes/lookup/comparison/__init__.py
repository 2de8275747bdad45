"""Compare the words of a question with words that were found.

In: the words of both. Out: a `Comparison`: how similar they are, and what was changed (`comparison`).
`alignment` finds which words correspond, `normal_alignment` does so in the normal forms that suit both,
`changes` and `difference` describe the differences, and `splices` recognises words put together from several
passages.
"""
