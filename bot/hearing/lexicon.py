"""`data/hearing/lexique.yml`: the words that calls are about, how they are said, what is heard for them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Mapping, Sequence

from bot.hearing.phonemes import sounds
from bot.privacy.message import plain
from bot.source import fail, load_map

#: Below so many sounds a term is like too many words.
SHORTEST = 4
_PIECE = re.compile(r"([^\W\d_]+|\d+)(['’]?)")


@dataclass(frozen=True)
class Term:
    """A term as it is written, and the sounds it may be said with."""

    written: str
    said: tuple[str, ...]


@dataclass(frozen=True)
class Lexicon:
    """What is listened for.

    Attributes:
        acronyms: those said letter by letter, by their plain letters: « mdph » → « MDPH ».
        terms: every term with its sounds, acronyms included.
        heard: plain words, in turn, that are written for a term: (« car », « sat ») → « Carsat ».
        places: plain answers that are written for a place, where one is expected.
    """

    acronyms: Mapping[str, str]
    terms: tuple[Term, ...]
    heard: Mapping[tuple[str, ...], str]
    places: Mapping[str, str]

    @classmethod
    def load(cls, path: Path, places: Sequence[str]) -> "Lexicon":
        """Read the file. places: the names that may stand under « lieux ». Raises SourceError naming file and line."""
        raw = load_map(path)
        keys = {"sigles", "termes", "prononces", "entendus", "lieux"}
        raw.check_keys(keys, keys)
        known: dict[str, list[str]] = {}
        acronyms: dict[str, str] = {}
        for written in raw.texts("sigles"):
            short = plain(written)
            if not short.isalnum() or not 2 <= len(short) <= 6:
                fail(written, f"« {written} » n'est pas un sigle de deux à six signes")
            if short in acronyms:
                fail(written, f"« {written} » est écrit deux fois")
            acronyms[short] = str(written)
            # short ones are like too many words to be known by their sounds
            known[str(written)] = [said_aloud(written.upper())] if len(short) > 3 else []
        for written in raw.texts("termes"):
            if written in known:
                fail(written, f"« {written} » est écrit deux fois")
            known[str(written)] = [said_aloud(written)]
        for written, spoken in _entries(raw["prononces"], known):
            known[written] = [said_aloud(form) for form in spoken]
        heard: dict[tuple[str, ...], str] = {}
        for written, forms in _entries(raw["entendus"], known):
            for form in forms:
                words = tuple(piece[1] for piece in _PIECE.finditer(plain(form)))
                if words == tuple(piece[1] for piece in _PIECE.finditer(plain(written))):
                    fail(form, f"« {form} » est déjà le terme")
                if words in heard:
                    fail(form, f"« {form} » est écrit deux fois")
                heard[words] = written
        for written in raw.texts("termes"):
            if max(map(len, known[written])) < SHORTEST:
                fail(written, f"« {written} » est trop court pour être reconnu à l'oreille")
        terms = tuple(Term(written, tuple(said)) for written, said in known.items() if any(said))
        answers: dict[str, str] = {}
        for name, forms in _entries(raw["lieux"], dict.fromkeys(places)):
            for form in forms:
                if plain(form) in answers:
                    fail(form, f"« {form} » est écrit deux fois")
                answers[" ".join(piece[1] for piece in _PIECE.finditer(plain(form)))] = name
        return cls(acronyms, terms, heard, answers)


def _entries(raw: object, known: Mapping[str, object]) -> list[tuple[str, list[str]]]:
    if not isinstance(raw, dict):
        fail(raw, "attendu : des termes, et une liste pour chacun")
    for written in raw:
        if written not in known:
            fail(written, f"« {written} » n'est ni un sigle, ni un terme, ni un département connu")
    return [(str(written), raw.texts(written)) for written in raw]


def said_aloud(text: str) -> str:
    """The sounds of several words, in turn. « d'EPH » → « d2peaS »."""
    return "".join(sounds(piece[1], bool(piece[2])) for piece in _PIECE.finditer(text))
