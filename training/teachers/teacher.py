"""Train a teacher, whatever it teaches: its settings, its steps, and what is saved."""

import argparse
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import spacy
import torch
from spacy.tokens import Doc, DocBin
from teachers.batches import Batch, Reader
from teachers.encoder import LAYERS
from torch import Tensor, nn

SEQUENCES = 8
"""Sequences of a training batch."""
RATES = 1.5e-4, 1e-3
"""Learning rates of the encoder's last layer and of all that is new."""


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
