"""The article's text, before it becomes a spaCy Doc.

In: a text as it was sent. Out: the same text with damage repaired (`repair`), and the positions of its
paragraphs (`paragraphs`).
"""
