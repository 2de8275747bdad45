"""What the product does from end to end, each as one story: the only place where the rooms meet.

    ingestion      read an article and store it with its quotes
    storing        what becomes of quotes when a text is read, again, or anew
    reextraction   read stored articles again with a newer extractor
    jobs           store articles now and read them later

Both faces, the API with its pages and the command line, call these.
"""
