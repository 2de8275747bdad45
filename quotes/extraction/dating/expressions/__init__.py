"""Temporal expressions: the words that name a time, and the day they come to.

In: a text. Out: `TimeExpression`s in its order (`recognition`), each with its `TimeForm` ("two days ago" is
`Back(2, "day")`), and the day that a form means as seen from the day of publication (`normalization`).

`recognition` looks for trigger words; `calendar_expressions` and `relative_expressions` hold the rules that
read on from there, `patterns` their regular expressions.
"""
