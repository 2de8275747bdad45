"""Attribution: which words name the source of each passage.

In: an annotated Doc with its passages. Out: `doc._.attributions`, one decision a passage: a mention, or
nobody, or somebody unknown.

    cues, candidates                       the verbs that report, and the mentions that may be a source
    passage_views                          each passage with what all its candidates share
    mention_features, nobody_features      what speaks for and against each candidate
    plain_cases, relayed_speech            where the grammar leaves no choice
    context → attributor                   an article ready for ranking; the ranker and its decisions

Start with `attributor`. The ranker's weights are in `data/weights.txt`.
"""
