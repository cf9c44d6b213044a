"""Social-security numbers, telephones, accounts, cards, plates and file numbers, by their form."""

from __future__ import annotations

import re
from typing import Iterator, Sequence

from stdnum import iban
from stdnum.fr import nir

from bot.privacy.message import Message
from bot.privacy.numbers import DATE, UNIT, Figure, joined, runs
from bot.privacy.spans import COMPTE, DOSSIER, NIR, NUMERO, PLAQUE, TELEPHONE, Span

# sex (3, 4: under way; 7, 8: provisional), year, month (20-42, 50-99: uncertain), département, commune, order, key
_NIR = re.compile(
    r"(?<!\d)[1-478][ ._/-]{0,3}\d{2}[ ._/-]{0,3}(?:0[1-9]|1[0-2]|[2-9]\d)[ ._/-]{0,3}(?:\d{2}|2 ?[ab])"
    r"[ ._/-]{0,3}\d{3}[ ._/-]{0,3}\d{3}(?:[ ._/-]{0,3}(?:\(?cle ?:? ?)?\d{2}\)?)?(?!\d)"
)
_NIR_SHAPE = re.compile(r"[1-478]\d{2}(?:0[1-9]|1[0-2]|[2-9]\d)\d{8}(?:\d{2})?")
_ABROAD = re.compile(r"(?<![\d+])(?:\+|00(?=[ .]?[1-9]))[ .]?\d(?:[ .()/-]{0,2}\d){7,14}(?!\d)")
#: The letter O typed for the figure.
_LETTER_O = re.compile(r"(?<![\w])o[1-9](?:[ ._/-]?[\do]{2}){4}(?![\do])")
_IBAN = re.compile(r"\b[a-z]{2}[ .-]?\d{2}(?:[ .-]?[a-z\d]{4}){2,7}(?:[ .-]?[a-z\d]{1,4})?\b")
_FRENCH_IBAN = re.compile(
    r"\bfr[ .-]?\d{2}(?:(?:[ .-]?\d){10}(?:[ .-]?[a-z\d]){11}(?:[ .-]?\d){2}|(?:[ .-]?\d){8,})(?!\w)"
)
_RIB = re.compile(r"(?<!\d)\d{5}[ .-]?\d{5}[ .-]?[a-z\d]{11}[ .-]?\d{2}(?!\d)")
_CARD = re.compile(r"(?<!\d)\d{4}(?:[ .-]?\d{4}){3}(?!\d)")
_PLATE = re.compile(r"\b[a-hj-np-tv-z]{2}-?\d{3}-?[a-hj-np-tv-z]{2}\b")
_TOLD_PLATE = re.compile(
    r"(?:plaque|immatricul\w*|voiture|vehicule|auto|camion|scooter|moto|carte grise)\b[^\n\d]{0,40}?"
    r"\b(?P<plate>[a-hj-np-tv-z]{2}[ -]?\d{3}[ -]?[a-hj-np-tv-z]{2}|\d{1,4}[ -]?[a-z]{2,3}[ -]?(?:\d{2,3}|2[ab]))\b"
)
_LINK = (
    r"(?:[ :.,'#=-]|n°|\b(?:de|d|du|la|le|l|est|c'est|c est|son|sa|mon|ma|votre|notre|caf|cpam|msa|mdph|france travail|"
    r"securite|sociale|sante|dossier|allocataire|assuree?|agent|client|cliente|telephone|portable|tel|il|elle|patiente?|"
    r"numero|fixe|perso|personnel|au|a|suivant|voici|commence|debute|finit|termine|par|joindre|joignable|beneficiaire|adherente?|contrat)\b){0,8}"
)
_TOLD = (
    r"(?:n°|\bnum\b|\bnumero\b|\bref\b|\breference\b|\bmatricule\b|\bidentifiant\b|\bipp\b|\bnir\b|\bnss\b|"
    r"\bsecu(?:rite sociale)?\b|\ballocataire\b|\badherente?\b|\bimmatriculation\b|\bsiret\b|\bsiren\b|\brpps\b|"
    r"\badeli\b|\bpasseport\b|\btitre de sejour\b|\bcarte d'identite\b|\bcni\b)"
)
_FILE = re.compile(
    _TOLD
    + _LINK
    + r"(?P<value>[a-z\d]+(?:[-/][a-z\d]+)+|"
    + r"[a-z]{0,4}[-/. ]?\d+(?:[-/. ]?\d+)*(?:[a-z](?![\w'])|[-/ ][b-xz](?![\w']))?)"
)
_PHONE_TOLD = re.compile(
    r"\b(?:tel|telephone|portable|mobile|fixe|fax|joindre|joignable|rappeler|rappelez|appeler|contacter|numero)\b"
    + _LINK + r"(?P<value>\d+(?:[ ._/-]?\d+)+)"
)  # fmt: skip
#: A code that mixes letters and digits, announced by a file: « dossier AB-2024-118 ».
_FILED = re.compile(
    r"\b(?:dossier|contrat|client|caf|mdph|sinistre|demande)\b" + _LINK
    + r"(?P<value>[a-z]{1,5}[-/]?\d[\d/-]{2,}\d(?:[ -][b-hj-km-z]\b|[a-z])?|\d{5,}[a-z]?)(?!\w)"
)  # fmt: skip
_LONG = re.compile(r"(?<![\w,.])\d{7,}(?![\w])")
_COMPACT_DATE = re.compile(r"(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])20\d\d")
_COUNTED = re.compile(r" (?:a|j|h|e|g|kg|km|ou|et|an|le|la|au|en|il|on|de|du|sa)$")
_FEWEST = 5
_MANY, _FROM_ZERO = 11, 8


