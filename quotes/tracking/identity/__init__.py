"""Whether two names are one speaker's: the evidence for and against it, added up as log odds.

`names_alike` weighs the names themselves, `beside` reads what an article's text says of a name, `profiles` is
what all articles say of one, `weighing` puts both together for two names, `clusters` makes speakers of the
pairs, and `bearers` decides whom a name means that several may bear, in one article.
"""
