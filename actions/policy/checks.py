"""What must be true of a policy beyond the form of its files: reachable, consistent, askable."""

from __future__ import annotations

from typing import Any

from actions.policy.engine import State, decide
from actions.policy.model import Policy
from bot.source import Map, fail


def check_policy(policy: Policy, raw: Map) -> None:
    """Raise SourceError, at the faulty line, for the first thing found wrong."""
    for rule, located in zip(policy.rules, raw["regles"]):
        _check_askable(policy, rule, located)
        _check_examples(policy, rule, located)
    _check_contradictions(policy, raw)


def _check_askable(policy: Policy, rule: Any, located: Map) -> None:
    presumed = {f for p in policy.presumptions for f in p.faits}
    deduced = {f for d in policy.deductions for f, _ in d.alors}
    for code in sorted(rule.si.faits()):
        if not policy.catalogue[code].askable and code not in presumed | deduced:
            fail(located["si"], f"aucune question ne permet de connaître « {code} »")


def _check_examples(policy: Policy, rule: Any, located: Map) -> None:
    """Each rule is reached by its own examples: a rule hidden by those above it is not."""
    if not rule.exemples:
        fail(located, f"la règle « {rule.id} » n'a pas d'exemple")
    for example, where in zip(rule.exemples, located["exemples"]):
        needs = (str(example["demande"]),) if "demande" in example else ()
        reached = decide(policy, State(example, needs))
        if reached.orientation is None or reached.rule.id != rule.id:
            got = reached.rule.id if reached.orientation else "aucune (il manque des faits)"
            fail(where, f"cet exemple n'atteint pas « {rule.id} » mais : {got}")


def _check_contradictions(policy: Policy, raw: Map) -> None:
    conditions: dict[Any, str] = {}
    for rule, located in zip(policy.rules, raw["regles"]):
        if rule.si in conditions and conditions[rule.si] != rule.orientation:
            fail(located, f"même condition que « {conditions[rule.si]} », autre orientation")
        conditions[rule.si] = rule.orientation
    for i, one in enumerate(policy.deductions):
        for two, located in zip(policy.deductions[i + 1 :], raw["deductions"][i + 1 :]):
            concluded = dict(one.alors)
            clash = [f for f, v in two.alors if f in concluded and concluded[f] != v]
            if clash and one.si == two.si:
                fail(located, f"déductions contradictoires sur « {clash[0]} »")
