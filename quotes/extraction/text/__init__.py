"""The article's text, before it is a spaCy Doc.

In: a text as it was sent. Out: the same text with damage undone (`repair`), and where its paragraphs are
(`paragraphs`).
"""
