"""What changed in a situation since some moment, and how the assistant says it took note."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Mapping, Optional, Sequence

from actions.answers.speech import Speech
from actions.answers.typography import small
from bot.catalogue import OUI_NON, Fait
from bot.situation import Assertion, Situation

#: Facts whose change is not told: who writes is not a fact of the person.
_UNTOLD = frozenset({"profil"})


@dataclass(frozen=True)
class Change:
    """A fact that was learnt (`avant` None), changed, or withdrawn (`apres` None)."""

    fait: str
    avant: Optional[Assertion]
    apres: Optional[Assertion]

    @property
    def corrects(self) -> bool:
        """Whether something said before no longer holds. A second need leaves the first."""
        return self.avant is not None and (self.apres is None or self.fait != "demande")


def changes(before: Situation, after: Situation) -> list[Change]:
    """Facts whose value is no longer the same, in the order of what was said."""
    old, new = before.current(), after.current()
    found = [
        Change(fait, old.get(fait), new.get(fait))
        for fait in {**old, **new}
        if fait not in _UNTOLD and _value(old.get(fait)) != _value(new.get(fait))
    ]
    return sorted(found, key=lambda c: (c.apres is None, c.apres.tour if c.apres else 0))


def note(found: Sequence[Change], catalogue: Mapping[str, Fait], speech: Speech) -> str:
    """« C'est noté… » for what corrects something said before; empty when nothing does."""
    points = []
    for change in found:
        fait = catalogue[change.fait]
        if not change.corrects or change.avant is None:
            continue
        name, before = small(fait.libelle), speech.value(fait, change.avant.valeur)
        if change.apres is None:
            points.append(speech.say("note_retrait", fait=name, avant=before))
            continue
        after = speech.value(fait, change.apres.valeur)
        told = fait.type == OUI_NON  # « pas en arrêt de travail » says it all
        points.append(
            after if told else speech.say("note_change", fait=name, avant=before, apres=after)
        )
    return speech.say("note", points=" ; ".join(points)) if points else ""


def _value(assertion: Optional[Assertion]) -> object:
    return None if assertion is None else (type(assertion.valeur), assertion.valeur)
