"""Topics: find what quotes are about.

In: a Doc with its quotes. Out: the quotes with the people, organizations and places named in their words or
in the sentence around them (`quote_topics`), each under one name (`topic_names`).
"""
