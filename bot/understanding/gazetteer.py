"""Names of French communes and départements, post codes, and careful misspelling look-up.

Plain Python over the files of data/directory: no Rasa, no database, no other dependency. Whether a
name stands for a place in a sentence ("sens", "tours") is the caller's to judge; `common_word`
tells it where to be careful.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

# A town: more inhabitants than this. Letters from which one slip, or two, are forgiven.
TOWN_POPULATION = 5_000
CLOSE_LETTERS = 6
VERY_CLOSE_LETTERS = 10

_LIGATURES = {"œ": "oe", "æ": "ae"}
_SAINTS = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
_ORDINAL = re.compile(r"([0-9]+)(?:er|ere|re|e|eme|ieme|d|de|nd|nde)")
_CONTRACTIONS = {"au": "le", "du": "le", "aux": "les", "des": "les"}
_ARTICLES = frozenset(("le", "la", "les", "l"))
_DETERMINERS = _ARTICLES | {"departement", "du", "de", "des", "d", "en", "dans"}


class Commune(NamedTuple):
    """A commune, or a borough of Paris, Lyon or Marseille ("Paris 13e").

    ``departement`` is its code ("01", "2A", "976", or an overseas collectivity's: "978").
    ``population`` is in inhabitants, 0 when the official list gives none.
    ``ancienne`` marks one that merged into another and whose name people still use.
    """

    nom: str
    departement: str
    population: int
    ancienne: bool


class Gazetteer:
    """An index of places held in memory; build it with `load`. It never changes afterwards."""

    def __init__(
        self,
        communes: Sequence[str],
        departements: dict[str, str],
        common_words: Iterable[str] = (),
        lookalikes: Iterable[str] = (),
    ) -> None:
        """Index ``communes`` (lines of communes.csv, header off) and ``departements`` (by code).

        ``common_words`` are names of places that are something else too; ``lookalikes`` ordinary
        words one slip away from a town's name. Raises ValueError for a line without five columns.
        """
        self._communes: dict[str, list[str]] = {}
        self._postcodes: dict[str, list[str]] = {}
        self._departements = {fold(name): code for code, name in departements.items()}
        self._codes = frozenset(departements)
        self._common_words = frozenset(map(fold, common_words))
        self._lookalikes = frozenset(map(fold, lookalikes))
        towns = self._index(communes)
        self._towns = towns
        self._spelt = _by_length(towns - self._common_words)
        self._longest = 1 + max((name.count(" ") for name in self._communes), default=0)

    @classmethod
    def load(cls, folder: Path) -> Gazetteer:
        """Read the places and the word lists of ``folder`` (data/directory).

        Raises OSError when a file is missing, KeyError or ValueError when one is malformed.
        """
        with (folder / "departements.csv").open(encoding="utf-8", newline="") as file:
            departements = {row["code"]: row["nom"] for row in csv.DictReader(file)}
        return cls(
            _lines(folder / "communes.csv")[1:],
            departements,
            _words(folder / "communes_mots_courants.txt"),
            _words(folder / "mots_proches_de_villes.txt"),
        )

    def communes(self, name: str) -> tuple[Commune, ...]:
        """Return every commune of exactly this name once folded, the most peopled first."""
        return self._named(fold(name))

    def longest_match(
        self, tokens: Sequence[str], start: int
    ) -> tuple[int, tuple[Commune, ...]] | None:
        """Return how many tokens the longest commune name at ``start`` takes, and its communes.

        ``tokens`` are folded words, elisions and hyphens already split. "au Mans" and "des
        Ulis" are read as "Le Mans" and "Les Ulis". None when no name starts there.
        """
        words = [_canonical(token) for token in tokens[start : start + self._longest]]
        readings = [words]
        if words and words[0] in _CONTRACTIONS:
            readings.append([_CONTRACTIONS[words[0]], *words[1:]])
        for length in range(len(words), 0, -1):
            for reading in readings:
                name = " ".join(reading[:length])
                if name in self._communes:
                    return length, self._named(name)
        return None

    def longer_names(self, name: str) -> tuple[Commune, ...]:
        """Return the towns whose name begins with ``name`` and goes on, the most peopled first.

        "Clermont" is a town of the Oise, and what people call Clermont-Ferrand: when a longer
        name's town is larger than any of this very name, the name alone is in doubt.
        """
        beginning = f"{fold(name)} "
        found = [self._named(town) for town in self._towns if town.startswith(beginning)]
        return _most_peopled_first(commune for homonyms in found for commune in homonyms)

    def postcode(self, code: str) -> tuple[str, ...]:
        """Return the départements of a post code ("75013", "75 013"), () when none uses it."""
        return tuple(self._postcodes.get(code.replace(" ", ""), ()))

    def departement(self, text: str) -> str | None:
        """Return the code of the département that ``text`` names or numbers, or None.

        ``text`` is nothing but the place: "Mayenne", "la Drôme", "59", "2a", "976".
        """
        words = fold(text).split()
        for first, word in enumerate(words):
            name = " ".join(words[first:])
            if name.upper() in self._codes:
                return name.upper()
            # "Réunion" alone is listed with its article.
            code = self._departements.get(name) or self._departements.get(f"la {name}")
            if code or word not in _DETERMINERS:
                return code
        return None

    def departement_longest_match(
        self, tokens: Sequence[str], start: int
    ) -> tuple[int, str] | None:
        """Return how many tokens the longest département name at ``start`` takes, and its code.

        Names only: a bare number is an age or an amount as often as a département.
        """
        words = [_canonical(token) for token in tokens[start : start + self._longest]]
        for length in range(len(words), 0, -1):
            code = self._departements.get(" ".join(words[:length]))
            if code:
                return length, code
        return None

    def close(self, name: str) -> tuple[Commune, ...]:
        """Return the communes whose name ``name`` misspells, () when there is any doubt.

        Only towns of more than 5,000 inhabitants whose name is no ordinary word, and one slip (a
        letter missing, added, changed, or two swapped), two in names of ten letters. Nothing
        for a right name, nothing for an ordinary word.
        """
        written = fold(name)
        if self._is_right(written):
            return ()
        article, core = _split_article(written)
        nearest = self._nearest(article, core)
        return self._named(f"{article} {nearest[0]}".strip()) if len(nearest) == 1 else ()

    def common_word(self, name: str) -> bool:
        """Tell whether a place's name is also an ordinary word, a first name or a surname."""
        return fold(name) in self._common_words

    def _index(self, lines: Sequence[str]) -> set[str]:
        """Fill the indexes; return the names of the towns a misspelling may stand for."""
        towns = set()
        # The lines are kept as they are: most are never looked at, and reading them costs time.
        for name, line in zip(_fold_names(lines), lines, strict=True):
            _, departement, postcodes, population, kind = line.split(",")
            if kind == "arrondissement":
                name = fold(name)
                self._communes[f"{name} arrondissement"] = [line]
            self._communes.setdefault(name, []).append(line)
            if int(population or 0) > TOWN_POPULATION:
                towns.add(name)
            for postcode in postcodes.split():
                known = self._postcodes.setdefault(postcode, [])
                if departement not in known:
                    known.append(departement)
        return towns

    def _named(self, folded: str) -> tuple[Commune, ...]:
        return _most_peopled_first(map(_commune, self._communes.get(folded, ())))

    def _is_right(self, folded: str) -> bool:
        places = (self._communes, self._departements)
        words = (self._common_words, self._lookalikes)
        return any(folded in known for known in (*places, *words))

    def _nearest(self, article: str, written: str) -> list[str]:
        """Return the towns, their ``article`` off, at the smallest distance of ``written``."""
        slips = _allowed_slips(written)
        letters = _letter_set(written)
        nearest: list[str] = []
        for length in range(len(written) - slips, len(written) + slips + 1):
            for town, town_letters in self._spelt.get((article, length), ()):
                # One slip changes the set of letters by two at most.
                if (letters ^ town_letters).bit_count() > 2 * slips:
                    continue
                limit = min(slips, _allowed_slips(town))
                distance = _distance(written, town, limit)
                if distance > limit:
                    continue
                if distance < slips:
                    slips, nearest = distance, []
                nearest.append(town)
        return nearest


def fold(text: str) -> str:
    """Return the lower-case words of ``text``, without accents, joined by one space.

    Hyphens, apostrophes and any other sign separate words; "st" and "ste" become "saint" and
    "sainte", "13e" and "1er" become "13" and "1". Folding twice changes nothing.
    """
    return " ".join(map(_canonical, _fold_signs(text).split()))


def edit_distance(left: str, right: str, limit: int) -> int:
    """Return the Damerau-Levenshtein distance (a swap of neighbours counts one) up to ``limit``.

    Anything above ``limit`` is returned as ``limit + 1``.
    """
    if abs(len(left) - len(right)) > limit:
        return limit + 1
    before_last: list[int] = []
    last = list(range(len(right) + 1))
    for row, letter in enumerate(left, start=1):
        current = [row]
        for column, other in enumerate(right, start=1):
            cost = min(last[column] + 1, current[-1] + 1, last[column - 1] + (letter != other))
            if row > 1 and column > 1 and letter == right[column - 2] and left[row - 2] == other:
                cost = min(cost, before_last[column - 2] + 1)
            current.append(cost)
        if min(current) > limit:
            return limit + 1
        before_last, last = last, current
    return min(last[-1], limit + 1)


def _fold_signs(text: str) -> str:
    """Return ``text`` in unaccented lower case, line ends kept, other signs made spaces."""
    folded = text.lower()
    # One replacement a distinct sign: the whole list of communes goes through here at once.
    for sign in set(folded):
        if sign != "\n" and not (sign.isascii() and sign.isalnum()):
            folded = folded.replace(sign, _plain(sign))
    return folded


def _plain(sign: str) -> str:
    parts = unicodedata.normalize("NFKD", _LIGATURES.get(sign, sign))
    letters = "".join(part for part in parts if not unicodedata.combining(part)).casefold()
    return "".join(letter if letter.isascii() and letter.isalnum() else " " for letter in letters)


def _canonical(word: str) -> str:
    ordinal = _ORDINAL.fullmatch(word)
    return ordinal[1] if ordinal else _SAINTS.get(word, word)


def _fold_names(lines: Sequence[str]) -> list[str]:
    names = "\n".join(line.partition(",")[0] for line in lines)
    # Like `fold` but for the abbreviations, which the official names do not use.
    return re.sub(" +", " ", _fold_signs(names)).split("\n")


def _commune(line: str) -> Commune:
    nom, departement, _, population, kind = line.split(",")
    return Commune(nom, departement, int(population or 0), kind in ("deleguee", "associee"))


def _most_peopled_first(communes: Iterable[Commune]) -> tuple[Commune, ...]:
    return tuple(sorted(communes, key=lambda commune: (-commune.population, commune.departement)))


def _split_article(folded: str) -> tuple[str, str]:
    first, _, rest = folded.partition(" ")
    return (first, rest) if rest and first in _ARTICLES else ("", folded)


def _allowed_slips(folded: str) -> int:
    letters = len(folded) - folded.count(" ")
    return (letters >= CLOSE_LETTERS) + (letters >= VERY_CLOSE_LETTERS)


def _distance(written: str, town: str, limit: int) -> int:
    if written.count(" ") == town.count(" "):
        return edit_distance(written, town, limit)
    # "chateau roux", "saintquentin": words cut or joined, but nothing else wrong with them.
    same = written.replace(" ", "") == town.replace(" ", "")
    return abs(written.count(" ") - town.count(" ")) if same else limit + 1


def _letter_set(folded: str) -> int:
    """Return the set of letters of a word as the bits of a number."""
    letters = 0
    for letter in folded:
        letters |= 1 << (ord(letter) & 31)
    return letters


def _by_length(names: Iterable[str]) -> dict[tuple[str, int], list[tuple[str, int]]]:
    """Group names, split from their article, by article and number of signs."""
    towns: dict[tuple[str, int], list[tuple[str, int]]] = {}
    for article, core in sorted(map(_split_article, names)):
        if _allowed_slips(core):
            towns.setdefault((article, len(core)), []).append((core, _letter_set(core)))
    return towns


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def _words(path: Path) -> list[str]:
    return [line for line in _lines(path) if line.strip() and not line.startswith("#")]
