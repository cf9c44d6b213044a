"""Which question to ask next: the one whose answer most likely settles the orientation."""

from __future__ import annotations

import collections
from dataclasses import dataclass
from pathlib import Path
from typing import Iterator, Mapping, Optional

from actions.policy.conditions import ConditionReader, Facts
from actions.policy.engine import MAX_QUESTIONS, Decision, State, decide
from actions.policy.model import A_PRECISER, Policy, Rule
from bot.catalogue import CHOIX, NOMBRE, OUI_NON, Fait
from bot.situation import Value
from bot.source import Map, fail, load_map

#: What settling by a second question is worth, beside settling at once.
_SECOND = 0.9


@dataclass(frozen=True)
class Question:
    """The next question.

    Attributes:
        fait: the fact asked.
        rang: its rank in this situation, from 1.
        separates: the rules between which its answer may decide.
    """

    fait: str
    rang: int
    separates: tuple[Rule, ...]


@dataclass(frozen=True)
class Chances:
    """How likely each answer is, given what is known; used for the order of questions only.

    `base[fait][answer]` is a weight; for each `(fait, value, boosts)` of `given` that holds,
    the weight of an answer other than « non » to `asked` is multiplied by `boosts[asked]`.
    """

    base: Mapping[str, Mapping[str, float]]
    given: tuple[tuple[str, Value, Mapping[str, float]], ...]

    def weight(self, fait: str, value: Value, known: Mapping[str, Value]) -> float:
        """Relative weight of that answer."""
        answer = {True: "oui", False: "non"}.get(value, "oui") if isinstance(value, bool) else value
        weight = self.base.get(fait, {}).get(str(answer), 1.0)
        if value is not False:
            for other, held, boosts in self.given:
                if known.get(other) == held:
                    weight *= boosts.get(fait, 1.0)
        return weight


def load_chances(path: Path, catalogue: Mapping[str, Fait]) -> Chances:
    """Read `chances.yml`. Raises SourceError naming file and line."""
    raw = load_map(path)
    raw.check_keys({"base", "sachant"}, {"base", "sachant"})
    reader = ConditionReader(catalogue)

    def weights(mapping: Map) -> dict[str, float]:
        for key, value in mapping.items():
            if not value.replace(".", "", 1).isdigit():
                fail(key, f"« {value} » n'est pas un poids")
        return {str(k): float(v) for k, v in mapping.items()}

    for code in raw["base"]:
        if code not in catalogue:
            fail(code, f"fait inconnu « {code} »")
    given = []
    for entry in raw["sachant"]:
        entry.check_keys({"si", "plus"}, {"si", "plus"})
        for code, value in entry["si"].items():
            if code not in catalogue:
                fail(code, f"fait inconnu « {code} »")
            held = reader.value(catalogue[code], value)
            given.append((str(code), held, weights(entry["plus"])))
    return Chances({str(c): weights(w) for c, w in raw["base"].items()}, tuple(given))


def possible_values(fait: Fait) -> Iterator[Value]:
    """The answers worth trying for a fact."""
    if fait.type == OUI_NON:
        yield from (True, False)
    elif fait.type == CHOIX:
        yield from fait.choix
    elif fait.type == NOMBRE:
        yield from (fait.minimum + (fait.maximum - fait.minimum) * k / 6 for k in (1, 3, 5))


def next_question(
    policy: Policy, state: State, decision: Decision, chances: Chances
) -> Optional[Question]:
    """The most decisive question, or None when none is left or the limit is reached.

    Only facts that can still change the outcome are candidates. One already asked comes back only
    when the partner went on to something else without answering, and once at most.
    Once a rule hangs on something the partner cannot tell, only an answer that settles
    everything by another way is still worth a question.
    """
    if decision.orientation is not None or len(state.asked) >= MAX_QUESTIONS:
        return None
    spent = frozenset(f for f in state.asked if state.asked.count(f) > 1) | state.ignored
    open_facts = decision.missing - spent
    stuck = any(
        not (rule.si.faits() & open_facts) or (rule.si.faits() & state.ignored)
        for rule in decision.open_rules
    )
    by_default = decide(policy, state, final=True).orientation
    if stuck and by_default != A_PRECISER:
        return None
    candidates = _proofs(policy, decision) if stuck else open_facts
    best, best_score = None, 0.0
    for code, fait in policy.catalogue.items():
        if not fait.askable or code not in candidates - spent:
            continue
        if not makes_sense(policy, code, decision):
            continue
        outlook = _outlook(policy, state, decision, fait, chances, by_default)
        if stuck and not outlook.settled:
            continue
        score = outlook.settled + 0.5 * outlook.closed + 0.2 * outlook.change
        score += 0.5 * state.doubts.get(code, 0.0)  # what was half understood comes early
        if score > best_score:
            best, best_score = code, score
    if best is None:
        return None
    return Question(best, len(state.asked) + 1, decision.open_rules)


def makes_sense(policy: Policy, code: str, decision: Decision) -> bool:
    """Whether what a question takes for granted is established."""
    if code not in policy.prerequisites:
        return True
    facts = Facts(decision.known, frozenset(decision.known))
    return policy.prerequisites[code].evaluate(facts).value is True


def _proofs(policy: Policy, decision: Decision) -> frozenset[str]:
    """Missing facts, and those from which a missing one follows."""
    by_deduction = (
        d.si.faits() for d in policy.deductions if {f for f, _ in d.alors} & decision.missing
    )
    return decision.missing.union(*by_deduction) - decision.held - set(decision.known)


@dataclass(frozen=True)
class _Outlook:
    """What asking a fact promises, each between 0 and 1.

    Chance that the answer settles the orientation; else share of the open facts it closes;
    chance that it changes what would be decided without asking.
    """

    settled: float
    closed: float
    change: float


def _outlook(
    policy: Policy, state: State, decision: Decision, fait: Fait, chances: Chances, default: str
) -> _Outlook:
    values = list(possible_values(fait))
    if not values:
        return _Outlook(0.0, 0.0, 0.0)
    weights = [chances.weight(fait.code, v, decision.known) for v in values]
    settled, closed, outcomes = 0.0, 0.0, collections.Counter()
    for value, weight in zip(values, weights):
        share = weight / sum(weights)
        supposed = state.supposing(fait.code, value)
        after = decide(policy, supposed)
        outcomes[after.orientation] += share
        if after.orientation is not None:
            settled += share
            continue
        closed += share * max(0.0, 1 - len(after.missing) / len(decision.missing))
        settled += share * _SECOND * _unlocked(policy, supposed, decision, after, chances, default)
    return _Outlook(settled, closed, 1 - outcomes[default])


def _unlocked(
    policy: Policy,
    supposed: State,
    before: Decision,
    after: Decision,
    chances: Chances,
    default: str,
) -> float:
    """Chance that a question this answer gives sense to settles the orientation in its turn."""
    opened = [
        code
        for code in policy.prerequisites
        if code in after.missing
        and makes_sense(policy, code, after)
        and not makes_sense(policy, code, before)
    ]
    return max(
        (
            _outlook(policy, supposed, after, policy.catalogue[c], chances, default).settled
            for c in opened
        ),
        default=0.0,
    )
