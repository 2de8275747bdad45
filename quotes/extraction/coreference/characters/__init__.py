"""Characters: the people and organizations in an article.

In: `NameMention`s. Out: a `Cast` of `Character`s (`clustering`), each with all its mentions and with what the
article says about it: descriptions next to its name (`nearby_descriptions`), gender (`genders`), generation
(`generations`), and whether it wrote the article (`authors`).

`clustering` groups people with `person_clusters` and organizations with `organization_clusters`, and adds
`missed_family_names`. `namesakes` distinguishes people of the same name.
"""
