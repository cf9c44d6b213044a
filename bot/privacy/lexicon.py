"""The words that masking knows, read from `data/`: its own lists, and those that others own.

First names are the understanding's (`data/vocabulary/personnes.yml`), towns the directory's.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Mapping, Sequence

from bot.privacy.message import plain
from bot.source import SourceError, load_map

_NAMES = {
    "civilites", "prenoms", "prenoms_mots", "particules", "annonces", "annonces_probables", "indices",
    "fins_de_courriel", "fonctions",
    "etablissements", "organismes", "lieux", "sigles",
}  # fmt: skip
_ADDRESSES = {
    "voies", "voies_abregees", "voies_douteuses", "voies_sures", "ensembles", "precisions", "boites",
    "liaisons", "appellent",
}  # fmt: skip
_LONGEST_TOWN = 6
_EVERYBODY = 10**6
#: From so many letters on, the beginning of a word tells the word: « hospitallisée ».
_LONG_STEM = 7


@dataclass(frozen=True)
class Lexicon:
    """Every list, plain (lower case, no accents).

    Attributes:
        names, addresses: the keys of `noms.yml` and `adresses.yml`.
        surnames: family names that are no word; `word_surnames`: those that are one too.
        first_names: all of them; `ambiguous`: those that are words, months or places too.
        words: French words; `own`: those of the vocabulary, which tell facts; `stems`: how others begin.
        towns: towns as tuples of words, with their population.
    """

    names: Mapping[str, frozenset[str]]
    addresses: Mapping[str, tuple[str, ...]]
    surnames: frozenset[str]
    word_surnames: frozenset[str]
    first_names: frozenset[str]
    ambiguous: frozenset[str]
    words: frozenset[str]
    own: frozenset[str]
    stems: tuple[str, ...]
    long_stems: tuple[str, ...]
    towns: Mapping[tuple[str, ...], int]

    @classmethod
    def load(cls, data: Path) -> "Lexicon":
        """Read the lists under `data`. Raises SourceError naming file and line."""
        names = load_map(data / "privacy" / "noms.yml")
        names.check_keys(_NAMES, _NAMES)
        addresses = load_map(data / "privacy" / "adresses.yml")
        addresses.check_keys(_ADDRESSES, _ADDRESSES)
        for raw in (names, addresses):
            for key in raw:
                for entry in raw.texts(key):
                    if plain(entry) != entry:
                        where = f"{entry.path.name}:{entry.line}"
                        raise SourceError(
                            f"{where}: « {entry} » s'écrit sans accents ni majuscules"
                        )
        people = load_map(data / "vocabulary" / "personnes.yml")
        first = {*people.texts("prenoms_masculins"), *people.texts("prenoms_feminins")}
        first |= set(names.texts("prenoms"))
        surnames, also_words = _surnames(data / "privacy" / "noms_de_famille.txt")
        words = {w for line in _lines(data / "privacy" / "mots_courants.txt") for w in line.split()}
        own, stems = _vocabulary(data / "vocabulary")
        return cls(
            {key: frozenset(names.texts(key)) for key in names},
            {key: tuple(addresses.texts(key)) for key in addresses},
            surnames,
            also_words,
            frozenset(first),
            frozenset(people.texts("prenoms_ambigus")),
            frozenset(words),
            own,
            stems,
            tuple(s for s in stems if len(s) >= _LONG_STEM),
            _towns(data / "directory", names.texts("lieux")),
        )

    @property
    def acronyms(self) -> frozenset[str]:
        """« ald », « rsa », and what messages abbreviate."""
        return self.names["sigles"]

    def is_surname(self, word: str) -> bool:
        """Whether `word` is a family name, even when it is a word too."""
        return word in self.surnames or word in self.word_surnames

    def is_word(self, word: str) -> bool:
        """Whether `word` is French, and so nobody's name by itself."""
        return word in self.words or word in self.acronyms or word in self.own

    def tells(self, word: str) -> bool:
        """Whether the understanding may read something in `word`."""
        if word in self.own:
            return True
        return len(word) > 4 and word in self.words and word.startswith(self.stems)

    def nearly_tells(self, word: str) -> bool:
        """Whether `word` is, but for one letter, one that the understanding reads: « hospitallisee »."""
        if len(word) < 5:
            return False
        if len(word) >= _LONG_STEM and word.startswith(self.long_stems):
            return True
        letters = "abcdefghijklmnopqrstuvwxyz"
        cuts = [(word[:i], word[i:]) for i in range(len(word) + 1)]
        return any(
            a + b[1:] in self.own
            or any(a + c + b[1:] in self.own or a + c + b in self.own for c in letters)
            for a, b in cuts
        )

    def town_length(self, words: Sequence[str], population: int) -> int:
        """How many words, from the first, name a town of at least `population`; 0 for none."""
        for size in range(min(_LONGEST_TOWN, len(words)), 0, -1):
            if self.towns.get(tuple(words[:size]), 0) >= population:
                return size
        return 0


def _lines(path: Path) -> list[str]:
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise SourceError(f"{path.name}:0: fichier introuvable") from None
    return ["" if line.startswith("#") else line for line in text.splitlines()]


def _surnames(path: Path) -> tuple[frozenset[str], frozenset[str]]:
    sure, also_words = set(), set()
    for number, line in enumerate(_lines(path), 1):
        for name in line.split():
            if not re.fullmatch(r"[a-z]+\*?", name):
                raise SourceError(
                    f"{path.name}:{number}: « {name} » s'écrit sans accents ni majuscules"
                )
            (also_words if name.endswith("*") else sure).add(name.rstrip("*"))
    return frozenset(sure), frozenset(also_words)


def _vocabulary(folder: Path) -> tuple[frozenset[str], tuple[str, ...]]:
    """The words that tell facts, and the beginnings of others (`hospitalis*`)."""
    words: set[str] = set()
    stems: set[str] = set()
    for path in sorted(folder.glob("*.yml")):
        if path.stem == "personnes":  # its first names are no words
            continue
        text = "\n".join(_lines(path))
        words |= set(re.findall(r"\b[a-z]{2,}\b(?![*?])", text))
        stems |= set(re.findall(r"\b([a-z]{5,})\*", text))
    return frozenset(words), tuple(sorted(stems))


def _towns(folder: Path, places: Sequence[str]) -> dict[tuple[str, ...], int]:
    """Towns, départements, regions and countries; these three are known to everybody."""
    towns: dict[tuple[str, ...], int] = {}
    for file, known_to in (("communes.csv", 1), ("departements.csv", _EVERYBODY)):
        with (folder / file).open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                name = tuple(re.findall(r"[a-z]+", plain(row["nom"].replace("œ", "oe"))))
                towns[name] = max(towns.get(name, 0), int(row.get("population") or 0), known_to)
    return {**towns, **{(place,): _EVERYBODY for place in places}}
