"""Whether two names belong to one speaker: the evidence for and against, added up as log odds.

`names_alike` compares the names themselves, `name_context` reads what an article says next to a name,
`profiles` is what all articles say about one, `weighing` combines both for two names, `clusters` builds
speakers from the pairs, and `ambiguous_names` decides, for one article, whom an ambiguous name means.
"""
