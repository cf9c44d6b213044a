"""Masks what identifies a person, before anything is stored, logged or sent on.

What tells the situation stays readable: ages, amounts, lengths, dates of leave, towns and post codes,
short public numbers. Plain Python: no Rasa, no database.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bot.privacy.addresses import Addresses
from bot.privacy.births import YEAR, births
from bot.privacy.identifiers import identifiers
from bot.privacy.lexicon import Lexicon
from bot.privacy.mail import addresses_of_mail
from bot.privacy.message import Message
from bot.privacy.names import Names
from bot.privacy.spans import Span, merged

#: A sheet's reference spelled aloud: letters and figures one by one, told to be a reference.
_SPELLED_REFERENCE = re.compile(
    r"\b(?:r[ée]f[ée]rence|code|fiche)\W+(?P<signs>(?:(?:[a-z]|\d|z[ée]ro|un|deux|trois|quatre|cinq|six|"
    r"sept|huit|neuf)\b[\s-]*){7,})",
    re.IGNORECASE,
)
DATA = Path(__file__).resolve().parents[2] / "data"


@dataclass(frozen=True)
class Masked:
    """A message that identifies nobody, and the kinds of what was taken out (codes of `KINDS`)."""

    text: str
    kinds: tuple[str, ...] = ()


class Masker:
    """Masks messages with the lists of `data/`."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._addresses = Addresses(lexicon)
        self._names = Names(lexicon)

    @classmethod
    def load(cls, data: Path = DATA) -> "Masker":
        """Read the lists. Raises SourceError naming file and line."""
        return cls(Lexicon.load(data))

    def spans(self, text: str) -> list[Span]:
        """What would be masked in `text`, in order, without overlaps."""
        message = Message(text)
        born = list(births(message))
        others = [
            *addresses_of_mail(message),
            *identifiers(message),
            *self._addresses.find(message),
            *(s for s in self._names.find(message) if not _spells_a_reference(text, s)),
        ]
        apart = [
            s for s in others if not any(s.start < b.end + YEAR and b.start < s.end for b in born)
        ]
        return merged([*born, *apart], text)

    def mask(self, text: str) -> Masked:
        """`text` without what identifies a person."""
        pieces, kinds, at = [], [], 0
        for span in self.spans(text):
            pieces += [text[at : span.start], span.replacement]
            at = span.end
            kinds.append(span.kind)
        return Masked("".join([*pieces, text[at:]]), tuple(dict.fromkeys(kinds)))


def _spells_a_reference(text: str, span: Span) -> bool:
    """Whether what looks like a name spelled out is a sheet's reference."""
    return any(
        m.start("signs") < span.end and span.start < m.end("signs")
        for m in _SPELLED_REFERENCE.finditer(text)
    )


@lru_cache(maxsize=1)
def masker() -> Masker:
    """The masker of this process, loaded at first use."""
    return Masker.load()


def mask(text: str) -> Masked:
    """`text` without what identifies a person, by this process's masker."""
    return masker().mask(text)
