"""A Doc's annotation as plain lists.

The attribution stages query every token many times, and lists answer several times faster than `Token`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.attrs import DEP, HEAD, IDX, LENGTH, LOWER, POS
from spacy.tokens import Doc

from quotes.extraction.shared.base_forms import base_form
from quotes.extraction.shared.misplaced_subjects import mend_subjects

# Labels of spaCy's ClearNLP-trained pipelines, mapped to their Universal Dependencies counterparts.
_CLEARNLP = {
    "ROOT": "root",
    "nsubjpass": "nsubj:pass",
    "csubjpass": "csubj:pass",
    "dobj": "obj",
    "dative": "iobj",
    "pobj": "obl",
    "poss": "nmod:poss",
    "relcl": "acl:relcl",
    "nn": "compound",
    "auxpass": "aux:pass",
    "attr": "xcomp",
    "prep": "case",
    "agent": "case",
}
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj", "csubj:pass", "nsubj:outer"})

SENTENCE_ENDS = frozenset({".", "!", "?", "…"})


@dataclass(slots=True)
class Tree:
    """Parallel lists over the tokens of one Doc. `head[i] == i` at a root; `lemma` is a base form by rule."""

    lower: list[str]
    lemma: list[str]
    pos: list[str]
    dep: list[str]
    head: list[int]
    start: list[int]
    end: list[int]
    children: dict[int, list[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, doc: Doc) -> Tree:
        """Read the lists from `doc`; tokens that were not parsed have the label ""."""
        array = doc.to_array([LOWER, POS, DEP, HEAD, IDX, LENGTH])
        words, tags, labels, _, start, length = array.T.tolist() if len(doc) else [[]] * 6
        offsets = array[:, 3].astype("int64").tolist() if len(doc) else []
        keys = {key for column in (words, tags, labels) for key in column}
        text = {key: doc.vocab.strings[key] for key in keys}
        relation = {key: _CLEARNLP.get(text[key], text[key]) for key in set(labels)}
        bases = {pair: base_form(text[pair[0]], text[pair[1]]) for pair in set(zip(words, tags, strict=True))}
        tree = cls(
            lower=[text[key] for key in words],
            lemma=[bases[pair] for pair in zip(words, tags, strict=True)],
            pos=[text[key] for key in tags],
            dep=[relation[key] for key in labels],
            head=[index + offset for index, offset in enumerate(offsets)],
            start=start,
            end=[first + letters for first, letters in zip(start, length, strict=True)],
        )
        for index, head in enumerate(tree.head):
            if head != index and tree.dep[index]:
                tree.children.setdefault(head, []).append(index)
        mend_subjects(tree)
        return tree

    def kids(self, index: int) -> list[int]:
        """The dependents of a token, in text order."""
        return self.children.get(index, [])

    def subjects(self, verb: int) -> list[int]:
        """The verb's own subjects."""
        return [kid for kid in self.kids(verb) if self.dep[kid] in _SUBJECTS]
