"""What the stages share; imports no stage.

`reading` is what goes into extraction (a text and what is known of it), `quote` is what comes out.
`document` lists what the stages leave on a spaCy Doc for one another. The rest are tools that more than one
stage needs: `tree` (tags and dependencies as plain lists), `lexicon` (word lists), `base_forms`,
`calendar_words` and `log_odds`.
"""
