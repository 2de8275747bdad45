"""A training document before it becomes a spaCy Doc.

Parallel lists, filled by the converters and rewritten by augmentation. A layer that the source does not
annotate is an empty list.
"""

from dataclasses import dataclass, field

from spacy.tokens import Doc
from spacy.vocab import Vocab


@dataclass
class Annotated:
    """`heads` are positions in the document; `ents` are IOB tags, "" where the source has no annotation."""

    words: list[str] = field(default_factory=list)
    spaces: list[bool] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    morphs: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)
    ents: list[str] = field(default_factory=list)

    LAYERS = ("words", "spaces", "tags", "pos", "morphs", "lemmas", "deps", "ents")

    def __len__(self) -> int:
        return len(self.words)

    @classmethod
    def of(cls, doc: Doc, *, syntax: bool) -> "Annotated":
        """A Doc's syntax without lemmas, or its entities."""
        result = cls(words=[token.text for token in doc], spaces=[bool(token.whitespace_) for token in doc])
        if syntax:
            result.tags = [token.tag_ for token in doc]
            result.pos = [token.pos_ for token in doc]
            result.morphs = [str(token.morph) for token in doc]
            result.heads = [token.head.i for token in doc]
            result.deps = [token.dep_ for token in doc]
        else:
            result.ents = [
                f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else token.ent_iob_ for token in doc
            ]
        return result

    def copy(self) -> "Annotated":
        layers = {name: list(getattr(self, name)) for name in self.LAYERS}
        return Annotated(heads=list(self.heads), **layers)

    def extend(self, other: "Annotated") -> None:
        """Append another document that has the same layers."""
        offset = len(self)
        for name in self.LAYERS:
            getattr(self, name).extend(getattr(other, name))
        self.heads.extend(head + offset for head in other.heads)

    def without(self, drop: set[int]) -> "Annotated":
        """The document without the tokens at `drop`; none of these may be the head of a token that stays."""
        keep = [i for i in range(len(self)) if i not in drop]
        place = {old: new for new, old in enumerate(keep)}
        result = Annotated(heads=[place[self.heads[i]] for i in keep] if self.heads else [])
        for name in self.LAYERS:
            layer = getattr(self, name)
            setattr(result, name, [layer[i] for i in keep] if layer else [])
        return result

    def doc(self, vocab: Vocab) -> Doc:
        return Doc(
            vocab,
            words=self.words,
            spaces=self.spaces,
            tags=self.tags or None,
            pos=self.pos or None,
            morphs=self.morphs or None,
            lemmas=self.lemmas or None,
            heads=self.heads or None,
            deps=self.deps or None,
            ents=self.ents or None,
        )
