"""Decide which character a source mention refers to.

In: a `Phrase` and the `DiscourseModel` of the article. Out: a `Resolution`: the name, its kind, and how
certain it is. `resolver` passes each kind of mention to a module of its own: pronouns to
`pronoun_antecedents` (with its ranker in `pronoun_ranker`), descriptions of people to `person_descriptions`,
descriptions of organizations and documents to `organization_descriptions`.
"""
