"""What the encoder makes of a message: how likely each fact is to be stated, and by which words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Iterator

import numpy as np

from bot.situation import Value
from bot.understanding.candidates import MEASURED

#: The words about a fact are those at least so likely, beside the likeliest, to state it.
_OF_THE_BEST = 0.35
#: Words so near one another bear a fact together.
_TOGETHER = 5
#: A word that bears a fact is at least so likely to; a message so sure needs none.
_BORNE, _SURE = 0.35, 0.9
#: Never fewer than nothing: a chance is kept away from 0 and 1, whose odds have no logarithm.
_EDGE = 1e-6


@dataclass(frozen=True)
class Label:
    """A fact and value that the encoder tells; `value` is None for a number or a place."""

    fait: str
    value: Value
    column: int


@dataclass(frozen=True)
class Judgement:
    """labels: what is told. chances: of each, that the message states it of the person. by_word:
    words × labels, that a word belongs to what states it."""

    labels: tuple[Label, ...]
    chances: np.ndarray
    by_word: np.ndarray

    def of(self, fait: str) -> Iterator[tuple[Label, float]]:
        """The values of a fact, with their chances."""
        for label in self.labels:
            if label.fait == fait:
                yield label, float(self.chances[label.column])

    def borne(self, label: Label) -> bool:
        """Whether words bear a label, or the whole is sure without them: what usually goes together (a long leave,
        no money) is no fact stated."""
        best = float(self.by_word[:, label.column].max())
        return best >= _BORNE or float(self.chances[label.column]) >= _SURE

    def words(self, label: Label) -> tuple[int, int]:
        """First word and end (excluded) of what most likely states `label`."""
        column = self.by_word[:, label.column]
        around = np.convolve(column, np.ones(_TOGETHER), mode="same")[: len(column)]
        best = int((column * around).argmax())  # a word among others that bear it, not one alone
        least = _OF_THE_BEST * column[best]
        first, last = best, best + 1
        while first > 0 and column[first - 1] >= least:
            first -= 1
        while last < len(column) and column[last] >= least:
            last += 1
        return first, last

    def measured(self, fait: str, first: int, last: int) -> float:
        """The chance that the words `first` to `last` (excluded) tell the person's `fait`."""
        label = next((lab for lab in self.labels if lab.fait == fait), None)
        if label is None or fait not in MEASURED:
            return 0.0
        return float(self.by_word[first:last, label.column].max())


def log_odds(chance: float) -> float:
    """0 for one in two, positive above."""
    bounded = min(max(chance, _EDGE), 1 - _EDGE)
    return float(np.log(bounded / (1 - bounded)))


def chance_of(odds: float) -> float:
    """The inverse of `log_odds`."""
    return float(1.0 / (1.0 + np.exp(-odds)))
