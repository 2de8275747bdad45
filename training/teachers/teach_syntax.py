"""Train the teacher of tags, morphology, sentence starts and dependencies."""

from collections.abc import Iterator
from dataclasses import dataclass

import torch
from spacy.tokens import Doc
from teachers.batches import Batch, Reader, batches
from teachers.encoder import Words
from teachers.teacher import harmonic, percent, teach
from teachers.trees import best_tree
from torch import Tensor, nn
from torch.nn import functional

ARC, LABEL = 256, 96


@dataclass
class Parsed:
    """A document's syntax as the teacher sees it: one value per token."""

    doc: Doc
    tags: list[str]
    pos: list[str]
    morphs: list[str]
    starts: list[bool]
    heads: list[int]
    deps: list[str]

    def doc_with_it(self) -> Doc:
        return Doc(
            self.doc.vocab,
            words=[token.text for token in self.doc],
            spaces=[bool(token.whitespace_) for token in self.doc],
            tags=self.tags,
            pos=self.pos,
            morphs=self.morphs,
            heads=self.heads,
            deps=self.deps,
        )


class Syntax(nn.Module):
    """Tags and sentence starts for each word; arcs and their labels within sentences."""

    def __init__(self, labels: dict[str, list[str]]) -> None:
        super().__init__()
        self.labels = labels
        self.place = {kind: {label: i for i, label in enumerate(known)} for kind, known in labels.items()}
        self.words = Words()
        self.hidden = nn.Sequential(nn.Dropout(0.1), nn.Linear(Words.width, 384), nn.GELU(), nn.Dropout(0.1))
        self.tags = nn.Linear(384, len(labels["tags"]))
        self.morphs = nn.Linear(384, len(labels["morphs"]))
        self.starts = nn.Linear(384, 1)
        self.arcs = nn.Sequential(
            nn.Dropout(0.1), nn.Linear(Words.width, 2 * ARC), nn.GELU(), nn.Dropout(0.2)
        )
        self.kinds = nn.Sequential(
            nn.Dropout(0.1), nn.Linear(Words.width, 2 * LABEL), nn.GELU(), nn.Dropout(0.2)
        )
        self.root = nn.Linear(ARC, 1)
        self.arc_weight = nn.Parameter(torch.zeros(ARC + 1, ARC))
        self.kind_weight = nn.Parameter(torch.zeros(LABEL + 1, len(labels["deps"]), LABEL + 1))
        nn.init.normal_(self.arc_weight, std=ARC**-0.5 / 4)
        nn.init.normal_(self.kind_weight, std=LABEL**-0.5 / 4)

    def arc_scores(self, vectors: Tensor, rows: Tensor) -> Tensor:
        """(sentences, words, heads) for `rows`, the words of each sentence, -1 after its end."""
        word, head = self.arcs(vectors).split(ARC, 1)
        inside = rows >= 0
        words, heads = word[rows], head[rows]
        scores = with_one(words) @ self.arc_weight @ heads.transpose(1, 2)
        scores = torch.diagonal_scatter(scores, self.root(words)[..., 0], dim1=1, dim2=2)
        return scores.masked_fill(~inside[:, None], -1e4)

    def kind_scores(self, vectors: Tensor, heads: Tensor) -> Tensor:
        """(words, labels), given each word's head."""
        word, head = self.kinds(vectors).split(LABEL, 1)
        left = torch.einsum("na,ako->nko", with_one(word), self.kind_weight)
        return torch.einsum("nko,no->nk", left, with_one(head)[heads])

    def loss(self, batch: Batch) -> Tensor:
        vectors = self.words(batch)
        hidden = self.hidden(vectors)
        docs = list(batch.words())
        tokens = [token for doc in docs for token in doc]
        tags = torch.tensor([self.place["tags"].get(token.tag_, -1) for token in tokens])
        morphs = torch.tensor(
            [self.place["morphs"].get(morph(token.pos_, str(token.morph)), -1) for token in tokens]
        )
        deps = torch.tensor([self.place["deps"].get(token.dep_, -1) for token in tokens])
        starts = torch.tensor([float(bool(token.is_sent_start)) for token in tokens])
        asked = torch.tensor([token.i > 0 for token in tokens])
        heads, sentences, offset = [], [], 0
        for doc in docs:
            heads += [offset + token.head.i for token in doc]
            sentences += [range(offset + sent.start, offset + sent.end) for sent in doc.sents]
            offset += len(doc)
        rows = padded(sentences)
        gold = torch.tensor(heads)
        inner = gold[rows] - rows[:, :1]
        arcs = self.arc_scores(vectors, rows)
        return (
            functional.cross_entropy(self.tags(hidden), tags, ignore_index=-1)
            + functional.cross_entropy(self.morphs(hidden), morphs, ignore_index=-1)
            + 2 * functional.binary_cross_entropy_with_logits(self.starts(hidden)[asked, 0], starts[asked])
            + functional.cross_entropy(arcs[rows >= 0], inner[rows >= 0])
            + functional.cross_entropy(self.kind_scores(vectors, gold), deps, ignore_index=-1)
        )

    @torch.inference_mode()
    def annotate(self, batch: Batch) -> Iterator[Parsed]:
        vectors = self.words(batch)
        hidden = self.hidden(vectors)
        tags, morphs = self.tags(hidden).argmax(1).tolist(), self.morphs(hidden).argmax(1).tolist()
        starts = (self.starts(hidden)[:, 0] > 0).tolist()
        sentences, offset = [], 0
        for doc in batch.words():
            starts[offset] = True
            begins = [i for i in range(offset, offset + len(doc)) if starts[i]]
            ends = [*begins[1:], offset + len(doc)]
            sentences += [range(begin, end) for begin, end in zip(begins, ends, strict=True)]
            offset += len(doc)
        arcs = self.arc_scores(vectors, padded(sentences)).numpy()
        heads = [
            sentence.start + head
            for sentence, scores in zip(sentences, arcs, strict=True)
            for head in best_tree(scores[: len(sentence), : len(sentence)])
        ]
        kinds = self.kind_scores(vectors, torch.tensor(heads))
        root = self.place["deps"]["ROOT"]
        kinds[:, root] = -1e4
        found = kinds.argmax(1).tolist()
        offset = 0
        for doc in batch.words():
            here = range(offset, offset + len(doc))
            both = [self.labels["morphs"][morphs[i]].split("|", 1) for i in here]
            yield Parsed(
                doc,
                tags=[self.labels["tags"][tags[i]] for i in here],
                pos=[pair[0] for pair in both],
                morphs=[pair[1] for pair in both],
                starts=[starts[i] for i in here],
                heads=[heads[i] - offset for i in here],
                deps=["ROOT" if heads[i] == i else self.labels["deps"][found[i]] for i in here],
            )
            offset += len(doc)


