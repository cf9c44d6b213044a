"""From facts to a decision: one evaluation says what is decided, why, what stays open, what to ask.

Plain Python: no Rasa, no database.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Mapping, Optional

from actions.policy.conditions import Facts, Result
from actions.policy.model import (
    A_LA_FIN,
    A_PRECISER,
    Complement,
    Policy,
    Presumption,
    Rule,
    WorkedCase,
)
from bot.situation import Situation, Value

#: At most this many questions in one situation (the contract).
MAX_QUESTIONS = 4


@dataclass(frozen=True)
class State:
    """What the policy works on.

    `known` facts said by the partner, `needs` every need expressed, `asked` the facts already
    asked, `ignored` those the partner cannot answer, `doubts` how sure we are that a
    fact was spoken of without being read.
    """

    known: Mapping[str, Value]
    needs: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    ignored: frozenset[str] = frozenset()
    doubts: Mapping[str, float] = field(default_factory=dict)

    @classmethod
    def of(cls, situation: Situation) -> "State":
        """The state of a situation."""
        return cls(
            situation.values(),
            tuple(str(v) for v in situation.all_values("demande")),
            situation.questions,
            situation.unknown_to_partner(),
            {f: a.force for f, a in situation.doubts().items()},
        )

    def supposing(self, fait: str, value: Value) -> "State":
        """The same state, had `fait` been asked and answered with `value`."""
        return State(
            {**self.known, fait: value},
            self.needs,
            self.asked + (fait,),
            self.ignored - {fait},
            self.doubts,
        )


@dataclass(frozen=True)
class Decision:
    """The outcome of one evaluation.

    Attributes:
        orientation: a code of the contract, or None while a question can still change it.
        rule: the rule that decides, or the `a_preciser` one.
        known: facts said and facts deduced from them.
        presumed: facts held for true that made the rule true, with the reason.
        held: every fact held for true, whether it mattered or not.
        because: facts of `known` that made the rule true.
        open_rules: rules above the deciding one that unknown facts may still make true.
        missing: unknown facts that may still change the outcome.
        missions: codes, for `service_social`.
        complements: what is given besides.
        case: the most similar case of the leaflet.
        version: the policy's version.
    """

    orientation: Optional[str]
    rule: Rule
    known: Mapping[str, Value]
    presumed: Mapping[str, Presumption]
    held: frozenset[str]
    because: frozenset[str]
    open_rules: tuple[Rule, ...]
    missing: frozenset[str]
    missions: tuple[str, ...]
    complements: tuple[Complement, ...]
    case: Optional[WorkedCase]
    version: str


def deduce(policy: Policy, known: Mapping[str, Value], asked: int = 0) -> dict[str, Value]:
    """Known facts and all that follows from them; what was said is never contradicted."""
    values = dict(known)
    changed = True
    while changed:
        changed = False
        facts = Facts(values, frozenset(values), (), asked)
        for deduction in policy.deductions:
            if deduction.si.evaluate(facts).value is not True:
                continue
            for fait, value in deduction.alors:
                if fait not in values:
                    values[fait] = value
                    changed = True
    return values


def origins(decision: "Decision", policy: Policy) -> frozenset[str]:
    """Facts from which those that founded a decision follow."""
    facts = Facts(decision.known, frozenset(decision.known))
    results = [
        d.si.evaluate(facts)
        for d in policy.deductions
        if {f for f, _ in d.alors} & decision.because
    ]
    return frozenset().union(*(r.because for r in results if r.value is True))


def presume(
    policy: Policy, state: State, known: Mapping[str, Value], final: bool
) -> tuple[dict[str, Value], dict[str, Presumption]]:
    """`known` completed by what is held for true, and by which presumption.

    A presumption looks only at what is known: in its condition, what is unknown does not hold.
    """
    values, reasons = dict(known), {}
    view = Facts(known, frozenset(known), state.needs, len(state.asked), closed=True)
    for presumption in policy.presumptions:
        if presumption.quand == A_LA_FIN and not final:
            continue
        if presumption.si is not None and presumption.si.evaluate(view).value is not True:
            continue
        for fait in presumption.faits:
            if fait in state.doubts and fait not in state.asked and not final:
                continue  # half understood: asked rather than presumed
            unanswered = fait in state.ignored and not presumption.meme_si_ne_sait_pas
            if fait not in values and not unanswered:
                values[fait] = presumption.valeur
                reasons[fait] = presumption
    return values, reasons


def facts_of(
    policy: Policy, state: State, final: bool = False
) -> tuple[Facts, dict[str, Value], dict[str, Presumption]]:
    """What rules are evaluated on: every fact held; those known; those presumed, and why."""
    known = deduce(policy, state.known, len(state.asked))
    values, presumed = presume(policy, state, known, final)
    return Facts(values, frozenset(known), state.needs, len(state.asked)), known, presumed


def decide(policy: Policy, state: State, final: bool = False) -> Decision:
    """Evaluate the rules from the top; `final` once no question is left to ask.

    The first true rule decides when every rule above it that would orient elsewhere is false.
    """
    facts, known, presumed = facts_of(policy, state, final)
    open_rules: list[tuple[Rule, Result]] = []
    winner, won = policy.undecided, Result(None)
    for rule in policy.rules:
        result = rule.si.evaluate(facts)
        if result.value is True:
            winner, won = rule, result
            break
        if result.value is None:
            open_rules.append((rule, result))
    contested = [(r, res) for r, res in open_rules if r.orientation != winner.orientation]
    settled = won.value is True and not contested
    missing = (
        frozenset().union(*(res.missing for _, res in contested)) if contested else frozenset()
    )
    if settled:
        orientation: Optional[str] = winner.orientation
    else:
        orientation = A_PRECISER if final else None
        if final:
            winner = policy.undecided
    return Decision(
        orientation,
        winner,
        known,
        {f: p for f, p in presumed.items() if f in won.because},
        frozenset(presumed),
        frozenset(f for f in won.because if f in known),
        tuple(r for r, _ in contested),
        missing,
        _missions(policy, orientation, facts),
        _complements(policy, orientation, facts),
        similar_case(policy, orientation, known),
        policy.version,
    )


def _missions(policy: Policy, orientation: Optional[str], facts: Facts) -> tuple[str, ...]:
    if orientation != "service_social":
        return ()
    held = tuple(m.code for m in policy.missions if m.si.evaluate(facts).value is True)
    return held or (policy.default_mission.code,)


def _complements(
    policy: Policy, orientation: Optional[str], facts: Facts
) -> tuple[Complement, ...]:
    if orientation in (None, A_PRECISER):
        return ()
    given: dict[str, Complement] = {}
    for complement in policy.complements:
        if complement.parmi and orientation not in complement.parmi:
            continue
        if orientation in complement.sauf or complement.orientation == orientation:
            continue
        if complement.si.evaluate(facts).value is True:
            given.setdefault(complement.orientation, complement)
    return tuple(given.values())


def similar_case(
    policy: Policy, orientation: Optional[str], known: Mapping[str, Value]
) -> Optional[WorkedCase]:
    """The case of the same orientation whose facts are best matched (at least half of them)."""
    best, best_score = None, 0.0
    for case in policy.cases:
        if case.orientation != orientation:
            continue
        same = sum(known.get(f) == v for f, v in case.faits.items())
        share = same / len(case.faits)
        if share >= 0.5 and share > best_score:
            best, best_score = case, share
    return best
