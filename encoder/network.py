"""The network: a BERT of a few layers, signs of the patterns added to its words, two heads.

Each word gets, for each label, the odds that it belongs to what states it; the message gets the odds
that something states it, from an attention over its words, from the likeliest word and from the signs.
"""

from __future__ import annotations

from typing import Mapping, Optional, Sequence

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

WIDTH, HEADS, INNER, POSITIONS = 384, 12, 1536, 512
_FAR = -1e4  # odds that no sum brings back


class Layer(nn.Module):
    """Attention, then a feed-forward step; normalised after each, as BERT is."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.ao = nn.Linear(WIDTH, WIDTH)
        self.ln1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.fi = nn.Linear(WIDTH, INNER)
        self.fo = nn.Linear(INNER, WIDTH)
        self.ln2 = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x: Tensor, bias: Optional[Tensor], drop: float) -> Tensor:
        batch, length, _ = x.shape
        parts = self.qkv(x).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        q, k, v = parts[0], parts[1], parts[2]
        seen = F.scaled_dot_product_attention(q, k, v, attn_mask=bias)
        seen = self.ao(seen.transpose(1, 2).reshape(batch, length, WIDTH))
        x = self.ln1(x + F.dropout(seen, drop, self.training))
        more = self.fo(F.gelu(self.fi(x)))
        return self.ln2(x + F.dropout(more, drop, self.training))


class Encoder(nn.Module):
    """Pieces → vectors."""

    def __init__(self, pieces: int, layers: int) -> None:
        super().__init__()
        self.word = nn.Embedding(pieces, WIDTH)
        self.pos = nn.Embedding(POSITIONS, WIDTH)
        self.ln = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))

    def run(self, x: Tensor, mask: Optional[Tensor], drop: float) -> Tensor:
        x = F.dropout(self.ln(x), drop, self.training)
        bias = None
        if mask is not None:
            bias = torch.zeros(mask.shape).masked_fill(~mask, _FAR)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, bias, drop)
        return x

    def start_from(self, tensors: Mapping[str, np.ndarray], kept: Sequence[int], layers: Sequence[int]) -> None:
        """Take the weights of the base: `kept` pieces, and of its twelve layers those of `layers`."""

        def take(name: str, *shape: int) -> Tensor:
            return torch.from_numpy(tensors[name]).view(*shape)

        with torch.no_grad():
            self.word.weight.copy_(take("emb.word", -1, WIDTH)[list(kept)])
            self.pos.weight.copy_(take("emb.pos", -1, WIDTH) + take("emb.type", -1, WIDTH)[0])
            self.ln.weight.copy_(take("emb.ln.w", -1))
            self.ln.bias.copy_(take("emb.ln.b", -1))
            for layer, n in zip(self.layers, layers):
                layer.qkv.weight.copy_(torch.cat([take(f"l{n}.{x}.w", WIDTH, WIDTH) for x in "qkv"]))
                layer.qkv.bias.copy_(torch.cat([take(f"l{n}.{x}.b", -1) for x in "qkv"]))
                for ours, theirs, *shape in (
                    ("ao", "ao", WIDTH, WIDTH), ("fi", "fi", INNER, WIDTH), ("fo", "fo", WIDTH, INNER),
                    ("ln1", "aln", -1), ("ln2", "oln", -1),
                ):  # fmt: skip
                    part = getattr(layer, ours)
                    part.weight.copy_(take(f"l{n}.{theirs}.w", *shape))
                    part.bias.copy_(take(f"l{n}.{theirs}.b", -1))


class Network(nn.Module):
    """Pieces and signs → odds for each word and for the message."""

    def __init__(self, pieces: int, labels: int, signs: int, layers: int) -> None:
        super().__init__()
        self.enc = Encoder(pieces, layers)
        self.sig = nn.Linear(signs, WIDTH, bias=False)
        self.tok = nn.Linear(WIDTH, labels)
        self.toks = nn.Linear(signs, labels, bias=False)
        self.att = nn.Linear(WIDTH, labels)
        self.val = nn.Linear(WIDTH, labels)
        self.vals = nn.Linear(signs, labels, bias=False)
        self.gain = nn.Parameter(torch.full((labels,), 0.5))
        for straight in (self.sig, self.toks, self.vals):  # nothing at first: the base is left as it is
            nn.init.zeros_(straight.weight)
        nn.init.normal_(self.att.weight, std=0.02)
        nn.init.zeros_(self.att.bias)
        nn.init.constant_(self.tok.bias, -4.0)  # most words state nothing
        nn.init.constant_(self.val.bias, -1.0)

    def forward(
        self, pieces: Tensor, mask: Optional[Tensor], first: Tensor, words: Optional[Tensor],
        signs: Tensor, drop: float = 0.0,
    ) -> tuple[Tensor, Tensor]:  # fmt: skip
        """pieces, mask: batch × pieces. first: batch × words, each word's first piece. words: which are
        words. signs: batch × words × signs. Returns odds: batch × words × labels, batch × labels."""
        at = first[..., None].expand(-1, -1, WIDTH)
        told = self.sig(signs)
        if words is not None:
            told = told * words[..., None]
        x = self.enc.word(pieces) + self.enc.pos.weight[: pieces.shape[1]]
        h = self.enc.run(x.scatter_add(1, at, told), mask, drop)
        h = F.dropout(torch.gather(h, 1, at), drop, self.training)
        by_word = self.tok(h) + self.toks(signs)
        weight, best = self.att(h) + self.gain * by_word, by_word
        if words is not None:
            weight = weight.masked_fill(~words[..., None], _FAR)
            best = best.masked_fill(~words[..., None], _FAR)
        whole = (weight.softmax(1) * self.val(h)).sum(1)
        whole = whole + self.gain * best.max(1).values + self.vals(signs.max(1).values)
        return by_word, whole
