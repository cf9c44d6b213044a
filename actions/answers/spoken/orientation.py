"""An orientation, said: the decision first, then its contacts and its steps, if asked."""

from __future__ import annotations

from typing import Any, List, Mapping

from actions.answers.spoken.breaths import AT_A_TIME
from actions.answers.spoken.speaker import Speaker
from actions.answers.typography import listed, small


def verdict(payload: Mapping[str, Any], speaker: Speaker, heard: bool) -> List[str]:
    """The decision in a sentence; then what else is to be seen, or what changed since the last one `heard`."""
    change = speaker.aloud.sentences(payload.get("annonce") or "")
    if heard and payload.get("inchangee") and change:
        return change[:AT_A_TIME]
    said = speaker.aloud.sentences(payload["titre"])[:1]
    if heard and change:
        return [*said, *change[:1]]
    beside = [speaker.names[o] for o in payload["orientations_complementaires"]]
    if beside:
        said += speaker.say("aussi", noms=listed(list(dict.fromkeys(beside))))[:1]
    return said


def contacts(payload: Mapping[str, Any], speaker: Speaker) -> List[str]:
    """Whom to call; an e-mail address is only announced."""
    said: List[str] = []
    for contact in payload["contacts"]:
        name = contact["nom"]
        if contact["telephone"]:
            said += speaker.say("contact", nom=name, telephone=contact["telephone"])
        elif contact["url"]:
            said += speaker.say("contact_site", nom=name)
        elif not contact["courriel"]:
            usage = small((contact["usage"] or "").partition(" ; ")[0])
            said += speaker.say("contact_sans_numero", nom=name, usage=usage)
    if emails(payload):
        said += speaker.say("contacts_courriel")
    return said


def steps(payload: Mapping[str, Any], speaker: Speaker) -> List[str]:
    """What to do, step by step."""
    return [sentence for step in payload["etapes"] for sentence in speaker.aloud.sentences(step)]


def reasons(
    payload: Mapping[str, Any], explanation: Mapping[str, Any], speaker: Speaker
) -> List[str]:
    """Why an orientation: its reason, then what would have changed it."""
    changes = [change["texte"] for change in explanation.get("ce_qui_changerait") or ()]
    return [s for text in (payload["raison"], *changes) for s in speaker.aloud.sentences(text)]


def emails(payload: Mapping[str, Any]) -> List[Mapping[str, Any]]:
    """The contacts that have an e-mail address."""
    return [contact for contact in payload["contacts"] if contact["courriel"]]


def sheet(reference: str, speaker: Speaker, days: int) -> List[List[str]]:
    """A reference, in one go: what to note it with, its signs twice, how long it is of use."""
    halves = speaker.spelled(reference)
    once = [s for half in halves for s in speaker.say("fiche_signes", signes=half)]
    again = [s for key, half in zip(("fiche_encore", "fiche_signes"), halves)
             for s in speaker.say(key, signes=half)]  # fmt: skip
    return [speaker.say("fiche"), once, again, speaker.say("fiche_duree", jours=days)]
