"""How long things are kept, from `data/conservation.yml`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.source import fail, load_map

_KEYS = {"conversations", "fiches"}
#: Nothing here is of use for longer than a year.
LONGEST = 366


@dataclass(frozen=True)
class Conservation:
    """Days for which conversations and sheets are kept."""

    conversations: int
    fiches: int


def load_conservation(path: Path) -> Conservation:
    """Read the file. Raises SourceError naming file and line."""
    raw = load_map(path)
    raw.check_keys(_KEYS, _KEYS)
    days = {}
    for key in raw:
        text = raw.text(key)
        if not text.isdigit() or not 1 <= int(text) <= LONGEST:
            fail(raw[key], f"« {key} » doit être un nombre de jours, de 1 à {LONGEST}")
        days[str(key)] = int(text)
    return Conservation(**days)
