"""Composes what is said of a danger: the numbers first, calmly, never word for word twice."""

from __future__ import annotations

from typing import Sequence

from actions.answers.compose import contact_payload
from actions.answers.recap import recap
from actions.answers.reply import Reply
from actions.answers.speech import Speech
from actions.directory.records import Contact
from actions.policy.engine import Decision
from actions.policy.model import Emergency, Policy
from bot.situation import Situation

_REMINDERS = ("rappels_urgence", "seconds_rappels_urgence")
CONTINUE = "Continuer"
FALSE_ALARM = "Fausse alerte"


def emergency_reply(
    emergency: Emergency, contacts: Sequence[Contact], speech: Speech, again: bool = False
) -> Reply:
    """The numbers to call now, before anything else. again: they were given before."""
    by_kind = speech.wording.by_emergency
    if again:
        message = text = speech.fresh([by_kind[key][emergency.code] for key in _REMINDERS])
    else:
        message = emergency.message
        if speech.assure:
            message = by_kind["urgences_assure"][emergency.code]
        numbers = " · ".join(f"**{c.telephone}** {c.nom}" for c in contacts if c.telephone)
        text = f"{message}\n\n{numbers}"
    payload = {
        "type": "urgence",
        "urgence": emergency.code,
        "message": message,
        "contacts": [contact_payload(c) for c in contacts],
    }
    return Reply(text, payload)


def urgent_orientation_reply(
    emergency: Emergency,
    decision: Decision,
    situation: Situation,
    policy: Policy,
    speech: Speech,
    contacts: Sequence[Contact],
    reference: str,
) -> Reply:
    """The orientation `urgence`: what is known so far, and how to go on once help is called."""
    said = situation.current()["urgence"]
    payload = {
        "type": "orientation",
        "orientation": "urgence",
        "missions": [],
        "orientations_complementaires": [],
        "faits": dict(decision.known),
        "motifs": [{
            "fait": "urgence",
            "valeur": emergency.code,
            "preuve": said.preuve,
            "source": emergency.source,
        }],
        "etapes": [emergency.message],
        "contacts": [contact_payload(c) for c in contacts],
        "cas_pratique": None,
        "reference": reference,
        "titre": emergency.message,
        "source": emergency.source,
        "suppositions": [],
        "politique": decision.version,
        "recapitulatif": recap(situation, policy.catalogue, speech),
    }  # fmt: skip
    return Reply(speech.say("urgence_suite"), payload, (CONTINUE, FALSE_ALARM))


def caution_reply(contacts: Sequence[Contact], speech: Speech) -> Reply:
    """The emergency numbers, recalled once when a danger is only guessed at."""
    payload = {
        "type": "information",
        "sujet": "prudence",
        "source": "contrat, urgence",
        "contacts": [contact_payload(c) for c in contacts],
    }
    return Reply(speech.say("prudence"), payload)
