"""Weighs what the patterns read against what is learnt: which facts hold, which are only likely.

Patterns see who, denied, when; what is learnt sees the sense of a clause, and how far each pattern
may be trusted there. One judge for both: the chance that a clause states a fact, given its words
and what the patterns say of it. A likely fact becomes an assertion, a possible one a doubt, which is
a question; an unlikely one is left aside, even when a pattern read it.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Iterator, Sequence

import numpy as np

from bot.situation import DOUTE, Assertion, Value
from bot.understanding.context import MEASURED, Clause
from bot.understanding.learnt_facts import LearntFacts, by_fact

#: Never weighed: numbers, places, and who writes (writers.py).
_OTHERWISE = MEASURED | {"profil"}
#: From which chance a fact is believed (python -m benchmarks.learning), and is worth a question.
_BELIEVED = {
    "arret_travail": 0.2, "caractere_durable": 0.2, "charge_compromise": 0.25, "demande": 0.4,
    "difficulte_droits": 0.4, "difficulte_quotidien": 0.35, "isolement": 0.25,
    "pathologie_lourde": 0.35, "personne_a_charge": 0.25, "probleme_sante": 0.4, "regime": 0.4,
    "renoncement_soins": 0.25, "retraite_recente": 0.35, "transfert_sanitaire": 0.4, "urgence": 0.45,
}  # fmt: skip
_MOSTLY_BELIEVED, _WORTH_ASKING = 0.3, 0.15
#: The same where a pattern reads it too: two witnesses need less.
_SEEN_TWICE = {
    "arret_travail": 0.03, "caractere_durable": 0.1, "demande": 0.2, "difficulte_financiere": 0.0,
    "difficulte_quotidien": 0.0, "isolement": 0.03, "pathologie_lourde": 0.0,
    "personne_a_charge": 0.0, "probleme_sante": 0.0, "renoncement_soins": 0.05,
    "retraite_recente": 0.0, "risque_emploi": 0.1, "transfert_sanitaire": 0.05,
    "hospitalisation": 0.3, "regime": 0.4, "urgence": 0.45,
}  # fmt: skip
_MOSTLY_SEEN_TWICE = 0.2
#: How much less likely a value may be than another, and still win, when a pattern reads it.
_BACKED = 0.2
#: A danger missed costs more than a needless question; signs too weak alone add up.
_DANGER_WORTH_ASKING, _SIGN, _SIGNS = 0.15, 0.1, 0.3
#: The same when a pattern reads one, though not enough to believe it; read in two places, it is
#: always asked about.
_DANGER_SEEN = 0.05
#: What is there is worth a question, not what is not; nor a need that is the default.
_IDLE = frozenset({"accompagnement", "information", "aucune", "general"})
#: Facts a doubt about which changes nothing.
_NEVER_ASKED = frozenset({"situation_professionnelle", "retraite_recente", "profil"})


def weigh(
    read: Sequence[Assertion], clauses: Sequence[Clause], learnt: LearntFacts
) -> list[Assertion]:
    """The assertions that hold, those that are doubtful, and the qualified ones for the record.

    read: everything the patterns read; clauses: of the whole message (context.py).
    """
    chances = learnt.chances(clauses)
    learnable = set(learnt.labels)
    kept = [a for a in read if _unweighed(a, clauses, learnable)]
    found = by_fact(learnt.labels, chances)
    for fait, values in found.items():
        if fait in _OTHERWISE:
            continue
        kept += list(_of_fact(fait, values, clauses, read))
    kept += list(_danger(read, kept, learnt, chances, clauses))
    return kept


def _unweighed(a: Assertion, clauses: Sequence[Clause], learnable: set) -> bool:
    """Qualified, measured, never learnt, or in words too few to be a clause."""
    if not a.retenue or a.fait in _OTHERWISE or (a.fait, a.valeur) not in learnable:
        return True
    return not any(a.debut < c.fin and c.debut < a.fin for c in clauses)


def _of_fact(
    fait: str,
    values: Sequence[tuple[Value, float, int]],
    clauses: Sequence[Clause],
    read: Sequence[Assertion],
) -> Iterator[Assertion]:
    seen = {a.valeur for a in read if a.fait == fait and a.retenue}
    ranked = sorted(values, key=lambda v: -v[1] - _BACKED * (v[0] in seen))
    believed = [v for v in ranked if v[1] >= _least(fait, v[0] in seen)]
    if believed:
        for value, chance, row in believed if fait == "demande" else believed[:1]:
            yield _assertion(fait, value, chance, clauses[row], read)
        return
    value, chance, row = ranked[0]
    if chance >= _WORTH_ASKING and _worth_asking(fait, value):
        doubt = _assertion(fait, value, chance, clauses[row], read)
        yield replace(doubt, qualificatifs=(DOUTE,))


def _least(fait: str, seen: bool) -> float:
    """The chance a value needs to be believed; `seen`: a pattern reads it too."""
    alone = _BELIEVED.get(fait, _MOSTLY_BELIEVED)
    return min(alone, _SEEN_TWICE.get(fait, _MOSTLY_SEEN_TWICE)) if seen else alone


def _worth_asking(fait: str, value: Value) -> bool:
    return value is not False and value not in _IDLE and fait not in _NEVER_ASKED


def _danger(
    read: Sequence[Assertion],
    kept: Sequence[Assertion],
    learnt: LearntFacts,
    chances: np.ndarray,
    clauses: Sequence[Clause],
) -> Iterator[Assertion]:
    """A danger half heard: less sure than another doubt, or told by several weak signs."""
    if not clauses or any(a.fait == "urgence" and (a.retenue or DOUTE in a.qualificatifs)
                          for a in kept):  # fmt: skip
        return
    perils = [(c, v) for c, (f, v) in enumerate(learnt.labels) if f == "urgence" and v != "aucune"]
    if not perils:
        return
    columns = [c for c, _ in perils]
    by_clause = chances[:, columns].max(axis=1)
    row = int(by_clause.argmax())
    signs = 1 - math.prod(1 - p for p in by_clause if p >= _SIGN)
    seen = {a.debut for a in read if a.fait == "urgence" and a.retenue and a.valeur != "aucune"}
    least = (_DANGER_WORTH_ASKING, _DANGER_SEEN, 0.0)[min(len(seen), 2)]
    if by_clause[row] >= least or signs >= _SIGNS:
        peril = perils[int(chances[row, columns].argmax())][1]
        doubt = _assertion("urgence", peril, float(by_clause[row]), clauses[row], ())
        yield replace(doubt, qualificatifs=(DOUTE,))


def _assertion(
    fait: str, value: Value, chance: float, clause: Clause, read: Sequence[Assertion]
) -> Assertion:
    """With the words a pattern found, there or elsewhere, or the whole clause."""
    same = [a for a in read if a.fait == fait and a.valeur == value and a.retenue]
    there = [a for a in same if a.debut < clause.fin and clause.debut < a.fin]
    if same:
        return replace((there or same)[0], force=round(chance, 3))
    said = clause.preuve.strip(" ,.;:")
    return Assertion(fait, value, said, clause.debut, clause.fin, force=round(chance, 3))
