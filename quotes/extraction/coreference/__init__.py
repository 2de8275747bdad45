"""Coreference: whom the source mentions of an article mean.

In: a Doc with `doc._.attributions`. Out: `doc._.resolutions`, for each source mention the fullest name
that the article gives for it, and `doc._.discourse`, everybody whom the article names.

    recognition    finds the names in the text
    characters     joins the names of one person or organization to a character
    mentions       reads a source mention: a name, a pronoun, a description, or speech within speech
    antecedents    decides which character a mention means
    sources        applies this to the attributions of an article, `headline_sources` to its headline

What these packages share stands beside them: `article_tokens`, `descriptions`, `name_matching` and
`word_lists`. Start with `antecedents.resolver`.
"""
