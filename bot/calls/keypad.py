"""Keys → the words they stand for, where the call is. 0 is always a person, * repeats, # goes on."""

from __future__ import annotations

from typing import Any, Mapping, Optional

from bot.calls.state import (
    AVIS,
    CONTACTS,
    DEPARTEMENT,
    ETAPES,
    PERSONNE,
    RELECTURE,
    SUITE,
    CallState,
)
from bot.catalogue import CHOIX, NOMBRE, OUI_NON

A_PERSON, AGAIN, GO_ON = "0", "*", "#"
_YES_NO = {"1": "oui", "2": "non", "3": "je ne sais pas"}
_BY_YES_NO = frozenset({RELECTURE, CONTACTS, ETAPES, AVIS, PERSONNE, SUITE})
#: Digits of an age, of a département.
_LONGEST = 3


def typed(digits: str, state: CallState, units: Mapping[str, str]) -> Optional[str]:
    """What `digits` say; None when they mean nothing here. units: fact → its unit.

    Digits of a département come back as they are.
    """
    if state.attente == DEPARTEMENT:
        return digits if digits.isdigit() and 2 <= len(digits) <= _LONGEST else None
    if state.attente in _BY_YES_NO:
        return _YES_NO.get(digits)
    if state.question is None or not digits.isdigit():
        return None
    kind = state.question["format"]
    if kind == OUI_NON:
        return _YES_NO.get(digits)
    if kind == NOMBRE:
        return f"{int(digits)} {units.get(state.question['fait'], '')}".strip()
    return _chosen(digits, state.question) if kind == CHOIX else None


def _chosen(digits: str, question: Mapping[str, Any]) -> Optional[str]:
    labels = [choice["libelle"] for choice in question["choix"]]
    rank = int(digits)
    if rank == len(labels) + 1:
        return _YES_NO["3"]
    return labels[rank - 1] if 1 <= rank <= len(labels) else None


def longest(state: CallState) -> int:
    """How many keys may be typed at most."""
    if state.attente == DEPARTEMENT:
        return _LONGEST
    number = state.attente is None and state.question and state.question["format"] == NOMBRE
    return _LONGEST if number else 1
