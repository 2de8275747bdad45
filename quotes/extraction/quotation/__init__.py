"""The first stage: which words of an article are quoted.

In: a tokenized Doc. Out: `doc._.passages`, the stretches in quotation marks (`marks`, which uses the table in
`glyphs`), the turns of interviews (`turns`) and what stands above a credit (`credits`). `component` puts them
together and marks the paragraphs that are worth parsing.
"""
