"""Characters: the people and organizations that an article tells of.

In: `NameMention`s. Out: a `Cast` of `Character`s (`clustering`), each with all its mentions and with what the
article says of it: descriptions beside its name (`nearby_descriptions`), gender (`genders`), generation
(`generations`), and whether it wrote the article (`authors`).

`clustering` joins people by `person_clusters` and organizations by `organization_clusters`, and adds
`missed_family_names`. `namesakes` tells people of one name apart.
"""
