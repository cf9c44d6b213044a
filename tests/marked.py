"""Reads the marked sentences of tests/corpus/ (format in tests/corpus/README.md)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Iterator

from bot.situation import Value
from bot.understanding.marks import Mark, read_marks


@dataclass(frozen=True)
class Marked:
    """A message without its marks, and its marks; where it stands."""

    text: str
    marks: tuple[Mark, ...]
    path: Path = Path()
    line: int = 0

    def expected(self) -> dict[str, set[Value]]:
        """Facts that must be read of the person, and their accepted values."""
        facts: dict[str, set[Value]] = {}
        for mark in self.marks:
            if not mark.qualifier:
                facts.setdefault(mark.fait, set()).add(mark.valeur)
        return facts

    def last(self) -> dict[str, Value]:
        """Facts of the person, the last value told of each."""
        return {m.fait: m.valeur for m in self.marks if not m.qualifier}


def read_marked(path: Path) -> Iterator[Marked]:
    """Every marked message of a file."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            yield Marked(*read_marks(line), path, number)
