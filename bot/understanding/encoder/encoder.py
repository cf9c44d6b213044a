"""The encoder: a small language model, fine-tuned on the messages of `data/messages/`, run by ONNX.

How it is made, and from what: encoder/README.md. It reads the canonical words of a message and
the signs of the patterns, and answers for each fact and value the chance that it is stated.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Sequence

import numpy as np

from bot.situation import Value
from bot.source import SourceError
from bot.understanding.encoder.accents import Accents
from bot.understanding.encoder.judgement import Judgement, Label
from bot.understanding.encoder.pieces import BEGIN, END, Pieces
from bot.understanding.marks import read_value
from bot.understanding.text import SENTENCE_END

#: Pieces of a message read at a time; a longer one is read in several parts.
_MOST_PIECES = 300
#: A part ends at the end of a sentence when one comes in its last words.
_LOOKED_BACK = 60


@dataclass(frozen=True)
class Encoder:
    """session: the network. labels: what it tells, by its columns. signs: column of each sign."""

    session: Any
    pieces: Pieces
    accents: Accents
    labels: tuple[Label, ...]
    signs: dict[str, int]

    @classmethod
    def load(cls, folder: Path) -> "Encoder":
        """Read `data/encoder/`. Raises SourceError naming the file that is missing or wrong."""
        import onnxruntime

        try:
            told = json.loads((folder / "etiquettes.json").read_text(encoding="utf-8"))
            labels = tuple(_label(name, column) for column, name in enumerate(told["faits"]))
            signs = {name: column for column, name in enumerate(told["signes"])}
        except (OSError, ValueError, KeyError) as error:
            raise SourceError(f"encoder/etiquettes.json : fichier illisible ({error})") from None
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1  # one message, one core
        options.log_severity_level = 3
        try:
            session = onnxruntime.InferenceSession(
                str(folder / "encodeur.onnx"), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # onnxruntime's own exceptions have no common class
            raise SourceError(f"encoder/encodeur.onnx : modèle illisible ({error})") from None
        return cls(
            session, Pieces.load(folder / "morceaux.tsv"), Accents.load(folder / "accents.tsv"),
            tuple(lab for lab in labels if lab is not None), signs,
        )  # fmt: skip

    def judge(self, tokens: Sequence[str], signs: Sequence[set[str]]) -> Judgement:
        """Read a message; `signs`: of each word (signs.py)."""
        chances, rows = None, []
        for first, last in self._parts(tokens):
            here, by_word = self._read(tokens[first:last], signs[first:last])
            chances = here if chances is None else np.maximum(chances, here)
            rows.append(by_word)
        if chances is None:
            raise ValueError("an empty message has nothing to judge")
        return Judgement(self.labels, chances, np.concatenate(rows))

    def _read(
        self, tokens: Sequence[str], signs: Sequence[set[str]]
    ) -> tuple[np.ndarray, np.ndarray]:
        ids, first = [BEGIN], []
        for token in tokens:
            first.append(len(ids))
            ids.extend(self.pieces.cut(self.accents.of(token)))
        ids.append(END)
        told = np.zeros((1, len(tokens), len(self.signs)), dtype=np.float32)
        for row, names in enumerate(signs):
            for name in names:
                column = self.signs.get(name)
                if column is not None:
                    told[0, row, column] = 1.0
        by_word, whole = self.session.run(
            ("mots", "message"),
            {"morceaux": np.array([ids]), "debuts": np.array([first]), "signes": told},
        )
        return _chances(whole[0]), _chances(by_word[0])

    def _parts(self, tokens: Sequence[str]) -> list[tuple[int, int]]:
        """Parts of a message that the encoder reads at once: first word and end of each."""
        sizes = [len(self.pieces.cut(self.accents.of(t))) for t in tokens]
        parts, first, used = [], 0, 0
        for i, size in enumerate(sizes):
            if used + size > _MOST_PIECES and i > first:
                end = _sentence_end(tokens, first, i)
                parts.append((first, end))
                first, used = end, sum(sizes[end:i])
            used += size
        if first < len(tokens):
            parts.append((first, len(tokens)))
        return parts


def _sentence_end(tokens: Sequence[str], first: int, last: int) -> int:
    """The end of the last sentence that ends shortly before `last`; `last` when none does."""
    for i in range(last - 1, max(first, last - _LOOKED_BACK), -1):
        if tokens[i] in SENTENCE_END:
            return i + 1
    return last


def _label(name: str, column: int) -> Label | None:
    """« isolement=true », « age »; None for what is learnt only to be told from it (`|autre`)."""
    if "|" in name:
        return None
    fait, equal, raw = name.partition("=")
    value: Value = read_value(raw) if equal else None
    return Label(fait, value, column)


def _chances(odds: np.ndarray) -> np.ndarray:
    return 1.0 / (1.0 + np.exp(-odds))
