"""The recap a widget shows: each known fact, its words, and what touching it would send."""

from __future__ import annotations

from typing import Any, Iterator, Mapping

from actions.answers.speech import Speech
from actions.answers.typography import small
from bot.catalogue import CHOIX, OUI_NON, Fait
from bot.situation import Situation

#: What a touch sends: « Corriger : arrêt de travail : non », « Oublier : âge ».
CORRIGER, OUBLIER = "Corriger", "Oublier"


def recap(
    situation: Situation, catalogue: Mapping[str, Fait], speech: Speech
) -> list[dict[str, Any]]:
    """A list of {fait, libelle, dit, preuve, saisie, choix: [{libelle, envoyer}]}.

    saisie: what to send, followed by a value typed in, for a number or a place; None otherwise.
    """
    known = situation.current()
    return [
        {
            "fait": code,
            "libelle": fait.libelle,
            "dit": speech.value(fait, known[code].valeur),
            "preuve": known[code].preuve,
            "saisie": None if fait.type in (OUI_NON, CHOIX) else f"{_correction(fait)} : ",
            "choix": [
                {"libelle": t, "envoyer": s} for t, s in _choices(fait, known[code].valeur, speech)
            ],
        }
        for code, fait in catalogue.items()
        if code in known
    ]


def answers(fait: Fait) -> dict[Any, str]:
    """Each value of a fact that can be chosen, and the words that choose it."""
    if fait.type == OUI_NON:
        return {True: "oui", False: "non"}
    return dict(fait.valeurs) if fait.type == CHOIX else {}


def _choices(fait: Fait, value: Any, speech: Speech) -> Iterator[tuple[str, str]]:
    for other, words in answers(fait).items():
        if other != value:
            yield speech.value(fait, other), f"{_correction(fait)} : {words}"
    yield speech.say("oublier"), f"{OUBLIER} : {small(fait.libelle)}"


def _correction(fait: Fait) -> str:
    return f"{CORRIGER} : {small(fait.libelle)}"
