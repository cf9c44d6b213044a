"""A human voice: the French prompts that Debian ships (asterisk-core-sounds-fr-wav, CC-BY-SA), with their text."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import List

SOUNDS = Path("/usr/share/asterisk/sounds/fr_CA_f_June")
TEXTS = Path("/usr/share/doc/asterisk-core-sounds-fr/core-sounds-fr.txt.gz")
PACKAGES = "asterisk-core-sounds-fr asterisk-core-sounds-fr-wav"


def prompts(most: int = 30) -> List[tuple[Path, str]]:
    """Sentences of thirty to ninety signs and no figure, in the order of their names; none elsewhere."""
    if not TEXTS.exists():
        return []
    found = []
    for line in gzip.decompress(TEXTS.read_bytes()).decode("utf-8").splitlines():
        name, _, text = line.strip().partition(":")
        path = SOUNDS / f"{name.strip()}.wav"
        if 30 <= len(text) <= 90 and not any(c.isdigit() for c in text) and path.exists():
            found.append((path, text.strip()))
    return found[:most]
