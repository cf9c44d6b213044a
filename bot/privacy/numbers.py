"""Numbers of a message: runs of digits, typed or spoken, in which an identifier may hide.

« 06 12 34 56 78 », « zéro six douze trente-quatre… » and « 0 6 1 2… » are the same run of digits.
Dates, amounts, ages and lengths break a run: they are never part of an identifier.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Iterator, Optional, Sequence

from text_to_num import text2num

from bot.privacy.message import Message

_WORDS = (
    "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize "
    "vingts vingt trente quarante cinquante soixante septante huitante octante nonante cents cent mille"
).split()
SPOKEN = "|".join(_WORDS)
#: Said between two figures that are dictated.
_FILLERS = r"(?:euh|heu|alors|puis|ensuite|donc|et|espace|tiret|point|cle)"
_PIECE = re.compile(
    rf"(?P<figures>(?<![\w,])\d+(?![a-z]))|(?P<letter>(?<=\d)[ab]\b)|\b(?P<words>{SPOKEN})\b"
)
_GAP = re.compile(rf"[ ._\-/]{{0,3}}|, ?| {_FILLERS} |, {_FILLERS} ")
#: 12/05/2026, 12.05.26, 3-4-2026, 12 05 2026 and 2026-05-12: a date, not the beginning of a number.
DATE = re.compile(
    r"(?<![\d])(?<!\d[/.-])(?:(?:0?[1-9]|[12]\d|3[01]) ?(?P<sep>[/.-]) ?(?:0?[1-9]|1[0-2]) ?(?P=sep) ?"
    r"(?:(?:19|20)\d\d|\d\d)(?![/.-]?\d)|(?:0?[1-9]|[12]\d|3[01]) (?:0[1-9]|1[0-2]) (?:19|20)\d\d(?! ?\d)"
    r"|(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d))"
)
#: What a number counts: it is then a quantity.
UNIT = re.compile(
    r" ?(?:€|%|e\b|eur(?:os?)?\b|k€|kg\b|kilos?\b|km\b|g\b|mg\b|m2\b|m²|h\b|heures?\b|min(?:utes)?\b|ans?\b|a\b(?! \d)|"
    r"annees?\b|mois\b|semaines?\b|sem\b|jours?\b|j\b|trimestres?\b|points?\b|enfants?\b|fois\b|pour ?cent\b|"
    r"centimes?\b|francs?\b|etoiles?\b|degres?\b|°|pages?\b|lits?\b|personnes?\b|habitants?\b|salaries\b)"
)
_LONGEST_SPOKEN = 7


@dataclass(frozen=True)
class Figure:
    """One number of a run: its digits as typed or as said, where, and whether it was said in words."""

    digits: str
    start: int
    end: int
    spoken: bool


def runs(message: Message) -> Iterator[list[Figure]]:
    """Every run of two digits or more, without the dates."""
    dates = [m.span() for m in DATE.finditer(message.plain)]
    run: list[Figure] = []
    for figure in _figures(message):
        in_date = any(a <= figure.start < b for a, b in dates)
        if run and (in_date or not _goes_on(message, run[-1], figure)):
            yield run
            run = []
        if not in_date:
            run.append(figure)
    if run:
        yield run


def _goes_on(message: Message, last: Figure, figure: Figure) -> bool:
    gap = message.plain[last.end : figure.start]
    if (last.spoken or figure.spoken) and re.search(r"[.\n]", gap):
        return False
    if last.spoken and last.digits[-1] == "2" and gap in (" a ", " b "):  # Corsica
        return True
    return _GAP.fullmatch(gap) is not None


def _figures(message: Message) -> Iterator[Figure]:
    pieces = list(_PIECE.finditer(message.plain))
    i = 0
    while i < len(pieces):
        piece = pieces[i]
        if piece.lastgroup != "words":
            if piece.lastgroup == "figures":
                yield Figure(piece.group(), piece.start(), piece.end(), False)
            i += 1
            continue
        j = i + 1
        while j < len(pieces) and j - i < _LONGEST_SPOKEN and pieces[j].lastgroup == "words" and (
            re.fullmatch(r"[ -]{1,2}| et ", message.plain[pieces[j - 1].end() : pieces[j].start()])
        ):  # fmt: skip
            j += 1
        while True:
            said = " ".join(re.split(r"[ -]+", message.plain[piece.start() : pieces[j - 1].end()]))
            value = _value(said)
            if value is not None or j == i + 1:
                break
            j -= 1
        yield Figure(value or "0", piece.start(), pieces[j - 1].end(), True)
        i = j


@lru_cache(maxsize=4096)
def _value(said: str) -> Optional[str]:
    """The digits of a number in words; None when the words are not one number."""
    if said == "zero":
        return "0"
    try:
        return str(int(text2num(said, "fr")))
    except ValueError:
        return None


def joined(figures: Sequence[Figure]) -> str:
    """The digits of a run, end to end."""
    return "".join(f.digits for f in figures)
