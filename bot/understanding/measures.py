"""The person's age, place and length of leave, chosen among the candidates by what is learnt."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from typing import Mapping, Sequence

from bot.situation import AUTRE, Assertion
from bot.understanding.candidates import age_candidates, length_candidates, place_candidates
from bot.understanding.choosing import Candidate, Chooser, choose, learn_chooser, surroundings
from bot.understanding.context import MEASURED
from bot.understanding.gazetteer import Gazetteer
from bot.understanding.marks import Mark
from bot.understanding.people import People
from bot.understanding.places import Place, PlaceCues
from bot.understanding.text import Words

#: From which chance a candidate is believed (python -m benchmarks.learning).
_BELIEVED = 0.4
#: Values this near are the same.
_NEAR = 0.5


@dataclass(frozen=True)
class Seen:
    """A message as the choice needs it."""

    words: Words
    people: People
    read: Sequence[Assertion]
    named: Sequence[Place]
    gazetteer: Gazetteer
    cues: PlaceCues
    today: datetime.date

    def candidates(self) -> dict[str, list[Candidate]]:
        """The candidates for each fact that is a number or a place."""
        return {
            "age": age_candidates(self.words, self.read, self.today),
            "departement": place_candidates(
                self.words, self.named, self.read, self.gazetteer, self.cues
            ),
            "duree_arret_mois": length_candidates(self.words, self.read, self.today),
        }


@dataclass(frozen=True)
class Measures:
    """One chooser a fact."""

    choosers: Mapping[str, Chooser]

    def settle(self, seen: Seen) -> tuple[list[Assertion], tuple[str, ...]]:
        """What was read, its numbers and places chosen anew; départements a town hesitates between.

        The grammars' own choices are set aside as somebody else's.
        """
        kept = [_aside(a) if a.fait in MEASURED and a.retenue else a for a in seen.read]
        among: tuple[str, ...] = ()
        for fait, candidates in seen.candidates().items():
            chosen = choose(self.choosers[fait], seen.words, seen.people, candidates, _BELIEVED)
            if chosen is None:
                continue
            candidate, chance = chosen
            if candidate.value is None:
                among = candidate.among
                continue
            preuve, debut, fin = seen.words.evidence(candidate.first, candidate.last)
            value = int(candidate.value) if fait == "age" else candidate.value
            kept.append(
                Assertion(fait, value, preuve.strip(" ,.;:"), debut, fin, force=round(chance, 3))
            )
        return kept, among


def _aside(a: Assertion) -> Assertion:
    return replace(a, qualificatifs=tuple(sorted({*a.qualificatifs, AUTRE})))


def learn_measures(messages: Sequence[tuple[Seen, Sequence[Mark]]]) -> Measures:
    """Fit the choosers on messages and their marks."""
    tokens: dict[str, list[list[str]]] = {fait: [] for fait in sorted(MEASURED)}
    truth: dict[str, list[bool]] = {fait: [] for fait in sorted(MEASURED)}
    for seen, marks in messages:
        for fait, candidates in seen.candidates().items():
            own = [m for m in marks if m.fait == fait and not m.qualifier]
            for candidate in candidates:
                tokens[fait].append(surroundings(seen.words, seen.people, candidate, candidates))
                truth[fait].append(any(_is(candidate, mark, seen.words) for mark in own))
    return Measures({fait: learn_chooser(tokens[fait], truth[fait]) for fait in sorted(MEASURED)})


def _is(candidate: Candidate, mark: Mark, words: Words) -> bool:
    start, end = words.words[candidate.first].start, words.words[candidate.last - 1].end
    if not (start < mark.fin and mark.debut < end):
        return False
    if isinstance(mark.valeur, str) or isinstance(candidate.value, str) or candidate.value is None:
        if candidate.value is None:
            return mark.valeur in candidate.among
        return candidate.value == mark.valeur
    return abs(candidate.value - mark.valeur) <= _NEAR
