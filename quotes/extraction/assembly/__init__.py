"""Build quotes from the decisions that attribution and coreference made on single passages.

In: `doc._.attributions` and `doc._.resolutions`. Out: `doc._.quotes`, in text order and not yet dated.
`quotes` joins the passages that belong to one quote; `confidence` estimates how likely it is that the quote
and its speaker are right.
"""
