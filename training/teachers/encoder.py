"""The teachers' network: a pretrained encoder that also sees the case and the letters of words, with heads.

The encoder (BERT with six layers, 384 wide) reads lower-case word pieces. Letters, shape and spacing are used
twice: added to its input, so that they count in context, and next to its output.
"""

from pathlib import Path

import torch
from safetensors.torch import load_file
from teachers.batches import Batch
from torch import Tensor, nn
from torch.nn import functional

WIDTH, LAYERS, ATTENTION_HEADS, FORWARD = 384, 6, 12, 1536


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
