"""Birth dates: the day tells who it is, the year tells the age and stays."""

from __future__ import annotations

import re
from typing import Iterator

from bot.privacy.message import Message
from bot.privacy.numbers import SPOKEN
from bot.privacy.spans import NAISSANCE, Span

#: The characters of a year, which stay.
YEAR = 4
_MONTHS = (
    "janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|"
    "janv|fevr?|avr|juil|sept|oct|nov|dec"
)
_DAYS = "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
_SAID_DAY = (
    r"premier|1er|un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix(?:[ -](?:sept|huit|neuf))?|onze|douze|"
    r"treize|quatorze|quinze|seize|vingt(?:[ -](?:et[ -]un|deux|trois|quatre|cinq|six|sept|huit|neuf))?|"
    r"trente(?:[ -]et[ -]un)?"
)
_SAID_MONTH = r"(?:zero )?(?:un|deux|trois|quatre|cinq|six|sept|huit|neuf)|dix|onze|douze"
_CUE = r"\b(?:nee?(?:\.e|\(e\)|·e)?s?|date de naiss(?:ance|\.)?|naissance|naiss\.?|d\.?d\.?n\.?|dn|anniversaire)\b"
_YEAR = r"(?:(?:19|20)\d\d|\d\d)(?!\d)"
#: Numbers in words that tell a year: mille neuf cent…, deux mille six, or its last two figures.
_SAID_YEAR = (
    r"(?:mille|dix[ -]neuf|deux mille|(?:vingt|trente|quarante|cinquante|soixante|quatre|zero))\b"
    rf"(?:[ -](?:et[ -])?(?:{SPOKEN})\b)*"
)
_DATE = (
    rf"(?:(?:\d{{1,2}}|{_SAID_DAY})(?: ?er)?[ ./-]{{1,3}}(?:{_MONTHS})\b\.?[ ./-]{{0,3}}(?:de |en )?"
    rf"|\d{{1,2}} ?[ ./-] ?\d{{1,2}} ?[ ./-] ?|\d{{4}}(?=(?:19|20)\d\d(?!\d))|\d{{4}}(?=\d\d(?!\d))"
    rf"|(?:{_SAID_DAY}) (?:{_SAID_MONTH}) )"
)
_TOLD = re.compile(
    _CUE
    + rf"(?P<date>(?: *[:=,(]| +le| +est| +du| +un| +(?:{_DAYS}))* *\(?{_DATE})(?P<year>{_YEAR}|{_SAID_YEAR})?"
)
#: « née Kowalski le 12/05/1954 », « né à Tours le… »
_TOLD_LATER = re.compile(
    _CUE
    + rf"(?: [a-z'-]+){{1,4}}?(?P<date>,? le {_DATE})(?P<year>(?:19\d\d|200\d)(?!\d)|{_SAID_YEAR})"
)
_ISO = re.compile(
    _CUE + r"(?P<date>(?: ?[:=,]| le)* ?)(?P<year>(?:19|20)\d\d)(?P<rest>-\d\d-\d\d)(?!\d)"
)
#: A whole date of the last century, that no event dates, is a birth date.
_OLD = re.compile(r"(?<![\d/.-])(?P<date>\d{1,2} ?([/.-]) ?\d{1,2} ?\2 ?)(?P<year>19\d\d)(?!\d)")
_OLD_IN_WORDS = re.compile(rf"\b(?P<date>(?:\d{{1,2}}|1er) (?:{_MONTHS}) )(?P<year>19\d\d)(?!\d)")
_DATED = re.compile(
    r"\b(?:depuis|le|du|au|des|jusqu'au|arret|arrete|accident|invalidite|embauche|mariage|divorce|retraite|deces|"
    r"date|loi|decret|apres|avant|entre|et|dep|debut|fin|inval|arrive|arrivee|entree?|decedee?|mariee?)"
    r" ?(?:le|du|au|de|:)? ?$"
)


def births(message: Message) -> Iterator[Span]:
    """The day and month of every birth date; « née le 12/05/1954 » leaves « née en 1954 »."""
    text = message.plain
    for m in (*_TOLD.finditer(text), *_TOLD_LATER.finditer(text)):
        mask = _before(m.group("year"), text[m.end() :]) if m.group("year") else " [date masquée] "
        yield Span(m.start("date"), m.end("date"), NAISSANCE, mask)
    for m in _ISO.finditer(text):
        mask = _before(m.group("year"), text[m.end() :]) + m.group("year")
        yield Span(m.start("date"), m.end("rest"), NAISSANCE, mask)
    for pattern in (_OLD, _OLD_IN_WORDS):
        for m in pattern.finditer(text):
            if not _DATED.search(text[max(0, m.start() - 30) : m.start()]):
                yield Span(m.start("date"), m.end("date"), NAISSANCE, "en ")


def _before(year: str, after: str) -> str:
    """What leads to the year: « née en 1954, … », but « née 1954 en arrêt », which dates no leave."""
    short = len(year) == 2
    closed = re.match(r" *(?:[,.;:)\n]|$|a |au |et |elle |il )", after)
    return " en " if short or closed else " "
