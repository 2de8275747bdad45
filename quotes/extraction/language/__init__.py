"""The language model and its annotation.

In: a Doc with its passages. Out: the same Doc with entities, and with tags and dependencies in the paragraphs
around its passages (`annotator`). `loading` loads the shipped pipeline in `model/` or another one;
`tokenizer` limits the time that tokenization can take.
"""
