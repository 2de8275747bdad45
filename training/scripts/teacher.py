"""The teachers' network: a pretrained encoder that also sees the case and the letters of words, with heads.

The encoder (BERT with six layers, 384 wide) reads lower-case word pieces. Letters, shape and spacing are used
twice: added to its input, so that they count in context, and next to its output.
"""

import argparse
import random
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import spacy
import torch
from safetensors.torch import load_file
from spacy.tokens import Doc, DocBin
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

WIDTH, LAYERS, ATTENTION_HEADS, FORWARD = 384, 6, 12, 1536
CLS, SEP, UNKNOWN = 101, 102, 100
LONGEST_WORD = 14
"""Letters of a word that the network sees: the first ten and the last four."""
PIECES = 160
"""Word pieces of a sequence: as many short documents as fit are packed into one, with marks between them."""


LONGEST = 512
"""Pieces of a sequence that the encoder can read."""
SEQUENCES = 8
"""Sequences of a training batch."""
RATES = 1.5e-4, 1e-3
"""Learning rates of the encoder's last layer and of all that is new."""


class Layer(nn.Module):
    """Attention and a feed-forward layer, each with a residual connection."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query = nn.Linear(WIDTH, WIDTH)
        self.key = nn.Linear(WIDTH, WIDTH)
        self.value = nn.Linear(WIDTH, WIDTH)
        self.attended = nn.Linear(WIDTH, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.wide = nn.Linear(WIDTH, FORWARD)
        self.narrow = nn.Linear(FORWARD, WIDTH)
        self.last_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.scale = (WIDTH // ATTENTION_HEADS) ** -0.5

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, _ = x.shape

        def split(y: Tensor) -> Tensor:
            return y.view(batch, length, ATTENTION_HEADS, -1).transpose(1, 2)

        # Written out, because torch's own attention takes three times as long for heads as narrow as these.
        likeness = split(self.query(x)) @ split(self.key(x)).transpose(2, 3)
        attended = (likeness * self.scale + mask).softmax(3) @ split(self.value(x))
        x = self.norm(x + self.attended(attended.transpose(1, 2).reshape(batch, length, WIDTH)))
        return self.last_norm(x + self.dropout(self.narrow(functional.gelu(self.wide(x)))))


class Encoder(nn.Module):
    """BERT whose output is a learned mean of its layers."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(30522, WIDTH)
        self.positions = nn.Embedding(512, WIDTH)
        self.kinds = nn.Embedding(2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.mix = nn.Parameter(torch.zeros(LAYERS + 1))

    def load(self, path: Path) -> None:
        """Weights as the encoder's publisher names them."""
        old = load_file(path)
        names = {
            "embeddings.word_embeddings": "words",
            "embeddings.position_embeddings": "positions",
            "embeddings.token_type_embeddings": "kinds",
            "embeddings.LayerNorm": "norm",
        }
        for i in range(LAYERS):
            names |= {
                f"encoder.layer.{i}.attention.self.query": f"layers.{i}.query",
                f"encoder.layer.{i}.attention.self.key": f"layers.{i}.key",
                f"encoder.layer.{i}.attention.self.value": f"layers.{i}.value",
                f"encoder.layer.{i}.attention.output.dense": f"layers.{i}.attended",
                f"encoder.layer.{i}.attention.output.LayerNorm": f"layers.{i}.norm",
                f"encoder.layer.{i}.intermediate.dense": f"layers.{i}.wide",
                f"encoder.layer.{i}.output.dense": f"layers.{i}.narrow",
                f"encoder.layer.{i}.output.LayerNorm": f"layers.{i}.last_norm",
            }
        state = {"mix": self.mix.data}
        for name, tensor in old.items():
            stem, _, kind = name.rpartition(".")
            if stem in names:
                state[f"{names[stem]}.{kind}"] = tensor.float()
        self.load_state_dict(state)

    def forward(self, pieces: Tensor, added: Tensor, mask: Tensor) -> Tensor:
        places = torch.arange(pieces.shape[1])
        x = self.words(pieces) + self.positions(places) + self.kinds.weight[0] + added
        x = self.dropout(self.norm(x))
        shares = self.mix.softmax(0)
        result = shares[0] * x
        for share, layer in zip(shares[1:], self.layers, strict=True):
            x = layer(x, mask)
            result = result + share * x
        return result


@dataclass
class Batch:
    """Sequences side by side; `place` gives the word, counted through the batch, that a piece begins."""

    docs: list[list[Doc]]
    pieces: Tensor
    """(sequences, pieces)"""
    of_word: Tensor
    """(sequences, pieces): the word of each piece among the batch's words, the last row for none"""
    first: Tensor
    """(words,): the first piece of each word, counted through the flattened sequences"""
    letters: Tensor
    """(words, letters)"""
    shapes: Tensor
    """(words, shape, space after)"""

    def words(self) -> Iterator[Doc]:
        for sequence in self.docs:
            yield from sequence


def shape(word: str) -> int:
    if word.isspace():
        return 0
    if not any(letter.isalnum() for letter in word):
        return 1
    if word.isdigit():
        return 2
    if not any(letter.isalpha() for letter in word):
        return 3
    if word.islower():
        return 4
    if len(word) == 1:
        return 5
    if word.isupper():
        return 6
    return 7 if word[0].isupper() and word[1:].islower() else 8


class Reader:
    """Converts Docs to batches. Caches the pieces and letters of each word."""

    def __init__(self, tokenizer: Path) -> None:
        self.tokenizer = Tokenizer.from_file(str(tokenizer))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        self.known: dict[str, tuple[list[int], list[int], int]] = {}

    def word(self, text: str) -> tuple[list[int], list[int], int]:
        """Word pieces, letters and shape."""
        if text not in self.known:
            pieces = self.tokenizer.encode(text, add_special_tokens=False).ids[:12] or [UNKNOWN]
            seen = text if len(text) <= LONGEST_WORD else text[:10] + text[-4:]
            letters = [min(ord(letter), 8300) % 512 + 1 for letter in seen]
            self.known[text] = pieces, letters + [0] * (LONGEST_WORD - len(letters)), shape(text)
        return self.known[text]

    def size(self, doc: Doc) -> int:
        return sum(len(self.word(token.text)[0]) for token in doc) + 1

    def pack(self, docs: Iterable[Doc], most: int = PIECES) -> list[list[Doc]]:
        """Pack neighbouring documents into sequences of at most `most` pieces; a longer document is alone.

        Empty documents are left out, and so are those that the encoder cannot read as a whole.
        """
        result: list[list[Doc]] = []
        room = 0
        for doc in docs:
            size = self.size(doc)
            if len(doc) == 0 or size >= LONGEST:
                continue
            if size > room:
                result.append([])
                room = most
            result[-1].append(doc)
            room -= size
        return result

    def batch(self, sequences: list[list[Doc]]) -> Batch:
        rows, owners, letters, shapes, firsts = [], [], [], [], []
        words = 0
        for sequence in sequences:
            row, owner, first = [CLS], [-1], []
            for doc in sequence:
                for token in doc:
                    pieces, spelled, form = self.word(token.text)
                    first.append(len(row))
                    row.extend(pieces)
                    owner.extend([words] * len(pieces))
                    letters.append(spelled)
                    shapes.append([form, 9 + bool(token.whitespace_)])
                    words += 1
                row.append(SEP)
                owner.append(-1)
            rows.append(row)
            owners.append(owner)
            firsts.append(first)
        length = max(map(len, rows))
        return Batch(
            docs=sequences,
            pieces=torch.tensor([row + [0] * (length - len(row)) for row in rows]),
            of_word=torch.tensor(
                [[words if o < 0 else o for o in owner] + [words] * (length - len(owner)) for owner in owners]
            ),
            first=torch.tensor([i * length + place for i, row in enumerate(firsts) for place in row]),
            letters=torch.tensor(letters),
            shapes=torch.tensor(shapes),
        )


def batches(docs: Iterable[Doc], reader: Reader, per_batch: int = 16) -> Iterator[Batch]:
    sequences = reader.pack(docs)
    for start in range(0, len(sequences), per_batch):
        yield reader.batch(sequences[start : start + per_batch])


class Words(nn.Module):
    """A vector for each word of a batch, from the encoder and from its letters."""

    LETTERS = 96
    SHAPES = 16
    width = WIDTH + LETTERS + 2 * SHAPES

    def __init__(self) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.letters = nn.Embedding(520, 32, padding_idx=0)
        self.convolution = nn.Conv1d(32, self.LETTERS, 3, padding=1)
        self.shapes = nn.Embedding(11, self.SHAPES)
        self.added = nn.Linear(self.LETTERS + 2 * self.SHAPES, WIDTH, bias=False)
        nn.init.zeros_(self.added.weight)

    def forward(self, batch: Batch) -> Tensor:
        unique, back = batch.letters.unique(dim=0, return_inverse=True)
        spelled = self.convolution(self.letters(unique).transpose(1, 2)).relu().amax(2)[back]
        own = torch.cat([spelled, self.shapes(batch.shapes).flatten(1)], 1)
        added = torch.cat([self.added(own), torch.zeros(1, WIDTH)])[batch.of_word]
        mask = torch.zeros(batch.pieces.shape).masked_fill(batch.pieces == 0, -1e4)[:, None, None]
        with torch.autocast("cpu", dtype=torch.bfloat16):
            encoded = self.encoder(batch.pieces, added, mask.bfloat16())
        return torch.cat([encoded.float().flatten(0, 1)[batch.first], own], 1)


def optimizer(network: nn.Module, encoder: float, heads: float) -> torch.optim.Optimizer:
    """The encoder's learning rate falls by a tenth from each layer to the one below it."""
    rates: dict[float, list[nn.Parameter]] = {}
    for name, weight in network.named_parameters():
        rate = heads
        if ".encoder." in name and not name.endswith("mix"):
            parts = name.split(".layers.")
            depth = int(parts[1].split(".")[0]) + 1 if len(parts) > 1 else 0
            rate = encoder * 0.9 ** (LAYERS - depth)
        rates.setdefault(rate, []).append(weight)
    groups = [{"params": weights, "lr": rate} for rate, weights in rates.items()]
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01, fused=True)


