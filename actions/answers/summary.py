"""Two or three lines to read out on the phone: what is known, what is not, and nobody's name."""

from __future__ import annotations

from typing import Iterable, Mapping

from actions.answers.speech import Speech
from actions.answers.typography import small
from bot.catalogue import Fait
from bot.situation import Situation, Value

#: Told apart, or not about the person.
_ELSEWHERE = frozenset({"profil", "age", "departement"})


def to_read_out(
    situation: Situation,
    catalogue: Mapping[str, Fait],
    speech: Speech,
    lieu: str | None,
    unknown: Iterable[str] = (),
) -> str:
    """The lines. `lieu`: name of the département. `unknown`: facts asked in vain, or not yet."""
    known = situation.values()
    place = speech.say("resume_lieu", lieu=lieu) if lieu else ""
    if "age" in known:
        who = speech.say("resume_age", age=catalogue["age"].said(known["age"]), lieu=place)
    else:
        who = speech.say("resume_lieu_seul", lieu=lieu) if lieu else ""
    lines = [speech.say("resume_debut", age=who)]
    facts = told(known, catalogue, speech)
    lines.append(speech.say("resume_su", faits=facts) if facts else speech.say("resume_rien"))
    missing = [small(catalogue[f].libelle) for f in catalogue if f in set(unknown) - set(known)]
    if missing:
        lines.append(speech.say("resume_pas_su", faits=", ".join(missing)))
    return "\n".join(lines)


def told(known: Mapping[str, Value], catalogue: Mapping[str, Fait], speech: Speech) -> str:
    """The known facts in a row, what is there before what is not."""
    there, not_there = [], []
    for code, fait in catalogue.items():
        if code in _ELSEWHERE or code not in known:
            continue
        said = speech.fact(fait, known[code])
        (not_there if known[code] in (False, "aucune") else there).append(said)
    return ", ".join([*there, *not_there])


def in_short(
    situation: Situation, catalogue: Mapping[str, Fait], speech: Speech, lieu: str | None
) -> str:
    """A situation in half a line, to recognise it: « 45 ans, Vaucluse, en arrêt de travail »."""
    known = situation.values()
    age = catalogue["age"].said(known["age"]) if "age" in known else ""
    return ", ".join(p for p in (age, lieu or "", told(known, catalogue, speech)) if p)
