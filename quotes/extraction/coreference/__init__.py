"""Coreference: find out who is meant by the source mentions of an article.

In: a Doc with `doc._.attributions`. Out: `doc._.resolutions`, with the fullest name that the article gives
for each source mention, and `doc._.discourse`, everybody whom the article names.

    recognition    finds the names in the text
    characters     groups the names of one person or organization into a character
    mentions       parses a source mention: a name, a pronoun, a description, or speech within speech
    antecedents    decides which character a mention refers to
    sources        applies this to the attributions of an article, `headline_sources` to its headline

The other modules are shared by these packages: `article_tokens`, `descriptions`, `name_matching` and
`word_lists`. Start reading at `antecedents.resolver`.
"""
