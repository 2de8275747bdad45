"""Factuality: whether the article reports that quoted words were said.

In: a Doc with its quotes. Out: the quotes with `said`, `denied`, `hypothetical` or `fabricated`
(`quote_factuality`).

    reporting_sentence    the narrator's sentence around a quote, as words
    reporting_verb        the verb that gives the words
    verb_group            the words that belong to it: "never", "might have"
    embedding_clause      what its clause hangs on: "denied that", "if", "wants her to"
    fabrication           who gives the words: a doctored picture, an account in another's name
    alleged_speaker       to whom the words are given, where that is not the one who denies or fakes them
    following_sentences   what the sentences around say: "The quote is fake"

Nearly all quotes of nearly all articles are said. So each rule asks for words that leave no other reading,
and where no rule applies, a quote is said.
"""
