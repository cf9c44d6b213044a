"""What the gateway says of itself: data/wording/passerelle.yml."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path

from bot.source import fail, load_map
from gateway.settings import ROOT

FILE = ROOT / "data" / "wording" / "passerelle.yml"


@dataclass(frozen=True)
class Words:
    """One sentence or two for each occasion."""

    un_instant: str
    toutes_occupees: str
    encore_occupees: str
    panne: str
    panne_sans_personne: str


def load_words(path: Path = FILE) -> Words:
    """Raises SourceError, file and line named."""
    raw = load_map(path)
    names = {field.name for field in fields(Words)}
    raw.check_keys(names, names)
    for name in names:
        if not raw.text(name).strip() or any(sign.isdigit() for sign in raw.text(name)):
            fail(raw[name], f"« {name} » : une phrase, sans chiffre (écrivez les nombres en lettres)")
    return Words(**{name: str(raw.text(name)) for name in names})
