"""The first stage: find which words of an article are quoted.

In: a tokenized Doc. Out: `doc._.passages`: the stretches in quotation marks (`marks`, with the table in
`glyphs`), the turns of interviews (`turns`), and texts above a credit (`credits`). `component` combines them
and marks the paragraphs that are worth parsing.
"""
