"""Reads a message as the answer to the question just asked."""

from __future__ import annotations

from typing import Optional

from actions.dialogue.remarks import Remark
from bot.catalogue import CHOIX, NOMBRE, OUI_NON, Fait
from bot.situation import IGNORE, REPONSE, Assertion, Value
from bot.understanding.acts import AFFIRMER, NE_SAIT_PAS, NIER
from bot.understanding.reader import Reading
from bot.understanding.text import PUNCTUATION, Words

#: « la 2 », « le deuxième », « réponse 3 »: what may stand around the number of a choice.
_RANKS = {"premier": 1, "premiere": 1, "deuxieme": 2, "second": 2, "seconde": 2, "troisieme": 3,
          "quatrieme": 4, "cinquieme": 5, "sixieme": 6, "septieme": 7, "huitieme": 8}  # fmt: skip
_AROUND = frozenset("la le les l numero reponse choix option c est ce n c'est plutot".split())
#: Letters that tell a word of a label; shorter words tell nothing.
_STEM, _TELLING = 6, 4
_IDLE = frozenset("est elle oui dans tres plus cest avec pour".split())
#: A choice told by half its label is short.
_SHORT = 8


def read_answer(
    fait: Fait,
    text: str,
    reading: Reading,
    remark: Remark,
    doubted: Optional[Value] = None,
) -> Optional[Assertion]:
    """The assertion that answers `fait`; None when the message does not answer it.

    « Je ne sais pas » gives an assertion of origin `ignore`. A message that states the fact
    itself is left to what was read of it. `doubted`: the value the question asked to confirm.
    """
    if any(a.fait == fait.code and a.retenue for a in reading.assertions):
        return None
    answer = remark.reponse or reading.reponse
    value = _value(fait, text, reading, answer)
    if value is None and answer == AFFIRMER:
        value = doubted
    if value is not None and fait.legal(value):
        return Assertion(fait.code, value, text.strip(), 0, len(text), origine=REPONSE)
    if answer == NE_SAIT_PAS:
        return Assertion(fait.code, None, text.strip(), 0, len(text), origine=IGNORE)
    return None


def chosen(fait: Fait, text: str) -> Optional[Assertion]:
    """The answer of a message that is nothing but one of the choices, or a part of its label.

    « Une aide à domicile », touched as an answer, tells nobody's trade.
    """
    if fait.type != CHOIX:
        return None
    value = _choice(fait, text, None)
    label = fait.choix.get(str(value), "")
    alone = _rank(text) is not None or _stems(text) <= _stems(label)
    if value is None or not alone:
        return None
    return Assertion(fait.code, value, text.strip(), 0, len(text), origine=REPONSE)


def _value(fait: Fait, text: str, reading: Reading, answer: Optional[str]) -> Optional[Value]:
    if fait.type == OUI_NON:
        return {AFFIRMER: True, NIER: False}.get(answer or "")
    if fait.type == NOMBRE:
        if fait.unite == "mois" and reading.duree is not None:
            return reading.duree
        number = reading.nombre
        return int(number) if number is not None and fait.unite == "ans" else number
    if fait.type == CHOIX:
        return _choice(fait, text, answer)
    return None


def _choice(fait: Fait, text: str, answer: Optional[str]) -> Optional[Value]:
    said = Words(text).line
    for value, label in fait.choix.items():
        if said == Words(label).line or said.strip() in (value, value.replace("_", " ")):
            return value
    rank = _rank(text)
    if rank is not None and 1 <= rank <= len(fait.choix):
        return list(fait.choix)[rank - 1]
    if answer == NIER and "aucune" in fait.valeurs:
        return "aucune"
    return _half_a_label(fait, text)


def _rank(text: str) -> Optional[int]:
    """The number of a choice, when the message is nothing else."""
    tokens = [t for t in Words(text).tokens if t not in PUNCTUATION and t not in _AROUND]
    if len(tokens) != 1:
        return None
    if tokens[0].isdigit():
        return int(tokens[0])
    return _RANKS.get(tokens[0])


def _half_a_label(fait: Fait, text: str) -> Optional[Value]:
    """The one choice whose label shares the most words with a short message."""
    stems = _stems(text)
    if not stems or len(Words(text).tokens) > _SHORT:
        return None
    shared = {v: len(stems & _stems(label)) for v, label in fait.choix.items()}
    best = max(shared.values())
    winners = [v for v, n in shared.items() if n == best]
    return winners[0] if best and len(winners) == 1 else None


def _stems(text: str) -> frozenset[str]:
    return frozenset(t[:_STEM] for t in Words(text).tokens if len(t) >= _TELLING and t not in _IDLE)
