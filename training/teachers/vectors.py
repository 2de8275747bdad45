"""Static vectors for the students, from what the teachers know about single words.

Each of the encoder's most frequent whole words is shown to both teachers: in lower case and alone to the
syntax teacher, capitalised and in a few contexts to the names teacher. The main directions of their output
become its vector.
"""

import argparse
import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from pipeline.vector_file import as_pipeline, main_directions
from spacy.tokens import Doc
from spacy.vocab import Vocab
from teachers.batches import Batch, Reader
from teachers.encoder import WIDTH
from teachers.teach_names import Names
from teachers.teach_syntax import Syntax
from torch import Tensor

WORD = re.compile(r"[a-z]{2,}")


def common_words(vocabulary: Path, most: int) -> list[str]:
    """The most frequent words; the encoder's vocabulary is sorted by frequency."""
    pieces = vocabulary.read_text(encoding="utf8").split("\n")
    return [piece for piece in pieces if WORD.fullmatch(piece)][:most]


ALONE = ("{}",)
CONTEXTS = (
    ("{}", "said", "on", "Monday", "."),
    ("They", "met", "in", "{}", "."),
    ("The", "{}", "group", "is", "new", "."),
    ("According", "to", "{}", ",", "it", "was", "time", "."),
)
"""Contexts for a person, a place and an organization."""


@torch.inference_mode()
def seen(
    network: Callable[[Batch], Tensor], words: list[str], context: tuple[str, ...], reader: Reader
) -> NDArray[np.float32]:
    """(words, width): a network's output for each word in place of the braces."""
    vocab, place = Vocab(), context.index("{}")
    found = []
    for start in range(0, len(words), 512):
        some = words[start : start + 512]
        sequences = [[Doc(vocab, words=[each.format(word) for each in context])] for word in some]
        given = network(reader.batch(sequences))
        found.append(given.view(len(some), len(context), -1)[:, place].numpy())
    return np.concatenate(found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("encoder", type=Path, help="folder with tokenizer.json and vocab.txt")
    parser.add_argument("syntax", type=Path)
    parser.add_argument("names", type=Path)
    parser.add_argument("output", type=Path, help="folder of a blank pipeline with the vectors")
    parser.add_argument("--words", type=int, default=16800)
    parser.add_argument("--width", type=int, default=64)
    options = parser.parse_args()
    torch.set_num_threads(1)
    reader = Reader(options.encoder / "tokenizer.json")
    words = common_words(options.encoder / "vocab.txt", options.words)
    teachers = [torch.load(path, weights_only=True) for path in (options.syntax, options.names)]
    syntax, names = Syntax(teachers[0]["labels"]), Names(teachers[1]["labels"])
    syntax.load_state_dict(teachers[0]["weights"])
    names.load_state_dict(teachers[1]["weights"])
    syntax.eval()
    names.eval()
    capital = [word.capitalize() for word in words]
    named = [seen(lambda batch: names.hidden(names.words(batch)), capital, each, reader) for each in CONTEXTS]
    blocks = [
        seen(lambda batch: syntax.words(batch)[:, :WIDTH], words, ALONE, reader),
        np.mean(named, axis=0),
    ]
    as_pipeline(words, main_directions(blocks, options.width)).to_disk(options.output)
    print(f"{len(words)} words")


if __name__ == "__main__":
    main()
