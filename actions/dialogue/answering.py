"""Reads a message as the answer to the question just asked."""

from __future__ import annotations

from typing import Optional

from bot.catalogue import CHOIX, NOMBRE, OUI_NON, Fait
from bot.situation import IGNORE, REPONSE, Assertion, Value
from bot.understanding.acts import AFFIRMER, NE_SAIT_PAS, NIER
from bot.understanding.reader import Reading
from bot.understanding.text import Words


def read_answer(
    fait: Fait, text: str, reading: Reading, doubted: Optional[Value] = None
) -> Optional[Assertion]:
    """The assertion that answers `fait`; None when the message does not answer it.

    « Je ne sais pas » gives an assertion of origin `ignore`. A message that states the fact
    itself is left to what was read of it. `doubted`: the value the question asked to confirm.
    """
    if any(a.fait == fait.code and a.retenue for a in reading.assertions):
        return None
    value = _value(fait, text, reading)
    if value is None and reading.reponse == AFFIRMER:
        value = doubted
    if value is not None and fait.legal(value):
        return Assertion(fait.code, value, text.strip(), 0, len(text), origine=REPONSE)
    if reading.reponse == NE_SAIT_PAS:
        return Assertion(fait.code, None, text.strip(), 0, len(text), origine=IGNORE)
    return None


def _value(fait: Fait, text: str, reading: Reading) -> Optional[Value]:
    if fait.type == OUI_NON:
        return {AFFIRMER: True, NIER: False}.get(reading.reponse or "")
    if fait.type == NOMBRE:
        if fait.unite == "mois" and reading.duree is not None:
            return reading.duree
        number = reading.nombre
        return int(number) if number is not None and fait.unite == "ans" else number
    if fait.type == CHOIX:
        return _choice(fait, text, reading)
    return None


def _choice(fait: Fait, text: str, reading: Reading) -> Optional[Value]:
    said = Words(text).line
    for value, label in fait.choix.items():
        if said == Words(label).line or said.strip() in (value, value.replace("_", " ")):
            return value
    if reading.nombre is not None and reading.texte == f"{reading.nombre:g}":
        rank = int(reading.nombre)
        if 1 <= rank <= len(fait.choix):
            return list(fait.choix)[rank - 1]
    if reading.reponse == NIER and "aucune" in fait.valeurs:
        return "aucune"
    return None
