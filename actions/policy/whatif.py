"""What another answer would give: what a question separates, what would change an orientation.

Plain Python over the engine: nothing is told that was not evaluated.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Iterator, Optional

from actions.policy.conditions import Facts
from actions.policy.engine import Decision, State, decide, facts_of
from actions.policy.model import A_PRECISER, Policy, Presumption, Rule
from actions.policy.questions import Chances, makes_sense, next_question, possible_values
from bot.catalogue import NOMBRE, Fait
from bot.situation import Value

#: At most so many suppositions, and so many that lead to one orientation, or to none.
_MOST, _MOST_ALIKE, _MOST_LOST = 3, 2, 1


@dataclass(frozen=True)
class Outcome:
    """Where some answers lead: an orientation, or the fact that would be asked next."""

    answers: tuple[Value, ...]
    orientation: Optional[str]
    next_fait: Optional[str]


@dataclass(frozen=True)
class WhatIf:
    """Had `fait` been `valeur`, the orientation would be `orientation`.

    `a_preciser`: it would not be the one given any more, and more would have to be known.
    """

    fait: str
    valeur: Value
    orientation: str


@dataclass(frozen=True)
class WhyNot:
    """Why an orientation is not the one given.

    rule: the rule that would give it. against: known facts that forbid it. presumed: facts held
    for want of better that forbid it. unknown: facts it would need. passed: it holds, but a rule
    above it decides first.
    """

    rule: Rule
    against: tuple[str, ...] = ()
    presumed: tuple[Presumption, ...] = ()
    unknown: tuple[str, ...] = ()
    passed: bool = False


def outcomes(policy: Policy, state: State, fait: Fait, chances: Chances) -> list[Outcome]:
    """Where each answer to the question on `fait` leads, alike answers together.

    `state`: after the question was asked. Empty for a number: its answers are not a few.
    """
    if fait.type == NOMBRE:
        return []
    ways: dict[tuple[Optional[str], Optional[str]], list[Value]] = {}
    for value in possible_values(fait):
        supposed = _with(state, fait.code, value)
        decision = decide(policy, supposed)
        question = next_question(policy, supposed, decision, chances)
        if decision.orientation is None and question is None:
            decision = decide(policy, supposed, final=True)
        way = (decision.orientation, question.fait if question else None)
        ways.setdefault(way, []).append(value)
    return [Outcome(tuple(answers), *way) for way, answers in ways.items()]


def counterfactuals(
    policy: Policy, state: State, decision: Decision, chances: Chances
) -> list[WhatIf]:
    """Single facts that would have changed the orientation, the most telling first, three at most.

    Only the values the catalogue knows how to suppose (`si`) are tried, and only where they make
    sense. Facts that founded the decision come first, then those held without having been said,
    the likeliest before the others.
    """
    found: list[tuple[tuple[bool, int, float], WhatIf]] = []
    for code, fait in policy.catalogue.items():
        telling = _telling(code, decision)
        for value in fait.si:
            if decision.known.get(code) == value or not _supposable(policy, code, decision):
                continue
            orientation = _would_be(policy, _with(state, code, value), value in (False, "aucune"))
            lost = orientation == A_PRECISER
            if orientation != decision.orientation and not (lost and telling):
                rank = (lost, telling, -chances.weight(code, value, decision.known))
                found.append((rank, WhatIf(code, value, orientation)))
    kept: list[WhatIf] = []
    for _, one in sorted(found, key=lambda f: f[0]):
        alike = [k for k in kept if k.orientation == one.orientation]
        most = _MOST_LOST if one.orientation == A_PRECISER else _MOST_ALIKE
        if one.fait not in {k.fait for k in kept} and len(alike) < most:
            kept.append(one)
    return kept[:_MOST]


def _supposable(policy: Policy, code: str, decision: Decision) -> bool:
    """Whether supposing something else of a fact is no nonsense here."""
    if not makes_sense(policy, code, decision):
        return False
    if code not in policy.suppositions:
        return True
    known = Facts(decision.known, frozenset(decision.known), closed=True)
    return policy.suppositions[code].evaluate(known).value is True


def why_not(policy: Policy, state: State, decision: Decision, orientation: str) -> Optional[WhyNot]:
    """What keeps `orientation` from being given; None when no rule gives it.

    Of several rules, the one the fewest things forbid.
    """
    final = decision.orientation == A_PRECISER or decide(policy, state).orientation is None
    ways = list(_obstacles(policy, state, decision, orientation, final))
    return min(ways, key=_distance) if ways else None


def _obstacles(
    policy: Policy, state: State, decision: Decision, orientation: str, final: bool
) -> Iterator[WhyNot]:
    facts, known, held = facts_of(policy, state, final)
    for rule in policy.rules:
        if rule.orientation != orientation or rule.si is None:
            continue
        result = rule.si.evaluate(facts)
        if result.value is None:
            yield WhyNot(rule, unknown=tuple(f for f in policy.catalogue if f in result.missing))
        elif result.value:
            yield WhyNot(rule, passed=True)
        else:
            ordered = [f for f in policy.catalogue if f in result.because]
            yield WhyNot(
                rule,
                tuple(f for f in ordered if f in known),
                tuple(dict.fromkeys(held[f] for f in ordered if f not in known)),
            )


def _distance(way: WhyNot) -> tuple[bool, bool, int, int]:
    """How far a rule is from holding, and from what was spoken of: the nearest is explained."""
    told = bool(way.against or way.unknown or way.passed)
    spoken = told or any(p.a_dire for p in way.presumed)
    return (not told, not spoken, len(way.presumed), len(way.against) + len(way.unknown))


def _would_be(policy: Policy, state: State, denied: bool) -> str:
    """What would be decided. What is there must settle it alone; what is not, for want of more."""
    settled = decide(policy, state)
    if settled.orientation is None and denied:
        settled = decide(policy, state, final=True)
    return settled.orientation or A_PRECISER


def _telling(code: str, decision: Decision) -> int:
    if code in decision.because:
        return 0
    return 1 if code in decision.presumed else 2


def _with(state: State, fait: str, value: Value) -> State:
    """The same state with one fact changed; no question is counted."""
    needs = state.needs
    if fait == "demande":
        needs = (str(value),)
    return State(
        {**state.known, fait: value}, needs, state.asked, state.ignored - {fait}, state.doubts
    )
