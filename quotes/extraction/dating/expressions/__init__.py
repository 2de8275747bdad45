"""Temporal expressions: the words that name a time, and the day they refer to.

In: a text. Out: `TimeExpression`s in text order (`recognition`), each with its `TimeForm` ("two days ago" is
`Back(2, "day")`), and the day that a form refers to, given the day of publication (`normalization`).

`recognition` looks for trigger words; `calendar_expressions` and `relative_expressions` contain the rules
that read on from there, and `patterns` their regular expressions.
"""
