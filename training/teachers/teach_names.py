"""Train the teacher of entities."""

from collections.abc import Iterator

import torch
from spacy.tokens import Doc, Span
from teachers.batches import Batch, Reader, batches
from teachers.encoder import Words
from teachers.teacher import harmonic, percent, teach
from torch import Tensor, nn
from torch.nn import functional


class Names(nn.Module):
    """IOB tags by the best sequence; in it, no I- occurs without its beginning."""

    def __init__(self, labels: dict[str, list[str]]) -> None:
        super().__init__()
        self.labels = labels["names"]
        self.tags = ["O", *(f"{prefix}-{label}" for label in self.labels for prefix in "BI")]
        self.words = Words()
        self.hidden = nn.Sequential(nn.Dropout(0.2), nn.Linear(Words.width, 256), nn.GELU(), nn.Dropout(0.1))
        self.scores = nn.Linear(256, len(self.tags))

    def forward(self, batch: Batch) -> Tensor:
        return self.scores(self.hidden(self.words(batch)))

    def gold(self, batch: Batch) -> Tensor:
        """The indexes of the tags, -1 where the source gives none."""
        place = {tag: i for i, tag in enumerate(self.tags)}
        return torch.tensor(
            [
                -1
                if not token.ent_iob
                else place[f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "O"]
                for doc in batch.words()
                for token in doc
            ]
        )

    def loss(self, batch: Batch) -> Tensor:
        return functional.cross_entropy(self(batch), self.gold(batch), ignore_index=-1, label_smoothing=0.03)

    def allowed(self) -> Tensor:
        """(before, after): 0 if a tag may follow another, else a large negative number."""
        result = torch.zeros(len(self.tags), len(self.tags))
        for i, before in enumerate(self.tags):
            for j, after in enumerate(self.tags):
                if after.startswith("I-") and before[2:] != after[2:]:
                    result[i, j] = -1e4
        return result

    @torch.inference_mode()
    def annotate(self, batch: Batch) -> Iterator[tuple[Doc, list[tuple[int, int, str]]]]:
        """Each document with the spans found in it: (start, end, label)."""
        scores = self(batch).log_softmax(1)
        allowed = self.allowed()
        start = 0
        for doc in batch.words():
            tags = best_path(scores[start : start + len(doc)], allowed)
            start += len(doc)
            yield doc, spans([self.tags[tag] for tag in tags])


def best_path(scores: Tensor, allowed: Tensor) -> list[int]:
    """Viterbi; before the first word comes O."""
    best = scores[0] + allowed[0]
    back = []
    for row in scores[1:]:
        sums, origin = (best[:, None] + allowed).max(0)
        back.append(origin)
        best = sums + row
    path = [int(best.argmax())]
    for origin in reversed(back):
        path.append(int(origin[path[-1]]))
    return path[::-1]


def spans(tags: list[str]) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    for i, tag in enumerate(tags):
        if tag.startswith("B-"):
            found.append((i, i + 1, tag[2:]))
        elif tag.startswith("I-"):
            found[-1] = found[-1][0], i + 1, found[-1][2]
    return found


def figures(network: Names, docs: list[Doc], reader: Reader) -> str:
    counts = {label: [0, 0, 0] for label in ["all", *network.labels]}
    for batch in batches(docs, reader):
        for doc, found in network.annotate(batch):
            gold = {(e.start, e.end, e.label_) for e in doc.ents}
            for label, count in counts.items():
                mine = {span for span in found if label in ("all", span[2])}
                true = {span for span in gold if label in ("all", span[2])}
                count[0] += len(mine & true)
                count[1] += len(mine)
                count[2] += len(true)
    return ", ".join(
        f"{label} {harmonic(percent(right, said), percent(right, true)):.1f}"
        for label, (right, said, true) in counts.items()
    )


def with_names(doc: Doc, found: list[tuple[int, int, str]]) -> Doc:
    doc.set_ents([Span(doc, start, end, label) for start, end, label in found], default="outside")
    return doc


def known(docs: list[Doc]) -> dict[str, list[str]]:
    return {"names": sorted({ent.label_ for doc in docs for ent in doc.ents})}


if __name__ == "__main__":
    teach(__doc__, known, Names, figures)
