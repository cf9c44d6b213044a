"""References: drawn at random, read as typed or as spelled aloud.

Eight signs without look-alikes (no I, O, 0, 1), at least two letters and two digits so that no
word is taken for one, written in two halves: « ABCD-2345 ».
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from typing import Iterator, Optional

from text_to_num import text2num

from bot.understanding.text import fold

LETTERS, DIGITS = "ABCDEFGHJKLMNPQRSTUVWXYZ", "23456789"
LENGTH = 8
_SIGN = f"[{LETTERS}{DIGITS}]"
_HALVES = re.compile(
    rf"(?<![^\W_])({_SIGN}{{4}})([\s_.-]*)({_SIGN}{{4}})(?![^\W_])", re.IGNORECASE
)
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
#: Said between two signs, and meaning nothing.
_SILENT = frozenset("tiret trait union puis espace majuscule point".split())
_NUMBER_WORDS = frozenset(
    "un une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize "
    "vingt vingts trente quarante cinquante soixante cent cents mille et".split()
)
#: How the letters are called, as a person types them or a transcript writes them.
_NAMES = {
    "be": "B", "bee": "B", "ce": "C", "de": "D", "effe": "F", "ef": "F", "ge": "G", "ache": "H",
    "ji": "J", "gi": "J", "ka": "K", "elle": "L", "el": "L", "emme": "M", "em": "M", "enne": "N",
    "en": "N", "pe": "P", "cu": "Q", "ku": "Q", "erre": "R", "er": "R", "esse": "S", "es": "S",
    "te": "T", "ve": "V", "ixe": "X", "ix": "X", "zede": "Z", "zed": "Z",
}  # fmt: skip
_TWO_WORDS = {("double", "ve"): "W", ("double", "v"): "W", ("i", "grec"): "Y"}


@dataclass(frozen=True)
class Found:
    """A reference in a message.

    Attributes:
        reference: as it is kept, « ABCD-2345 ».
        debut, fin: where it stands in the message, in characters.
        certain: written with its hyphen, which nothing else is.
        entier: the message is nothing else.
    """

    reference: str
    debut: int
    fin: int
    certain: bool
    entier: bool


def new_reference() -> str:
    """A reference drawn at random, one among three hundred thousand million.

    No two digits side by side: none reads as an age or a département.
    """
    while True:
        reference = _valid("".join(secrets.choice(LETTERS + DIGITS) for _ in range(LENGTH)))
        if reference and not re.search(r"\d-?\d", reference):
            return reference


def parse_reference(text: str) -> Optional[str]:
    """The reference that `text` is, whatever its case, spaces and hyphen; None when it is none."""
    return _valid(re.sub(r"[\s_.-]", "", text.translate(_DASHES)))


def spelled(reference: str) -> str:
    """A reference to be read aloud: « A B C D, 2 3 4 5 »."""
    return ", ".join(" ".join(half) for half in reference.split("-"))


def find_reference(text: str) -> Optional[Found]:
    """The reference in a message, typed or spelled; None when there is none."""
    return _typed(text) or _spelled(text)


def _valid(signs: str) -> Optional[str]:
    signs = signs.upper()
    letters = sum(s in LETTERS for s in signs)
    digits = sum(s in DIGITS for s in signs)
    if len(signs) != LENGTH or letters + digits != LENGTH or letters < 2 or digits < 2:
        return None
    return f"{signs[:4]}-{signs[4:]}"


def _typed(text: str) -> Optional[Found]:
    text = text.translate(_DASHES)
    matches = [(m, _valid(m.group(1) + m.group(3))) for m in _HALVES.finditer(text)]
    found = [
        Found(reference, m.start(), m.end(), "-" in m.group(2), m.group() == text.strip())
        for m, reference in matches
        if reference
    ]
    return next((f for f in found if f.certain), found[-1] if found else None)


@dataclass(frozen=True)
class _Heard:
    """A piece of a message that may be signs: `signs` are its readings, none when it is a word."""

    signs: tuple[str, ...]
    debut: int
    fin: int


def _spelled(text: str) -> Optional[Found]:
    pieces = list(_pieces(text))
    best: Optional[tuple[int, Found]] = None
    for first in range(len(pieces)):
        if first and _one_sign(pieces[first - 1]):
            continue
        for signs, last in _readings(pieces, first, ""):
            reference = _valid(signs)
            if reference is None or (last < len(pieces) and _one_sign(pieces[last])):
                continue
            whole = first == 0 and last == len(pieces)
            found = Found(reference, pieces[first].debut, pieces[last - 1].fin, False, whole)
            if best is None or last - first > best[0]:  # the more it is spelled, the surer
                best = (last - first, found)
    return best[1] if best else None


def _readings(pieces: list[_Heard], at: int, signs: str) -> Iterator[tuple[str, int]]:
    """Every way of reading eight signs from piece `at` on, and the piece after them."""
    if len(signs) == LENGTH:
        yield signs, at
    if at == len(pieces):
        return
    for more in pieces[at].signs:
        if len(signs) + len(more) <= LENGTH:
            yield from _readings(pieces, at + 1, signs + more)


def _one_sign(piece: _Heard) -> bool:
    return any(len(signs) == 1 for signs in piece.signs)


def _pieces(text: str) -> Iterator[_Heard]:
    words = [(fold(m.group()), m.start(), m.end()) for m in re.finditer(r"[^\W_]+", text)]
    i = 0
    while i < len(words):
        word, debut, fin = words[i]
        following = words[i + 1][0] if i + 1 < len(words) else ""
        if word == "comme" and i and following:  # « A comme Anatole »
            i += 2
        elif word in _SILENT:
            i += 1
        elif (word, following) in _TWO_WORDS:
            yield _Heard((_TWO_WORDS[word, following],), debut, words[i + 1][2])
            i += 2
        elif word in _NUMBER_WORDS:
            number, taken = _number([w for w, _, _ in words[i:]])
            yield _Heard((number,) if number else (), debut, words[i + taken - 1][2])
            i += taken
        else:
            yield _Heard(_signs_of(word), debut, fin)
            i += 1


def _signs_of(word: str) -> tuple[str, ...]:
    named = (_NAMES[word],) if word in _NAMES else ()
    written = re.fullmatch(_SIGN + "{1,8}", word.upper()) and (len(word) <= 4 or not word.isalpha())
    return named + ((word.upper(),) if written else ())


def _number(words: list[str]) -> tuple[str, int]:
    """The digits said first in `words`, « vingt-trois » in two, and how many words they took."""
    size = next((i for i, w in enumerate(words) if w not in _NUMBER_WORDS), len(words))
    for taken in range(min(size, 7), 0, -1):
        try:
            return str(text2num(" ".join(words[:taken]), "fr")), taken
        except ValueError:
            continue
    return "", 1
