"""Material → batches: messages as numbers, with what is to be answered."""

from __future__ import annotations

import collections
import random
from dataclasses import dataclass
from typing import Any, Iterator, Mapping, Sequence

import torch
from torch import Tensor

from bot.understanding.encoder.accents import Accents
from bot.understanding.encoder.pieces import BEGIN, END, FILL, Pieces
from bot.understanding.text import PUNCTUATION

#: Labels and signs seen in fewer messages are not learnt.
_FEWEST_LABELS, _FEWEST_SIGNS = 8, 20
#: A text without punctuation, as dictated; words lost; signs lost, some or all, so that none is all that is heard.
_UNPUNCTUATED, _WITH_LOSSES, _LOST = 0.35, 0.4, 0.05
_SIGNS_LOST, _OF_THE_SIGNS, _WITHOUT_SIGNS = 0.3, 0.3, 0.1
#: How often a message that names somebody is read without the names.
_MASKED = 0.7
_NOTHING = "rien"
#: Shorter messages weigh as much as these, in pieces, or a step would hold hundreds of them.
_SHORTEST = 16


@dataclass(frozen=True)
class Answers:
    """labels, signs: what the network tells and is told, by column."""

    labels: Mapping[str, int]
    signs: Mapping[str, int]

    @classmethod
    def of(cls, messages: Sequence[Mapping[str, Any]]) -> "Answers":
        """Those seen often enough in the messages."""
        labels = collections.Counter(x for m in messages for x in m["etiquettes"])
        signs = collections.Counter(x for m in messages for x in {s for w in m["signes"] for s in w})
        return cls(
            {x: i for i, x in enumerate(sorted(x for x, n in labels.items() if n >= _FEWEST_LABELS))},
            {x: i for i, x in enumerate(sorted(x for x, n in signs.items() if n >= _FEWEST_SIGNS))},
        )


@dataclass(frozen=True)
class Batch:
    """What the network takes, then what it should answer; `whole_known`, `words_known`: where that is known."""

    pieces: Tensor
    mask: Tensor
    first: Tensor
    words: Tensor
    signs: Tensor
    whole: Tensor
    whole_known: Tensor
    by_word: Tensor
    words_known: Tensor


class Samples:
    """Turns messages (marked) and clauses (one fact each) into batches."""

    def __init__(self, answers: Answers, pieces: Pieces, accents: Accents, dice: random.Random) -> None:
        self._answers, self._pieces, self._accents, self._dice = answers, pieces, accents, dice
        self._lengths: dict[int, int] = {}
        self._values: dict[str, list[int]] = collections.defaultdict(list)
        for name, column in answers.labels.items():
            self._values[name.split("=")[0].split("|")[0]].append(column)

    def epoch(
        self, messages: Sequence[Mapping], clauses: Sequence[Mapping], share: float, pieces: int
    ) -> Iterator[list[Mapping]]:
        """All messages and a share of the clauses, in groups of like lengths of about so many pieces."""
        pool = [*messages, *self._dice.sample(list(clauses), int(share * len(clauses)))]
        self._dice.shuffle(pool)
        groups, run = [], 1600
        for start in range(0, len(pool), run):
            group: list[Mapping] = []
            for item in sorted(pool[start : start + run], key=self._length):
                group.append(item)
                if len(group) * max(self._length(item), _SHORTEST) >= pieces:
                    groups.append(group)
                    group = []
            if group:
                groups.append(group)
        self._dice.shuffle(groups)
        yield from groups

    def _length(self, item: Mapping) -> int:
        """Pieces of an item, counted once."""
        if id(item) not in self._lengths:
            cut = (self._pieces.cut(self._accents.of(word)) for word in item["mots"])
            self._lengths[id(item)] = sum(map(len, cut))
        return self._lengths[id(item)]

    def batch(self, items: Sequence[Mapping], learning: bool) -> Batch:
        """learning: with the losses that make the reading sturdy, and mostly without names."""
        items = [self._as_met(item) if learning else item for item in items]
        rows = [self._row(item, learning) for item in items]
        size, longest = len(rows), max(len(r[0]) for r in rows)
        most = max(len(r[1]) for r in rows)
        labels, signs = len(self._answers.labels), len(self._answers.signs)
        out = Batch(
            torch.full((size, longest), FILL), torch.zeros(size, longest, dtype=torch.bool),
            torch.zeros(size, most, dtype=torch.long), torch.zeros(size, most, dtype=torch.bool),
            torch.zeros(size, most, signs), torch.zeros(size, labels), torch.ones(size, labels),
            torch.zeros(size, most, labels), torch.zeros(size, most, 1),
        )  # fmt: skip
        for i, (pieces, first, kept) in enumerate(rows):
            out.pieces[i, : len(pieces)] = torch.tensor(pieces)
            out.mask[i, : len(pieces)] = True
            out.first[i, : len(first)] = torch.tensor(first)
            out.words[i, : len(first)] = True
            self._tell(items[i], kept, i, out, learning)
        return out

    def _as_met(self, item: Mapping) -> Mapping:
        """A message as the channels mostly give it: without its names."""
        return {**item, **item["masque"]} if "masque" in item and self._dice.random() < _MASKED else item

    def _row(self, item: Mapping, learning: bool) -> tuple[list[int], list[int], list[int]]:
        """Pieces, each word's first one, and which words were kept."""
        words, dice = item["mots"], self._dice
        kept = list(range(len(words)))
        if learning and dice.random() < _UNPUNCTUATED:
            kept = [i for i in kept if words[i] not in PUNCTUATION] or kept
        elif learning and dice.random() < _WITH_LOSSES:
            kept = [i for i in kept if dice.random() > _LOST] or kept
        pieces, first = [BEGIN], []
        for i in kept:
            first.append(len(pieces))
            pieces.extend(self._pieces.cut(self._accents.of(words[i])))
        return [*pieces, END], first, kept

    def _tell(self, item: Mapping, kept: Sequence[int], row: int, out: Batch, learning: bool) -> None:
        signs, labels = self._answers.signs, self._answers.labels
        for n, i in enumerate(kept):
            for name in item["signes"][i]:
                if name in signs:
                    out.signs[row, n, signs[name]] = 1.0
        chance = self._dice.random()
        if learning and chance < _SIGNS_LOST + _WITHOUT_SIGNS:
            lost = _OF_THE_SIGNS if chance < _SIGNS_LOST else 1.0
            out.signs[row] *= (torch.rand(len(signs)) > lost).float()
        if "marques" in item:
            out.words_known[row, : len(kept)] = 1.0
            for name in item["etiquettes"]:
                if name in labels:
                    out.whole[row, labels[name]] = 1.0
            for n, i in enumerate(kept):
                for name in item["marques"][i]:
                    if name in labels:
                        out.by_word[row, n, labels[name]] = 1.0
        elif item["fait"] == _NOTHING:
            out.words_known[row, : len(kept)] = 1.0
        else:  # a clause tells one fact; of the others nothing is known
            out.whole_known[row] = 0.0
            out.whole_known[row, self._values[item["fait"]]] = 1.0
            if item["etiquette"] in labels:
                out.whole[row, labels[item["etiquette"]]] = 1.0
