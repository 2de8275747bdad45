"""Factuality: decide whether the article reports that quoted words were said.

In: a Doc with its quotes. Out: the same quotes marked `said`, `denied`, `hypothetical` or `fabricated`
(`quote_factuality`).

    reporting_sentence    the narrator's sentence around a quote, as words
    reporting_verb        the verb that reports the words
    verb_group            the words that belong to it: "never", "might have"
    embedding_clause      what its clause depends on: "denied that", "if", "wants her to"
    fabrication           sources that are fakes: a doctored picture, an account in another's name
    alleged_speaker       who is alleged to have said the words, rather than who denies or fakes them
    following_sentences   what the sentences around say: "The quote is fake"

Nearly all quotes of nearly all articles were said. So each rule requires words that leave no other reading,
and a quote to which no rule applies counts as said.
"""
