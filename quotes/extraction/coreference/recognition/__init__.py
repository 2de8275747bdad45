"""Recognising names: where an article names people, organizations and places.

In: the article's tokens and the model's entities. Out: `NameMention`s in text order, none overlapping
another. `name_finder` does it: it takes the model's entities with their edges mended (`entities`,
`public_bodies`), adds names that the model missed (`missed_names`), and `label_correction` puts wrong
labels right.
"""
