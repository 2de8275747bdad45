"""Deciding who: which character a source mention means.

In: a `Phrase` and the `DiscourseModel` of the article. Out: a `Resolution`: the name, its kind, and how
sure it is. `resolver` sends each kind of mention to the module that knows it: pronouns to
`pronoun_antecedents` (with its ranker in `pronoun_ranker`), people described to `person_descriptions`,
organizations and documents described to `organization_descriptions`.
"""
