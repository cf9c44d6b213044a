"""The facts that decide, read back in a sentence before deciding: recognisers turn « non merci » into « merci »."""

from __future__ import annotations

from typing import Any, List, Mapping, Optional, Sequence

from actions.answers.spoken.breaths import LONGEST, length
from actions.answers.spoken.speaker import Speaker
from actions.answers.typography import listed
from bot.catalogue import NOMBRE, number_in_french
from bot.situation import Value

#: No more is read back at a time.
MOST = 4
_AGE, _LENGTH, _HEALTH = "age", "duree_arret_mois", "probleme_sante"
_ABSENT = (False, "aucune")
_WEEKS = 52 / 12


def read_back(payload: Mapping[str, Any], speaker: Speaker) -> List[str]:
    """The sentences that ask whether the facts of an orientation are right; none when it has none."""
    assure = payload["faits"].get("profil") == "assure"
    told = [predicate(f, payload["faits"], speaker, assure) for f in salient(payload, speaker)]
    predicates = [one for one in told if one]
    if not predicates:
        return []
    subject = speaker.wording.subjects[assure]
    groups = _groups(predicates)
    keys = ["relecture_suite"] * (len(groups) - 1) + ["relecture"]
    return [
        sentence
        for key, group in zip(keys, groups)
        for sentence in speaker.say(key, sujet=subject, faits=listed(group))
    ]


def salient(payload: Mapping[str, Any], speaker: Speaker) -> List[str]:
    """The facts to read back, in the order they are: those that decide, and the age, misheard so often."""
    known, deciding = payload["faits"], {m["fait"] for m in payload["motifs"]}
    ours = payload["orientation"] == "service_social"
    ranks: dict[str, int] = {}
    for fait in (line["fait"] for line in payload["recapitulatif"]):
        denied = known.get(fait) in _ABSENT
        if fait not in speaker.wording.read_back or fait not in known:
            continue
        if fait in deciding or (denied and fait == _HEALTH):
            ranks[fait] = 0
        elif denied and not ours:
            ranks[fait] = 1
        elif fait == _AGE:
            ranks[fait] = 2
    order = list(speaker.wording.read_back)
    chosen = sorted(ranks, key=lambda f: (ranks[f], order.index(f)))[:MOST]
    return sorted(chosen, key=order.index)


def predicate(
    fait: str, known: Mapping[str, Value], speaker: Speaker, assure: bool
) -> Optional[str]:
    """« a quarante-cinq ans », « est en arrêt de travail depuis trois mois »; None when it has none."""
    number = speaker.catalogue[fait].type == NOMBRE
    ways = speaker.wording.read_back[fait].get("nombre" if number else known[fait])
    if ways is None:
        return None
    value = f"{number_in_french(float(known[fait]))} {speaker.catalogue[fait].unite}" if number else ""
    lasting = ""
    if _LENGTH in known:
        lasting = speaker.wording.lasting.format(valeur=duration(float(known[_LENGTH])))
    return ways[assure].format(valeur=value, duree=lasting)


def duration(months: float) -> str:
    """« trois semaines », « un mois et demi », « deux ans »: months, as people say them."""
    if months and months % 12 == 0:
        years = int(months // 12)
        return f"{years} an{'s' if years > 1 else ''}"
    if months >= 1 and months % 1 == 0.5:
        return f"{int(months)} mois et demi"
    if months % 1 == 0 and months:
        return f"{int(months)} mois"
    weeks = max(1, round(months * _WEEKS))
    return f"{'une' if weeks == 1 else weeks} semaine{'s' if weeks > 1 else ''}"


def _groups(predicates: Sequence[str]) -> List[List[str]]:
    """All in one sentence, or in two when it would be too long for a breath."""
    room = LONGEST - length("La personne, c'est bien cela")
    if length(" et ".join(predicates)) <= room or len(predicates) == 1:
        return [list(predicates)]
    half = (len(predicates) + 1) // 2
    return [list(predicates[:half]), list(predicates[half:])]
