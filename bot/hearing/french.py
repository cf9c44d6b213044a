"""Which words are right as they stand: French words, first names, towns. They are never taken for an error."""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from pathlib import Path

from bot.privacy.message import plain
from bot.source import load_map

#: Towns with more inhabitants are listened for where a place is expected; words of the names of smaller ones are known.
BIG_TOWN, KNOWN_TOWN = 30_000, 1_000
_PARTS = re.compile(r"[^\W\d_]+")


def known_words(data: Path) -> frozenset[str]:
    """Plain words of every list of `data` that is French. Raises OSError or SourceError."""
    words: set[str] = set()
    for path in (data / "privacy" / "mots_courants.txt", data / "vocabulary" / "orthographe.txt"):
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line.startswith("#"):
                words.update(line.lstrip("=").split())
    people = load_map(data / "vocabulary" / "personnes.yml")
    for key in ("prenoms_masculins", "prenoms_feminins", "prenoms_ambigus"):
        words.update(map(plain, people.texts(key)))
    words.update(map(plain, load_map(data / "vocabulary" / "abreviations.yml")))
    words.update(map(plain, load_map(data / "vocabulary" / "ecriture_libre.yml")))
    words.update(plain(w) for w in load_map(data / "privacy" / "noms.yml").texts("sigles"))
    for name, people_there in _communes(data):
        if people_there >= KNOWN_TOWN:
            words.update(part for part in _PARTS.findall(plain(name)))
    return frozenset(words)


def places(data: Path) -> tuple[str, ...]:
    """Names of the départements, then of the big towns, each once. Raises OSError."""
    with (data / "directory" / "departements.csv").open(encoding="utf-8", newline="") as stream:
        names = [row["nom"] for row in csv.DictReader(stream)]
    names += [name for name, people_there in _communes(data) if people_there > BIG_TOWN]
    return tuple(dict.fromkeys(names))


@lru_cache(maxsize=2)
def _communes(data: Path) -> list[tuple[str, int]]:
    with (data / "directory" / "communes.csv").open(encoding="utf-8", newline="") as stream:
        return [(row["nom"], int(row["population"] or 0)) for row in csv.DictReader(stream)]


def place_names(data: Path) -> frozenset[str]:
    """Plain names of every commune and département, hyphens and apostrophes opened."""
    with (data / "directory" / "departements.csv").open(encoding="utf-8", newline="") as stream:
        names = [row["nom"] for row in csv.DictReader(stream)]
    names += [name for name, _ in _communes(data)]
    return frozenset(re.sub(r"[\s\-']+", " ", plain(name)) for name in names)
