"""Gives canonical words their accents back: the encoder learnt French as it is written.

A message typed without accents and the same with them are thus read alike: both are stripped, then
spelt in one way, the most frequent of the words written so.
"""

from __future__ import annotations

from pathlib import Path
from typing import Mapping

from bot.source import SourceError


class Accents:
    """Canonical word → how it is mostly spelt."""

    def __init__(self, spelt: Mapping[str, str]) -> None:
        self._spelt = dict(spelt)

    @classmethod
    def load(cls, path: Path) -> "Accents":
        """Read « canonical, tab, spelt » lines. Raises SourceError naming file and line."""
        spelt = {}
        for number, line in enumerate(path.read_text(encoding="utf-8").rstrip("\n").split("\n"), 1):
            plain, tab, word = line.partition("\t")
            if not (plain and word):
                raise SourceError(f"{path.name}:{number}: il faut « mot, tabulation, mot accentué »")
            spelt[plain] = word
        return cls(spelt)

    def of(self, token: str) -> str:
        """« arrete » → « arrêté »; a word never written with an accent stays as it is."""
        return self._spelt.get(token, token)