def morph(pos: str, features: str) -> str:
    return f"{pos}|{features}"


def with_one(x: Tensor) -> Tensor:
    return torch.cat([x, torch.ones_like(x[..., :1])], -1)


def padded(sentences: list[range]) -> Tensor:
    length = max(map(len, sentences))
    return torch.tensor([[*sentence, *[-1] * (length - len(sentence))] for sentence in sentences])


def figures(network: Syntax, docs: list[Doc], reader: Reader) -> str:
    """Scores on the gold tokens; UAS and LAS exclude punctuation."""
    words = pos = tags = uas = las = arcs = right = said = true = 0
    for batch in batches(docs, reader):
        for parsed in network.annotate(batch):
            for token in parsed.doc:
                i = token.i
                words += 1
                pos += parsed.pos[i] == token.pos_
                tags += parsed.tags[i] == token.tag_
                right += parsed.starts[i] and bool(token.is_sent_start)
                said += parsed.starts[i]
                true += bool(token.is_sent_start)
                if token.dep_ != "punct":
                    arcs += 1
                    uas += parsed.heads[i] == token.head.i
                    las += parsed.heads[i] == token.head.i and parsed.deps[i] == token.dep_
    return (
        f"UPOS {percent(pos, words):.2f}, XPOS {percent(tags, words):.2f}, UAS {percent(uas, arcs):.2f}, "
        f"LAS {percent(las, arcs):.2f}, sentence F {harmonic(percent(right, said), percent(right, true)):.2f}"
    )


def known(docs: list[Doc]) -> dict[str, list[str]]:
    return {
        "tags": sorted({token.tag_ for doc in docs for token in doc}),
        "morphs": sorted({morph(token.pos_, str(token.morph)) for doc in docs for token in doc}),
        "deps": sorted({token.dep_ for doc in docs for token in doc}),
    }


if __name__ == "__main__":
    teach(__doc__, known, Syntax, figures)