def identifiers(message: Message) -> Iterator[Span]:
    """Every number of the message that belongs to one person."""
    text = message.plain
    for pattern, kind in ((_NIR, NIR), (_ABROAD, TELEPHONE), (_LETTER_O, TELEPHONE),
                          (_FRENCH_IBAN, COMPTE), (_RIB, COMPTE), (_CARD, COMPTE), (_PLATE, PLAQUE)):  # fmt: skip
        for m in pattern.finditer(text):
            yield Span(m.start(), m.end(), kind)
    for m in _IBAN.finditer(text):
        if iban.is_valid(m.group().upper().replace(".", ""), check_country=False):
            yield Span(m.start(), m.end(), COMPTE)
    for m in _TOLD_PLATE.finditer(text):
        yield Span(m.start("plate"), m.end("plate"), PLAQUE)
    yield from _told(text)
    for run in runs(message):
        yield from _in_run(run, text)


def _told(text: str) -> Iterator[Span]:
    """Numbers that a word announces, and figures too many to be a quantity."""
    dates = [m.span() for m in DATE.finditer(text)]
    for pattern, kind, fewest in (
        (_PHONE_TOLD, TELEPHONE, 6), (_FILE, DOSSIER, _FEWEST), (_FILED, DOSSIER, 3), (_LONG, NUMERO, 7),
    ):  # fmt: skip
        for m in pattern.finditer(text):
            value = "value" if "value" in pattern.groupindex else 0
            start, end = m.span(value)
            figures = sum(c.isdigit() for c in m.group(value))
            dated = any(a < end and start < b for a, b in dates)
            if (
                figures < fewest
                or dated
                or UNIT.match(text, end)
                or _COUNTED.search(m.group(value))
            ):
                continue
            if _COMPACT_DATE.fullmatch(m.group(value)):
                continue
            yield Span(start, end, kind)


def _in_run(run: Sequence[Figure], text: str) -> Iterator[Span]:
    i = 0
    while i < len(run):
        span, i = _from(run, i, text)
        if span is not None:
            yield span


def _from(run: Sequence[Figure], i: int, text: str) -> tuple[Span | None, int]:
    """The identifier that begins at figure `i` of the run, if any, and where to go on."""
    digits = ""
    for j in range(i, len(run)):
        digits += run[j].digits
        if len(digits) > 15:
            break
        figures = run[i : j + 1]
        if len(digits) == 10 and digits[0] == "0" and digits[1] != "0" and _phone_like(figures):
            rest = run[j + 1 :]
            if 0 < len(rest) <= 2 and run[j].spoken and not UNIT.match(text, run[-1].end):
                j = len(run) - 1  # « trente quatre vingt dix »: pairs that can be cut elsewhere
            return Span(run[i].start, run[j].end, TELEPHONE), j + 1
        if len(digits) == 15 and nir.is_valid(digits):
            return Span(run[i].start, run[j].end, NIR), j + 1
    spoken = [f for f in run[i:] if f.spoken]
    if run[i].spoken and len(spoken) >= 4:
        said = joined(run[i:])
        if len(said) >= _MANY or len(said) >= _FROM_ZERO and said[0] == "0":
            kind = NIR if _NIR_SHAPE.match(said) else NUMERO
            return Span(run[i].start, run[-1].end, kind), len(run)
    return None, i + 1


def _phone_like(figures: Sequence[Figure]) -> bool:
    """Whether the digits are grouped as people write telephones, rather than as a list of quantities."""
    sizes = [len(f.digits) for f in figures]
    return len(sizes) == 1 or max(sizes) <= 4 and len(figures[0].digits) in (1, 2, 3, 4)
