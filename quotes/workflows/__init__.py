"""Use cases from end to end, the only place where the rooms are combined.

    ingestion      read an article and store it with its quotes
    storing        store the quotes of a text that was read, or read again
    reextraction   read stored articles again with a newer extractor
    jobs           store articles now and read them later
    searching      look words up in the database and in an archive beside it

Called by the API, the pages and the command line.
"""