@dataclass
class Settings:
    """The arguments of a teacher's script."""

    encoder: Path
    train: Path
    dev: Path
    output: Path
    steps: int
    every: int
    seed: int

    @classmethod
    def read(cls, description: str | None) -> "Settings":
        """From the command line."""
        parser = argparse.ArgumentParser(description=description)
        parser.add_argument("encoder", type=Path, help="folder with model.safetensors and tokenizer.json")
        parser.add_argument("train", type=Path)
        parser.add_argument("dev", type=Path)
        parser.add_argument("output", type=Path)
        parser.add_argument("--steps", type=int, default=2500)
        parser.add_argument("--every", type=int, default=500, help="steps from one measurement to the next")
        parser.add_argument("--seed", type=int, default=0)
        return cls(**vars(parser.parse_args()))


def teach(
    description: str | None,
    labels_of: Callable[[list[Doc]], dict[str, Any]],
    network_of: Callable[[dict[str, Any]], Any],
    figures: Callable[[Any, list[Doc], Reader], str],
) -> None:
    """Run a teacher's script: read arguments and documents, train, and save the weights and the labels."""
    options = Settings.read(description)
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    vocab = spacy.blank("en").vocab
    reader = Reader(options.encoder / "tokenizer.json")
    docs, dev = (list(DocBin().from_disk(path).get_docs(vocab)) for path in (options.train, options.dev))
    labels = labels_of(docs)
    network = network_of(labels)
    network.words.encoder.load(options.encoder / "model.safetensors")

    def evaluate() -> str:
        save(network, labels, options.output)
        return figures(network, dev, reader)

    sequences = reader.pack(docs)
    print(f"{len(sequences)} sequences, {sum(map(len, docs))} words", flush=True)
    train(network, network.loss, sequences, reader, evaluate, options)


