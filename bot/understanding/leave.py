"""How long a leave has lasted, and its words stretched to say so."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Iterable, Optional, Sequence

from bot.situation import Assertion
from bot.understanding.durations import Amount, durations
from bot.understanding.text import Words

#: Most characters between a leave and its length for both to be quoted as one.
_BESIDE = 12
#: A leave is paid three years at most; longer spells measure something else.
_LONGEST_LEAVE = 60
_PRESCRIBED = frozenset(
    "pour prescrit prolonge prolongee jusque encore dans prochain mis remis donne prescrits "
    "prescris redonne ajoute rajoute".split()
)


def length_of_leave(
    words: Words, found: Iterable[Assertion], told_ages: Sequence[Amount],
    today: datetime.date,
) -> list[Assertion]:  # fmt: skip
    """How long the leave has lasted: the duration said next to it."""
    leaves = [a for a in found if a.fait == "arret_travail" and a.valeur is True and a.retenue]
    best: Optional[tuple[float, Amount]] = None
    for amount, kind in durations(words, today):
        if amount.value > _LONGEST_LEAVE or any(
            amount.first < age.last and age.first < amount.last for age in told_ages
        ):
            continue
        start, end = words.words[amount.first].start, words.words[amount.last - 1].end
        for leave in leaves:
            score = _belongs(words, amount, kind, leave, start, end)
            if score is not None and (best is None or score < best[0]):
                best = score, amount
    if best is None:
        return []
    amount = best[1]
    preuve, debut, fin = words.evidence(amount.first, amount.last)
    return [Assertion("duree_arret_mois", amount.value, preuve.strip(" ,.;:"), debut, fin)]


def told_with_its_length(words: Words, assertion: Assertion, lasting: list[Assertion]) -> Assertion:
    """A leave, its words stretched to how long it has lasted when that is said beside it."""
    if assertion.fait != "arret_travail" or assertion.valeur is not True or not lasting:
        return assertion
    start = min(assertion.debut, lasting[0].debut)
    end = max(assertion.fin, lasting[0].fin)
    apart = end - start - (assertion.fin - assertion.debut) - (lasting[0].fin - lasting[0].debut)
    if apart > _BESIDE:
        return assertion
    return replace(assertion, preuve=words.text[start:end].strip(" ,.;:"), debut=start, fin=end)


def _belongs(
    words: Words, amount: Amount, kind: str, leave: Assertion, start: int, end: int
) -> Optional[float]:
    """Distance, in characters, between a duration and the leave it measures; None if it does not."""
    between = words.text[leave.fin : start] if start >= leave.fin else words.text[end : leave.debut]
    after = start >= leave.fin
    before_words = words.tokens[max(0, amount.first - 3) : amount.first]
    if kind == "simple" and _PRESCRIBED & set(before_words):
        return None
    if "apres" in before_words[-1:]:
        return None
    if start < leave.fin and end > leave.debut:
        return 0.0
    limit = 45 if kind == "depuis" else 14
    if len(between) > limit or any(c in between for c in ".;!?\n"):
        return None
    if kind == "simple" and after and any(w in ("de", "d") for w in before_words[-1:]):
        return None
    # « suit une chimio depuis 7 mois et son arrêt… »: what comes before measures something else
    apart = 25.0 if not after and (" et " in between or "," in between) else 0.0
    return float(len(between)) + (0 if kind == "depuis" else 20) + apart
