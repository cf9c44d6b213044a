"""The person's age, place and length of leave: of all that the grammars find, what the encoder points at."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Mapping, Sequence

from bot.situation import AUTRE, Assertion
from bot.understanding.candidates import (
    MEASURED,
    Candidate,
    age_candidates,
    length_candidates,
    place_candidates,
)
from bot.understanding.encoder.judgement import Judgement
from bot.understanding.gazetteer import Gazetteer
from bot.understanding.people import People
from bot.understanding.place_names import Place
from bot.understanding.places import PlaceCues, nearest
from bot.understanding.text import Words

#: From which chance a candidate is believed (python -m benchmarks.learning).
_BELIEVED = 0.35
#: So many words tell something of somebody; fewer correct or answer: the encoder has seen few such, the grammars hold.
A_STORY = 18


@dataclass(frozen=True)
class Seen:
    """A message as the patterns and grammars see it."""

    words: Words
    people: People
    read: Sequence[Assertion]
    named: Sequence[Place]
    gazetteer: Gazetteer
    cues: PlaceCues
    today: datetime.date

    @cached_property
    def candidates(self) -> Mapping[str, Sequence[Candidate]]:
        """The candidates for each fact that is a number or a place."""
        return {
            "age": age_candidates(self.words, self.today),
            "departement": place_candidates(self.words, self.named, self.gazetteer, self.cues),
            "duree_arret_mois": length_candidates(self.words, self.today),
        }


def settle_measures(seen: Seen, judged: Judgement) -> tuple[list[Assertion], tuple[str, ...]]:
    """What was read, its numbers and places chosen anew; départements a town hesitates between.

    The grammars' own choices are set aside as somebody else's.
    """
    kept = [_aside(a) if a.fait in MEASURED and a.retenue else a for a in seen.read]
    among: tuple[str, ...] = ()
    for fait, candidates in seen.candidates.items():
        if not candidates:
            continue
        chances = [judged.measured(fait, c.first, c.last) for c in candidates]
        best = max(range(len(candidates)), key=chances.__getitem__)
        candidate, chance = candidates[best], chances[best]
        if chance < _BELIEVED:
            if len(seen.words) < A_STORY:
                kept += [a for a in seen.read if a.fait == fait and a.retenue]
            continue
        value = candidate.value or nearest(candidate.among, seen.named)
        if value is None:
            among = candidate.among
            continue
        preuve, debut, fin = seen.words.evidence(candidate.first, candidate.last)
        value = int(value) if fait == "age" else value
        kept.append(
            Assertion(fait, value, preuve.strip(" ,.;:"), debut, fin, force=round(chance, 3))
        )
    return kept, among


def _aside(a: Assertion) -> Assertion:
    return replace(a, qualificatifs=tuple(sorted({*a.qualificatifs, AUTRE})))
