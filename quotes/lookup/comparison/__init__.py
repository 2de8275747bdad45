"""How words that are asked for compare with words that were found.

In: the words of both. Out: a `Comparison`: how alike they are, and what was changed (`comparison`).
`alignment` finds which words are which, `normal_alignment` does so in the normal forms that suit both,
`changes` and `difference` describe what differs, and `splices` tells words put together from several
passages.
"""
