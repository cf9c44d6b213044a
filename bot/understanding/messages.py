"""The labelled messages of `data/messages/`: what the weighing of clauses in context learns from."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Mapping

from bot.catalogue import Fait
from bot.source import SourceError
from bot.understanding.marks import Mark, read_marks


@dataclass(frozen=True)
class Message:
    """A message, the words that state each fact, and how it came (`web`, `voix`)."""

    id: str
    text: str
    marks: tuple[Mark, ...]
    canal: str

    @property
    def by_the_person(self) -> bool:
        """Whether the insured person writes it."""
        return any(
            m.fait == "profil" and m.valeur == "assure" and not m.qualifier for m in self.marks
        )


def read_messages(folder: Path, catalogue: Mapping[str, Fait]) -> list[Message]:
    """Every message, in the order of the files. Raises SourceError naming file and line."""
    return [m for path in sorted(folder.glob("*.jsonl")) for m in read_file(path, catalogue)]


def read_file(path: Path, catalogue: Mapping[str, Fait]) -> list[Message]:
    """The messages of one file. Raises SourceError naming file and line."""
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            try:
                found.append(_message(line, catalogue))
            except (ValueError, KeyError, TypeError) as error:
                raise SourceError(f"{path.name}:{number}: message illisible ({error})") from None
    return found


def _message(line: str, catalogue: Mapping[str, Fait]) -> Message:
    raw = json.loads(line)
    text, marks = read_marks(raw["marque"])
    for mark in marks:
        if mark.fait not in catalogue:
            raise ValueError(f"« {mark.fait} » n'est pas un fait")
        if not catalogue[mark.fait].legal(mark.valeur):
            raise ValueError(f"« {mark.valeur} » n'est pas une valeur de « {mark.fait} »")
    return Message(str(raw["id"]), text, marks, str(raw["canal"]))
