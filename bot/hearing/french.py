"""Which words are right as they stand: French words, first names, towns. They are never taken for an error."""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from pathlib import Path
from typing import AbstractSet

from bot.privacy.message import plain
from bot.source import load_map

#: Towns with more inhabitants are listened for where a place is expected; words of the names of smaller ones are known.
BIG_TOWN, KNOWN_TOWN = 30_000, 1_000
#: The lists leave out the words that are everywhere.
_EVERYWHERE = (
    "ah aie ait as avec bah bof car ce ceci cela celle celles celui ces cet cette ceux chacun chacune chez ci dans de "
    "des donc dont du elle elles en es et eu eue eux eh euh hein hop il ils je jusque la le les leur leurs lors lui ma "
    "mais me mes mien moi mon ne ni non nos notre nous oh on ont or ou oui ouais par pas pour puisque qu quand que "
    "quel quelle quels quelles qui quoi sa sans se selon ses si sien soi son sous sur ta te tes toi ton tu un une va "
    "voici voila voir vos votre vous y zut am st ste asseoir ado edf min semi sms week end it iv bb el"
).split()
#: Verb endings, with what the infinitive puts instead.
_VERBS = (
    re.compile(r"(?:ais|ait|aient|ions|iez|ant|ent|ons|ez|e|es|ee|ees)$"),
    re.compile(r"(?:erai|eras|era|erons|erez|eront|erais|erait|erions|eriez|eraient)$"),
)
_INFINITIVES = ("er", "ir", "re", "e")
_PREFIXES = (
    "re",
    "tele",
    "poly",
    "auto",
    "anti",
    "pre",
    "post",
    "neuro",
    "multi",
    "inter",
    "sous",
    "hyper",
    "hypo",
)
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
    words.update(part for name in departements(data) for part in _PARTS.findall(plain(name)))
    return frozenset((*words, *_EVERYWHERE))


def is_french(word: str, known: AbstractSet[str]) -> bool:
    """Whether a plain word is known, or made of a known one: a plural, a verb's form, « re- », « télé- »."""
    word = word.replace("œ", "oe").replace("æ", "ae")
    if word in known or (word[-1] in "sx" and word[:-1] in known):
        return True
    if any(
        word.startswith(p) and len(word) - len(p) > 4 and word[len(p) :] in known for p in _PREFIXES
    ):
        return True
    for ending in _VERBS:
        stem = ending.sub("", word)
        if len(stem) > 2 and stem != word and any(stem + e in known for e in _INFINITIVES):
            return True
    return False


def big_towns(data: Path) -> tuple[str, ...]:
    """Names of the big towns, each once. Raises OSError."""
    return tuple(
        dict.fromkeys(name for name, people_there in _communes(data) if people_there > BIG_TOWN)
    )


def place_names(data: Path) -> frozenset[str]:
    """Plain names of every commune and département, hyphens and apostrophes opened. Raises OSError."""
    names = [*departements(data), *(name for name, _ in _communes(data))]
    return frozenset(re.sub(r"[\s\-']+", " ", plain(name)) for name in names)


def departements(data: Path) -> list[str]:
    """Names of the départements. Raises OSError."""
    with (data / "directory" / "departements.csv").open(encoding="utf-8", newline="") as stream:
        return [row["nom"] for row in csv.DictReader(stream)]


@lru_cache(maxsize=2)
def _communes(data: Path) -> list[tuple[str, int]]:
    with (data / "directory" / "communes.csv").open(encoding="utf-8", newline="") as stream:
        return [(row["nom"], int(row["population"] or 0)) for row in csv.DictReader(stream)]
