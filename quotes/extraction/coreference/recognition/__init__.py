"""Recognise names: find where an article names people, organizations and places.

In: the article's tokens and the model's entities. Out: `NameMention`s in text order, which never overlap.
`name_finder` combines the steps: it takes the model's entities with their edges corrected (`entities`,
`public_bodies`), adds names that the model missed (`missed_names`), and corrects wrong labels
(`label_correction`).
"""
