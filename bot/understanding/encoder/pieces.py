"""Words → pieces of words, the alphabet of the encoder.

The unigram segmentation of SentencePiece (Kudo 2018): of all the ways to cut a word into known
pieces, the likeliest. Words are cut one by one, so that each piece belongs to one of ours.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Sequence

from bot.source import SourceError

#: The pieces that are no letters: where a message begins, what fills a batch, where it ends, and
#: what is none.
BEGIN, FILL, END, UNKNOWN = range(4)
#: Stands at the beginning of a word.
_OPENS = "▁"
#: How much less likely a letter that is no piece is than the rarest of them (as SentencePiece has it).
_UNKNOWN_PENALTY = 10.0
_REMEMBERED = 50_000


class Pieces:
    """The pieces and how likely each is (natural logarithm); a piece's number is its rank."""

    def __init__(self, pieces: Sequence[str], scores: Sequence[float]) -> None:
        self.pieces = tuple(pieces)
        self.scores = tuple(scores)
        self._rank = {p: i for i, p in enumerate(self.pieces) if i > UNKNOWN}
        self._longest = max(map(len, self._rank), default=1)
        self._unknown = min(self.scores[UNKNOWN + 1 :], default=0.0) - _UNKNOWN_PENALTY
        self.cut = lru_cache(maxsize=_REMEMBERED)(self._cut)

    @classmethod
    def load(cls, path: Path) -> "Pieces":
        """Read « piece, tab, score » lines. Raises SourceError naming file and line."""
        pieces, scores = [], []
        for number, line in enumerate(path.read_text(encoding="utf-8").rstrip("\n").split("\n"), 1):
            piece, tab, score = line.partition("\t")
            try:
                scores.append(float(score))
            except ValueError:
                raise SourceError(f"{path.name}:{number}: il faut « morceau, tabulation, score »") from None
            pieces.append(piece)
        return cls(pieces, scores)

    def _cut(self, word: str) -> tuple[int, ...]:
        """The numbers of a word's pieces, the likeliest way; never empty."""
        text = _OPENS + word
        best = [0.0] + [float("-inf")] * len(text)
        back = [(0, UNKNOWN)] * (len(text) + 1)
        for start in range(len(text)):
            for end in range(start + 1, min(len(text), start + self._longest) + 1):
                rank = self._rank.get(text[start:end])
                if rank is not None and best[start] + self.scores[rank] > best[end]:
                    best[end], back[end] = best[start] + self.scores[rank], (start, rank)
            if best[start] + self._unknown > best[start + 1]:
                best[start + 1], back[start + 1] = best[start] + self._unknown, (start, UNKNOWN)
        out, at = [], len(text)
        while at:
            at, rank = back[at]
            out.append(rank)
        return tuple(reversed(out))
