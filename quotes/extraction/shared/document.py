"""What the stages pass on to one another, as attributes of `Doc._`.

| attribute | contains | set by |
|---|---|---|
| `published`, `modified`, `author` | what is known of the article (date, date, str; or None) | the caller |
| `repaired` | RepairedText if the given text was damaged; else None | the caller |
| `paragraphs` | list[Paragraph] | quotation_marks |
| `paragraph_tokens` | list[(first token, token after the last)] | quotation_marks |
| `passages` | list[Passage] | quotation_marks |
| `passage_tokens` | list[(first token, token after the last)], marks included | quotation_marks |
| `labels` | dict[Passage, (first token, token after the last)] of labels and credits | quotation_marks |
| `posted` | dict[int, str]: start of a post's passage → the day in its credit | quotation_marks |
| `parsed_paragraphs` | list[bool]: which paragraphs get tags and trees | quotation_marks |
| `tree` | Tree, the annotation as plain lists | annotation |
| `attributions` | list[Attribution], one per passage | attribution |
| `discourse` | DiscourseModel: whom the article names and where; None without a passage | coreference |
| `resolutions` | list[Resolution or None], one per passage | coreference |
| `reference` | the day from which relative times are counted, or None | dating |
| `quotes` | list[Quote] | assembly, dating, factuality, topics |
"""

from __future__ import annotations

from spacy.tokens import Doc

_EXTENSIONS = (
    "published", "modified", "author", "repaired", "paragraphs", "paragraph_tokens", "passages",
    "passage_tokens", "labels", "posted", "parsed_paragraphs",
    "tree", "attributions", "discourse", "resolutions", "reference", "quotes",
)  # fmt: skip

for _name in _EXTENSIONS:
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=None)
