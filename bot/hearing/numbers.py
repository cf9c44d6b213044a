"""Numbers that recognition cuts into pieces: « 60 et 11 ans » → « 71 ans », « 4 20 12 » → « 92 ».

Numbers wholly in words are read by the understanding; numbers wholly in figures that stand alone are
right. Only what is neither, and can be one number only, is put together. Telephone-like runs, dates and
figures with a leading zero are left alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Iterator, Optional, Sequence

from bot.hearing.changes import Change, apply, change
from bot.privacy.message import plain

STAGE = "nombre"
_WORDS = {
    "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8,
    "neuf": 9, "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15,
    "seize": 16, "vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50,
    "soixante": 60, "septante": 70, "octante": 80, "huitante": 80, "nonante": 90, "cent": 100,
    "cents": 100, "mille": 1000,
}  # fmt: skip
_TENS = (20, 30, 40, 50, 60, 70, 80, 90)
#: What is counted: a run of figures in front of it is one number.
_UNIT = (
    r"(?:ans?|annees?|mois|semaines?|jours?|heures?|minutes|euros?|€|kilometres?|km|kilos?|metres?|"
    r"trimestres?|pour cent|pourcents?|%)(?!\w)"
)
_PIECE = rf"(?:\d+|{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
_JOIN = r"(?: ?- ?| et | ?x ?(?=20|vingt)|, | )"
_RUN = re.compile(rf"(?<![\w,.:/+]){_PIECE}(?:{_JOIN}{_PIECE})+(?![\w:/]|[.,]\d)")
_SPLIT = re.compile(rf"({_JOIN})")
_UNIT_AFTER = re.compile(rf" ?-?(?P<unit>{_UNIT})")
#: Beyond these, figures side by side are two numbers: « elle a 60 4 mois d'arrêt ».
_PLAUSIBLE = {"an": 110, "mo": 59, "se": 60, "jo": 365, "mi": 99}
_TIMES_AFTER = re.compile(r" ?(?:fois|mg|milligrammes|comprimes|cachets|sur)\b")
#: « le 20 3 mois plus tard », « les départements 60 et 11 », « au 12 30 jours »: two numbers.
_TWO_BEFORE = re.compile(
    r"(?:\b(?:le|du|au|les|des|numeros?|departements?|articles?|lignes?|bus|entre|postes?)|\d[.,:/]?) ?$"
)
_MONTH_BEFORE = re.compile(
    r"\b(?:en|depuis|annee|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|"
    r"decembre) $"
)
#: « cent cinquante heures », whose first word sounds like another.
_HUNDRED = re.compile(
    r"(?<![\w'])(?:sans|sens|sang|son) (?P<rest>[2-9]\d)(?= ?(?:euros?|€|heures|kilometres?|km|metres)(?!\w))"
)
_HALF = re.compile(
    r"(?<!\w)(?P<whole>(?:\d+|un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix) "
    r"(?:mois|ans?|annees?|semaines?|heures?|jours?)) (?P<half>(?:et|est|e) (?:de mie?s?|(?:2|deux) ?mie?s?|"
    r"d'emie?s?)|(?:est|ai|e) demie?s?)(?!\w)"
)
#: « il a 45 en, et … »: nothing else ends so.
_YEARS = re.compile(
    r"(?<!en )(?<!y )(?P<has>\b(?:ai|a|avait|aura|de) (?:\d\d?|10\d)) en(?=\s*(?:[,.;!?]|$))"
)


@dataclass(frozen=True)
class _Run:
    """A run of numbers: their values, which are in words, and what joins them."""

    values: tuple[int, ...]
    in_words: tuple[bool, ...]
    joins: tuple[str, ...]


def repair_numbers(text: str) -> tuple[str, list[Change]]:
    """`text` with its numbers put together, and what was changed. Doing it again changes nothing."""
    made: list[Change] = []
    # A number put together may stand beside another piece; each pass leaves fewer of them.
    while True:
        changes = list(_passes(text))
        if not changes:
            return text, made
        text = apply(text, changes)
        made.extend(changes)


def _passes(text: str) -> Iterator[Change]:
    """The changes of the first kind that finds any: they never overlap."""
    folded = plain(text)
    for find in (_composed, _hundreds, _halves, _years):
        changes = list(find(text, folded))
        if changes:
            yield from changes
            return


def _composed(text: str, folded: str) -> Iterator[Change]:
    for match in _RUN.finditer(folded):
        run = _read_run(match.group())
        before, after = folded[: match.start()], folded[match.end() :]
        value = _certain(run, before, after) if run else None
        if value is not None:
            yield change(STAGE, text, match.start(), match.end(), str(value))


def _hundreds(text: str, folded: str) -> Iterator[Change]:
    for match in _HUNDRED.finditer(folded):
        yield change(STAGE, text, match.start(), match.end(), f"1{match['rest']}")


def _halves(text: str, folded: str) -> Iterator[Change]:
    for match in _HALF.finditer(folded):
        yield change(STAGE, text, match.start("half"), match.end("half"), "et demi")


def _years(text: str, folded: str) -> Iterator[Change]:
    for match in _YEARS.finditer(folded):
        yield change(STAGE, text, match.end("has"), match.end(), " ans")


def _read_run(folded: str) -> Optional[_Run]:
    pieces = _SPLIT.split(folded)
    numbers, joins = pieces[::2], tuple(j.strip() for j in pieces[1::2])
    if any(n.isdigit() and n[0] == "0" for n in numbers):
        return None
    return _Run(
        tuple(_WORDS.get(n) or int(n) for n in numbers), tuple(n in _WORDS for n in numbers), joins
    )


def _certain(run: _Run, before: str, after: str) -> Optional[int]:
    """The one number a run is, or None when it may be several."""
    if all(run.in_words) or len(run.values) > 6:
        return None
    value = compose(run.values)
    if value is None or not _joined_well(run):
        return None
    counted = _UNIT_AFTER.match(after)
    unit = bool(counted)
    listed = _TWO_BEFORE.search(before)
    if _TIMES_AFTER.match(after):
        return None
    if "et" in run.joins:
        eleven = run.values[-1] == 11
        return value if unit or (eleven and not listed) else None
    if "," in run.joins:
        # « 70, 1 ans », « 4, 20, 12 ans »: « des enfants de 20, 3 ans » would be two
        sure = run.values[-1] == 1 or run.values[-1] >= 11 or run.values[:2] == (4, 20)
        return value if unit and sure and not listed and not before.endswith(" de ") else None
    if _MONTH_BEFORE.search(before) and 1900 <= value <= 2100 and not unit:
        return value
    if listed and not any(run.in_words):
        return None
    if counted and value > _PLAUSIBLE.get(counted["unit"][:2], value):
        return None
    if any(run.in_words):
        # « soixante 15 », « cent 50 », « trente 4. »: a word that waits for a figure; not « cinquante 3 enfants »
        opened = run.in_words[0] and run.values[0] >= 20 and not any(run.in_words[1:])
        waits = run.values[0] >= 100 or run.values[-1] > 9 or not after.strip(" .,;!?")
        return value if unit or (opened and waits) else None
    # « 2 100 € » is two thousand one hundred, as figures are written
    if run.values[0] >= 1000 or not {100, 1000}.isdisjoint(run.values[1:]):
        return None
    return value if unit else None


def _joined_well(run: _Run) -> bool:
    """Whether « et » stands only where French says it, and « x » only inside « 4 x 20 »."""
    for i, join in enumerate(run.joins):
        if join == "et" and not (i == len(run.joins) - 1 and run.values[-1] in (1, 11)):
            return False
        if join == "x" and run.values[i : i + 2] != (4, 20):
            return False
    return True


def compose(values: Sequence[int]) -> Optional[int]:
    """The number that French says by these, in turn; None when it says none. (4, 20, 12) → 92."""
    values = tuple(values)
    if len(values) == 1:
        return values[0]
    if 1000 in values:
        at = values.index(1000)
        thousands = _under(1000, values[:at]) if at else 1
        rest = _under(1000, values[at + 1 :]) if values[at + 1 :] else 0
        if thousands is None or rest is None or thousands < 1:
            return None
        return thousands * 1000 + rest
    if values[0] in range(2000, 10000, 1000):
        rest = _under(1000, values[1:])
        return None if rest is None else values[0] + rest
    if values[0] in range(1100, 2000, 100):
        rest = _under(100, values[1:])
        return None if rest is None else values[0] + rest
    return _under(1000, values)


def _under(limit: int, values: Sequence[int]) -> Optional[int]:
    """A number said by `values`, below `limit` (100 or 1000); None when none is."""
    if not values:
        return None
    if len(values) == 1:
        return values[0] if 0 < values[0] < limit else None
    if limit > 100:
        first, rest = values[0], values[1:]
        if 2 <= first <= 9 and rest[0] == 100:
            tail = _under(100, rest[1:]) if rest[1:] else 0
            return None if tail is None else first * 100 + tail
        if first % 100 == 0 and 100 <= first <= 900:
            tail = _under(100, rest)
            return None if tail is None else first + tail
    return _tens(values)


def _tens(values: Sequence[int]) -> Optional[int]:
    if values[:2] == (4, 20):
        return 80 if len(values) == 2 else _tens((80, *values[2:]))
    first, rest = values[0], values[1:]
    if first not in _TENS:
        return None
    if len(rest) == 2 and first in (60, 80) and rest[0] == 10 and 7 <= rest[1] <= 9:
        return first + 10 + rest[1]
    if len(rest) != 1:
        return None
    most = 19 if first in (60, 80) else 9
    return first + rest[0] if 1 <= rest[0] <= most else None
