"""From decisions on passages to quotes.

In: `doc._.attributions` and `doc._.resolutions`. Out: `doc._.quotes`, in text order and without their
days. `quotes` joins the passages of one quote; `confidence` says how likely it is that the quote and its
speaker are right.
"""
