"""Takes facts back: withdrawn by the partner, somebody else's after all, or senseless by now."""

from __future__ import annotations

from typing import Iterable, Iterator

from actions.answers.changes import changes
from actions.policy.conditions import Facts
from actions.policy.model import Policy
from bot.situation import RETRAIT, Assertion, Situation


def withdrawal(fait: str, preuve: str) -> Assertion:
    """One more assertion, that makes `fait` unknown again; `preuve`: the words that said so."""
    return Assertion(fait, None, preuve.strip(), 0, len(preuve), origine=RETRAIT)


def settled(policy: Policy, before: Situation, after: Situation) -> Situation:
    """`after`, without what a correction left senseless.

    The length of a leave goes with the leave, who takes over with the person to care for.
    """
    corrected = {c.fait for c in changes(before, after) if c.corrects}
    if not corrected:
        return after
    known = after.values()
    facts = Facts(known, frozenset(known))
    lost = [
        code
        for code, condition in policy.prerequisites.items()
        if code in known
        and corrected & condition.faits()
        and condition.faits() <= known.keys() | corrected
        and condition.evaluate(facts).value is not True
    ]
    return after.add(withdrawal(code, "") for code in lost) if lost else after


def somebody_elses(
    assertions: Iterable[Assertion], situation: Situation, text: str
) -> Iterator[Assertion]:
    """What a message that names somebody else says, the person's own facts withdrawn.

    « Non, c'est sa sœur qui est hospitalisée »: known facts that it speaks of are the sister's.
    """
    known = situation.current()
    taken = set()
    for one in assertions:
        if one.fait in known and one.valeur not in (False, "aucune"):
            if one.fait not in taken:
                yield withdrawal(one.fait, text)
            taken.add(one.fait)
        else:
            yield one
