"""Attribution: find the words that name the source of each passage.

In: an annotated Doc with its passages. Out: `doc._.attributions`, one decision for each passage: a mention,
nobody (the passage is not a quote), or an unknown source.

    cues, candidates                       reporting verbs, and mentions that may be a source
    passage_views                          each passage with what all its candidates share
    mention_features, nobody_features      the evidence for and against each candidate
    plain_cases, relayed_speech            cases that grammar decides
    context → attributor                   an article prepared for ranking; the ranker and its decisions

Start reading at `attributor`. The ranker's weights are in `data/weights.txt`.
"""
