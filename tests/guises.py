"""The same message as other people would write or say it: without accents, in capitals, dictated."""

from __future__ import annotations

import re
import unicodedata

_UNITS = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize "
    "dix-sept dix-huit dix-neuf"
).split()
_TENS = "_ _ vingt trente quarante cinquante soixante soixante quatre-vingt quatre-vingt".split()
_SHORT = {"€": " euros", "%": " pour cent", "&": " et ", "+": " plus ", "=": " égale ", "°": " "}
_LONGEST = 9999


def unaccented(text: str) -> str:
    """« opérée » → « operee »."""
    text = text.replace("œ", "oe").replace("Œ", "OE").replace("’", "'")
    return unicodedata.normalize("NFD", text).encode("ascii", "ignore").decode()


def capitals(text: str) -> str:
    """Everything in capitals, accents kept as people's keyboards keep them: not at all."""
    return unaccented(text).upper()


def dictated(text: str) -> str:
    """As a recogniser writes it: lower case, no punctuation, numbers in words."""
    for sign, said in _SHORT.items():
        text = text.replace(sign, said)
    text = re.sub(r"(\d+) ?h ?(\d+)\b", r"\1 heures \2", text)
    text = re.sub(
        r"\d+", lambda m: f" {in_words(int(m[0]))} " if int(m[0]) <= _LONGEST else m[0], text
    )
    text = re.sub(r"[^\w'’ -]", " ", text.lower())
    return " ".join(text.split())


def in_words(n: int) -> str:
    """0 to 9,999 in French, hyphens left out after the tens as recognisers do."""
    if n < 20:
        return _UNITS[n]
    if n < 100:
        tens, unit = divmod(n, 10)
        if tens in (7, 9):
            unit += 10
        if unit == 0:
            return _TENS[tens] + ("s" if tens == 8 else "")
        joint = " et " if unit in (1, 11) and tens < 8 else " "
        return _TENS[tens] + joint + _UNITS[unit]
    if n < 1000:
        hundreds, rest = divmod(n, 100)
        head = "cent" if hundreds == 1 else f"{_UNITS[hundreds]} cent"
        return head + (f" {in_words(rest)}" if rest else "")
    thousands, rest = divmod(n, 1000)
    head = "mille" if thousands == 1 else f"{_UNITS[thousands]} mille"
    return head + (f" {in_words(rest)}" if rest else "")


GUISES = {"sans accents": unaccented, "en capitales": capitals, "dicté": dictated}
