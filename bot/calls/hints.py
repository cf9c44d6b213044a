"""The words a recogniser should expect, where the call is: thirty at most, all from data."""

from __future__ import annotations

from typing import Callable, List, Mapping, Optional, Sequence

from bot.calls.state import ANNONCE, CORRECTION, DEPARTEMENT, CallState
from bot.catalogue import CHOIX, OUI_NON

MOST = 30


def hints(
    state: CallState,
    words: Mapping[str, Sequence[str]],
    place: Callable[[str], Optional[str]],
) -> List[str]:
    """words: `indices` of voix.yml. place: name of a département from its code."""
    if state.etape == ANNONCE:
        found = list(words["services"])
    elif state.attente == DEPARTEMENT:
        found = [name for code in words["departements"] if (name := place(code))]
    elif state.attente == CORRECTION:
        found = list(words["domaine"])
    elif state.attente is not None:
        found = [*words["oui_non"], *words["commandes"]]
    elif state.question is not None:
        kind = state.question["format"]
        labels = [c["libelle"].lower() for c in state.question["choix"]] if kind == CHOIX else []
        own = words["oui_non"] if kind == OUI_NON else words["oui_non"][2:]
        found = [*labels, *own, *words["domaine"]]
    else:
        found = [*(words["commandes"] if state.entendue else ()), *words["domaine"]]
    return list(dict.fromkeys(found))[:MOST]
