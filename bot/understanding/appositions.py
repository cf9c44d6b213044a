"""What is said beside a name still tells of whoever bears it: « son frère, 30 ans, en arrêt, … »."""

from __future__ import annotations

from typing import Iterable, Optional, Sequence

from bot.understanding.roles import (
    CONJUNCTIONS,
    NEGATING,
    VERBISH,
    Mention,
    Roles,
    token_at,
)

#: After a comma, what still tells of whoever was just named: « son époux, 82 ans, qui… ».
_APPOSED = frozenset(
    "qui dont agee age agees ages nee ne ancien ancienne ex lui elle retraite retraitee aussi "
    "egalement deja decede decedee veuf veuve handicape handicapee".split()
)
#: States that agree with whoever has them.
_STATES = frozenset(
    "atteint malade handicape paralyse grabataire alite hospitalise dement invalide dependant "
    "desoriente aveugle sourd autiste trisomique".split()
)
#: « elle s'occupe de son mari, 82 ans, Alzheimer, … »: what follows is why.
_TENDS = frozenset(
    "occupe occuper aide aider aidante aidant soigne soigner veille garde garder lave leve nourrit "
    "manger charge couche accompagne".split()
)
_YEARS = frozenset("ans an a / et mois piges balais".split())


def apposed(
    tokens: Sequence[str], roles: Roles, gender: str, named: Optional[Mention], i: int
) -> bool:
    """Whether what opens at word `i`, after a comma or a bracket, still tells of who was named.

    gender: of the insured person, m, f or ?.
    """
    token, after = token_at(tokens, i), token_at(tokens, i + 1)
    if named is None:
        return False
    chain = tokens[named.last : i - 1]
    beside = chain[: chain.index(",")] if "," in chain else chain
    if any(t in ("est", "a", "ont", "sont", "qui", "etait", "ne") for t in beside):
        return False  # « dont le mari est mort, 60 ans »
    if token.isdigit() and after in _YEARS:
        return not any(t.isdigit() for t in chain)
    if token in _APPOSED and after != "est":
        return True
    marked = "f" if token.endswith(("ee", "nte", "ide")) else "m"
    if token in _STATES or token[:-1] in _STATES:
        return gender != named.gender and (
            token in ("malade", "grabataire", "aveugle", "autiste") or marked == named.gender
        )
    tended = _TENDS.intersection(tokens[max(0, named.first - 5) : named.first])
    if tended and "," in chain and len(chain) < 12:
        goes_on = token not in VERBISH | CONJUNCTIONS | NEGATING | {"plus", "donc"}
        return goes_on or token == "en" and after != "plus"
    aged = "," in chain and any(t.isdigit() for t in chain) and len(chain) < 6
    if aged and ((token,) in roles.trades or roles.titles.match(f"{token} {after} ")):
        return True  # « sa sœur, 45 ans, infirmière à Brest »
    trade = roles.trades.get((token,)) or roles.users.get((token,))
    other = gender in ("m", "f") and named.gender != gender
    return other and trade in ("m", "f") and trade == named.gender


def told_aside(tokens: Sequence[str], named: Iterable[Mention], i: int) -> bool:
    """Whether a name stands just before the comma at `i`, and its verb after the next one."""
    if not any(m.last == i for m in named):
        return False
    closing = next((k for k in range(i + 1, i + 7) if token_at(tokens, k) == ","), 0)
    return closing > 0 and token_at(tokens, closing + 1) in VERBISH
