"""Reads the marked sentences of tests/corpus/ (format in tests/corpus/README.md)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Iterator

from bot.situation import Value

_MARK = re.compile(r"\[([^\]]*)\]\{([^}]*)\}")


@dataclass(frozen=True)
class Mark:
    """Words of a sentence and the fact they state; `qualifier` when it must not be read."""

    words: str
    fait: str
    valeur: Value
    qualifier: str


@dataclass(frozen=True)
class Marked:
    """A message without its marks, and its marks; where it stands."""

    text: str
    marks: tuple[Mark, ...]
    path: Path
    line: int

    def expected(self) -> dict[str, set[Value]]:
        """Facts that must be read of the person, and their accepted values."""
        facts: dict[str, set[Value]] = {}
        for mark in self.marks:
            if not mark.qualifier:
                facts.setdefault(mark.fait, set()).add(mark.valeur)
        return facts


def read_value(raw: str) -> Value:
    """« true », « 53 », « msa » as a fact's value."""
    if raw in ("true", "false"):
        return raw == "true"
    try:
        return float(raw) if "." in raw else int(raw)
    except ValueError:
        return raw


def marked_line(line: str, path: Path = Path(), number: int = 0) -> Marked:
    """A message from its marked form."""
    marks = []
    for words, body in _MARK.findall(line):
        for pair in body.split(","):
            pair, _, qualifier = pair.strip().partition("|")
            fait, _, raw = pair.partition("=")
            fait, raw = fait.strip(), raw.strip()
            value = raw if fait == "departement" else read_value(raw)
            marks.append(Mark(words, fait, value, qualifier.strip()))
    return Marked(_MARK.sub(r"\1", line), tuple(marks), path, number)


def read_marked(path: Path) -> Iterator[Marked]:
    """Every marked message of a file."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            yield marked_line(line, path, number)
