"""Documents as the encoder reads them: word pieces, letters and shapes, many documents in a batch."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import torch
from spacy.tokens import Doc
from tokenizers import Tokenizer
from torch import Tensor

CLS, SEP, UNKNOWN = 101, 102, 100
LONGEST_WORD = 14
"""Letters of a word that the network sees: the first ten and the last four."""
PIECES = 160
"""Word pieces of a sequence: as many short documents as fit are packed into one, with marks between them."""
LONGEST = 512
"""Pieces of a sequence that the encoder can read."""


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
