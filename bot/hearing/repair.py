"""What speech recognition does to words, repaired before they are understood."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Sequence

from bot.hearing.acronyms import repair_acronyms
from bot.hearing.changes import Change
from bot.hearing.french import big_towns, departements, known_words, place_names
from bot.hearing.lexicon import Lexicon
from bot.hearing.matching import Matcher
from bot.hearing.numbers import repair_numbers
from bot.hearing.places import Places

DATA = Path(__file__).resolve().parents[2] / "data"


@dataclass(frozen=True)
class Repaired:
    """A text as it is meant, and what was changed, in order. The changes hold a caller's words: never log them."""

    text: str
    changes: tuple[Change, ...] = ()


class Repairer:
    """The stages, with their data."""

    def __init__(self, lexicon: Lexicon, matcher: Matcher, places: Places) -> None:
        self._lexicon = lexicon
        self._matcher = matcher
        self._places = places

    @classmethod
    def load(cls, data: Path = DATA) -> "Repairer":
        """Read `data`. Raises SourceError naming file and line, or OSError."""
        names = departements(data)
        lexicon = Lexicon.load(data / "hearing" / "lexique.yml", names)
        known = known_words(data) | frozenset(lexicon.acronyms)
        matcher = Matcher(lexicon.terms, lexicon.heard, known)
        places = Places(names, big_towns(data), place_names(data), known, lexicon.places)
        return cls(lexicon, matcher, places)

    def repair(self, text: str, hints: Sequence[str] = ()) -> Repaired:
        """Numbers, acronyms, places if one is expected, then terms by ear. Doing it again changes nothing."""
        stages = [repair_numbers, self._acronyms]
        if self._places.expected(hints):
            stages.append(self._places.repair)
        stages.append(self._matcher.repair)
        made: list[Change] = []
        for stage in stages:
            text, changes = stage(text)
            made.extend(changes)
        return Repaired(text, tuple(made))

    def choose(self, heard: Sequence[str], hints: Sequence[str] = ()) -> Repaired:
        """The first of what the recogniser offers, unless another one, repaired, reads better.

        heard: at least one text, the likeliest first. Raises ValueError for none.
        """
        if not heard:
            raise ValueError("aucune transcription")
        read = [self.repair(text, hints) for text in heard]
        return min(read, key=lambda r: self._matcher.foreign_words(r.text))

    def _acronyms(self, text: str) -> tuple[str, list[Change]]:
        return repair_acronyms(text, self._lexicon.acronyms)


@lru_cache(maxsize=1)
def repairer() -> Repairer:
    """The repairer of this process, loaded at first use."""
    return Repairer.load()


def repair(text: str, hints: Sequence[str] = ()) -> Repaired:
    """What a caller meant by `text`, as recognised. hints: the words the dialogue expects now."""
    return repairer().repair(text, hints)
