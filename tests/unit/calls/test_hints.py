"""Hints follow the call: départements when the département is asked, answers when one is awaited."""

from __future__ import annotations

import pytest

from bot.calls.phone import load_phone
from bot.calls.state import ANNONCE, CONTACTS, CORRECTION, DEPARTEMENT, CallState
from bot.understanding.loading import reader

CHOICE = {"fait": "hospitalisation", "format": "choix", "choix": [{"valeur": "aucune", "libelle": "Non"}]}
YES_NO = {"fait": "isolement", "format": "oui_non", "choix": []}


@pytest.fixture(scope="module")
def phone(assistant):
    return load_phone(assistant, reader())


@pytest.mark.parametrize(
    "state, there, not_there",
    [
        (CallState(etape=ANNONCE), "service social", "oui"),
        (CallState(attente=DEPARTEMENT), "Vaucluse", "oui"),
        (CallState(question=YES_NO), "je ne sais pas", "Vaucluse"),
        (CallState(question=CHOICE), "non", "Vaucluse"),
        (CallState(attente=CONTACTS), "oui", "Vaucluse"),
        (CallState(attente=CORRECTION), "arrêt de travail", "oui"),
        (CallState(), "arrêt de travail", "oui"),
        (CallState(entendue=True), "la fiche", "Vaucluse"),
    ],
)
def test_hints(state, there, not_there, phone):
    words = phone.hints(state)
    assert there in words and not_there not in words
    assert len(words) == len(set(words)) <= 30 and all(words)


def test_kept_and_read_again():
    state = CallState(question=CHOICE, dit=("a", "b"), a_lire=(("c", "d"), ("e",)), connus=("x",), lent=True)
    assert CallState.from_dict(state.to_dict()) == state
    assert CallState.from_dict({**state.to_dict(), "plus_tard": 1}) == state
