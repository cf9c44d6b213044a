"""What a message does in the dialogue, when it does something else than describe a situation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Optional, Pattern

from bot.source import fail, load_map
from bot.understanding.patterns import compile_pattern
from bot.understanding.text import PUNCTUATION, Words

AFFIRMER, NIER, NE_SAIT_PAS = "affirmer", "nier", "ne_sait_pas"
DECRIRE, CORRIGER, INCOMPRIS = "decrire_situation", "corriger", "incompris"
#: « oui bonjour »: a phone call begins, nothing is answered.
_GREETING = re.compile(r"^(?:(?:oui|non|alors|euh|ah|eh|bien|ben|donc) )*(?:bonjour|bonsoir|allo) ")
_PLACES = ("entier", "debut", "dedans")


@dataclass(frozen=True)
class Acts:
    """Acts of dialogue and their patterns, in the order of the file."""

    patterns: dict[str, tuple[Pattern[str], ...]]

    @classmethod
    def load(cls, path: Path) -> "Acts":
        """Read `actes.yml`. Raises SourceError naming file and line."""
        patterns: dict[str, tuple[Pattern[str], ...]] = {}
        for act, places in load_map(path).items():
            places.check_keys(set(_PLACES))
            if not places:
                fail(act, f"« {act} » n'a pas de motif")
            patterns[str(act)] = tuple(
                _anchored(compile_pattern(p, {}).regex.pattern, str(place))
                for place in places
                for p in places.texts(place)
            )
        return cls(patterns)

    def found(self, words: Words) -> tuple[str, ...]:
        """Every act whose words are there, in the order of the file."""
        line = _spoken(words)
        return tuple(a for a, ps in self.patterns.items() if any(p.search(line) for p in ps))

    def answer(self, words: Words) -> Optional[str]:
        """affirmer, nier or ne_sait_pas when the message opens so; the longest opening wins.

        « Absolument pas » opens like « absolument »: what is longer says more.
        """
        line = _spoken(words)
        if _GREETING.match(line):
            return None
        ends = {
            act: max(
                (m.end() for p in self.patterns[act] for m in [p.search(line)] if m), default=0
            )
            for act in (NE_SAIT_PAS, AFFIRMER, NIER)
        }
        best = max(ends, key=lambda act: ends[act])
        return best if ends[best] else None


def _spoken(words: Words) -> str:
    return "".join(t + " " for t in words.tokens if t not in PUNCTUATION)


def _anchored(pattern: str, place: str) -> Pattern[str]:
    if place == "dedans":
        return re.compile(pattern)
    opening = r"^(?:(?:euh|ben|bah|alors|donc|ah|eh|hum|bon|ah bon) )*"
    return re.compile(opening + pattern + ("$" if place == "entier" else ""))