def train(
    network: nn.Module,
    loss: Callable[[Batch], Tensor],
    sequences: list[list[Doc]],
    reader: Reader,
    evaluate: Callable[[], str],
    settings: Settings,
) -> None:
    """Train on so many batches of SEQUENCES, printing figures from time to time."""
    steps, every = settings.steps, settings.every
    rng = random.Random(settings.seed)  # noqa: S311 - not used for secrets
    optimize = optimizer(network, *RATES)
    warm = max(1, steps // 12)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimize, lambda step: min((step + 1) / warm, max(0.0, (steps - step) / (steps - warm)))
    )
    waiting: list[list[Doc]] = []
    total, words, started = 0.0, 0, time.time()
    network.train()
    for step in range(1, steps + 1):
        if len(waiting) < SEQUENCES:
            waiting = rng.sample(sequences, len(sequences)) + waiting
        batch = reader.batch([waiting.pop() for _ in range(min(SEQUENCES, len(waiting)))])
        value = loss(batch)
        optimize.zero_grad()
        value.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimize.step()
        schedule.step()
        total += value.item()
        words += len(batch.letters)
        if step % every == 0 or step == steps:
            network.eval()
            speed = words / (time.time() - started)
            print(
                f"{step} of {steps}: loss {total / every:.3f}, {speed:.0f} words/s, {evaluate()}", flush=True
            )
            network.train()
            total, words, started = 0.0, 0, time.time()


def save(network: nn.Module, labels: dict[str, Any], path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.save({"weights": network.state_dict(), "labels": labels}, path)


def percent(right: float, of: float) -> float:
    return 100 * right / max(1, of)


def harmonic(precision: float, recall: float) -> float:
    return 2 * precision * recall / max(1e-9, precision + recall)
