"""Attachment: whether a time in a sentence belongs to a speech event, and by which words.

In: an article's sentences (`layout`) and its time expressions. Out: `AttachedTime`s (`attachments`): the
times that may date what somebody said. `attachment_rules` reads the words left and right of a time
(`context_window`); `datelines` finds times that belong to the page; `speech_wording` describes the clause of
a time.
"""
