"""Attachment: whether a time in a sentence belongs to speaking, and by which words.

In: an article's sentences (`layout`) and its time expressions. Out: `AttachedTime`s (`attachments`): those
times that may date what somebody said. `attachment_rules` reads the words left and right of a time
(`context_window`); `datelines` finds times that belong to the page, and `speech_wording` tells more of the
clause that a time stands in.
"""
