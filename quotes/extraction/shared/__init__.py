"""Code that several stages share; it imports no stage.

`reading` is the input of extraction (a text and what is known about it), `quote` its output. `document` lists
what the stages set on a spaCy Doc for one another. The rest are tools that more than one stage needs: `tree`
(tags and dependencies as plain lists), `lexicon` (word lists), `base_forms`, `calendar_words` and `log_odds`.
"""
