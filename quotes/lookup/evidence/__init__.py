"""What a fact-checker needs to see of stored quotes and statements.

In: rows of the store. Out: the same rows with their sentence (`sentences`), links and selectors
(`text_fragments`, `selectors`), their reports and copies (`statements`), and changes by edits of the article
(`revisions`). `enrichment` reads all this for many quotes at once.
"""
