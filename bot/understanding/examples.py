"""The labelled clauses of `data/examples/`: what the learnt part of the understanding learns from."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Mapping, Optional, Sequence

from bot.catalogue import OUI_NON, Fait
from bot.situation import Value
from bot.source import fail, load_map

#: The topic of a clause that states nothing.
RIEN = "rien"
#: The file that tells who writes: whole beginnings of messages, not clauses.
PROFIL = "profil"


@dataclass(frozen=True)
class Example:
    """A clause, the fact it states and its value; `rien` for both when it states none.

    A clause that sounds like an emergency and is none states nothing, with the value `aucune`.
    """

    text: str
    topic: str
    value: Value

    @property
    def label(self) -> str:
        """What a classifier is to answer: `rien`, or topic and value."""
        return RIEN if self.topic == RIEN else f"{self.topic}={self.value}"


def read_examples(folder: Path, catalogue: Mapping[str, Fait]) -> list[Example]:
    """Every example. Raises SourceError naming file and line."""
    found: list[Example] = []
    for path in sorted(folder.glob("*.yml")):
        fait = catalogue.get(path.stem)
        raw = load_map(path)
        if fait is None and path.stem != RIEN:
            fail(raw, f"« {path.stem} » n'est pas un fait")
        for key in raw:
            value = _value(fait, key)
            topic = RIEN if value == "aucune" and path.stem == "urgence" else path.stem
            found += [Example(str(text), topic, value) for text in raw.texts(key)]
    return found


def of_clauses(examples: Sequence[Example]) -> list[Example]:
    """The examples that are clauses."""
    return [e for e in examples if e.topic != PROFIL]


def of_writers(examples: Sequence[Example]) -> list[Example]:
    """The examples that tell who writes."""
    return [e for e in examples if e.topic == PROFIL]


def digest(folder: Path, *code: Path) -> str:
    """A name for the content of the examples, and of the `code` that learns from them."""
    sha = hashlib.sha256()
    for path in (*code, *sorted(folder.glob("*.yml"))):
        sha.update(path.name.encode() + path.read_bytes())
    return sha.hexdigest()[:16]


def _value(fait: Optional[Fait], key: str) -> Value:
    if fait is None:
        return RIEN
    if fait.type == OUI_NON:
        if key not in ("oui", "non"):
            fail(key, f"« {key} » : il faut oui ou non")
        return key == "oui"
    if key not in fait.valeurs:
        fail(key, f"« {key} » n'est pas une valeur de « {fait.code} »")
    return str(key)
