"""Keys stand for words, where the call is."""

from __future__ import annotations

import pytest

from bot.calls.keypad import longest, typed
from bot.calls.state import CONTACTS, DEPARTEMENT, RELECTURE, CallState

UNITS = {"age": "ans"}
YES_NO = CallState(question={"fait": "isolement", "format": "oui_non", "choix": []})
AGE = CallState(question={"fait": "age", "format": "nombre", "choix": []})
CHOICE = CallState(question={"fait": "hospitalisation", "format": "choix",
                             "choix": [{"valeur": "prevue", "libelle": "Oui, elle est prévue"},
                                       {"valeur": "aucune", "libelle": "Non"}]})  # fmt: skip


@pytest.mark.parametrize(
    "state, digits, words",
    [
        (YES_NO, "1", "oui"), (YES_NO, "2", "non"), (YES_NO, "3", "je ne sais pas"), (YES_NO, "4", None),
        (AGE, "45", "45 ans"), (AGE, "*4", None),
        (CHOICE, "1", "Oui, elle est prévue"), (CHOICE, "2", "Non"), (CHOICE, "3", "je ne sais pas"), (CHOICE, "4", None),
        (CallState(attente=RELECTURE), "2", "non"), (CallState(attente=CONTACTS), "1", "oui"),
        (CallState(attente=DEPARTEMENT), "84", "84"), (CallState(attente=DEPARTEMENT), "8", None),
        (CallState(), "1", None),
    ],
)  # fmt: skip
def test_typed(state, digits, words):
    assert typed(digits, state, UNITS) == words


def test_as_many_keys_as_are_expected():
    assert (longest(YES_NO), longest(AGE), longest(CallState(attente=DEPARTEMENT))) == (1, 3, 3)
