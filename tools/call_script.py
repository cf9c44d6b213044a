"""Phone calls written as YAML: what the caller says or types, and what is expected of the answer.

    annonce: oui                      # whether the 3646 announcement is played first; non when left out
    tours:
      - dit: une dame de 45 ans est en arrêt depuis 2 mois
        confiance: 0.62               # of the recogniser; alternatives: [other transcripts]
        contient: [c'est bien cela]   # words said; ne_contient_pas: words that are not
        puis: ecoute                  # or transfert, raccroche
      - touches: "1"
      - silence: oui                  # or coupe, transfert_echoue, raccroche: oui
      - renvoie: oui                  # the last event again, with its number: the same actions
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Iterator, List, Mapping, Sequence

from bot.source import Map, fail, load_map

#: What happens besides words and keys → the kind of event.
_EVENTS = {
    "silence": "silence",
    "coupe": "interrupt",
    "transfert_echoue": "transfer_failed",
    "raccroche": "hangup",
}
RESEND = "renvoie"
_WHAT = ("dit", "touches", RESEND, *_EVENTS)
_EXPECTED = {"contient", "ne_contient_pas", "puis"}
_THEN = {"ecoute": "gather", "transfert": "transfer", "raccroche": "hangup"}


@dataclass(frozen=True)
class Tour:
    """One event, as the body of `turn` has it (empty: the last one again), and what is expected."""

    body: Mapping[str, Any]
    line: int
    contient: Sequence[str] = ()
    ne_contient_pas: Sequence[str] = ()
    puis: str = ""


@dataclass(frozen=True)
class Script:
    """One call."""

    name: str
    annonce: bool
    tours: Sequence[Tour] = field(default_factory=tuple)


def load_script(path: Path) -> Script:
    """Read one call. Raises SourceError naming file and line."""
    raw = load_map(path)
    raw.check_keys({"annonce", "tours"}, {"tours"})
    if not isinstance(raw["tours"], list) or not raw["tours"]:
        fail(raw["tours"], "« tours » doit être une liste de tours")
    return Script(path.stem, raw.text("annonce", "non") == "oui", tuple(map(_tour, raw["tours"])))


def failures(tour: Tour, actions: List[Mapping[str, Any]]) -> Iterator[str]:
    """What of an answer is not as expected, in words."""
    said = _plain(spoken(actions))
    for words in tour.contient:
        if _plain(words) not in said:
            yield f"ligne {tour.line} : « {words} » attendu, reçu : {said}"
    for words in tour.ne_contient_pas:
        if _plain(words) in said:
            yield f"ligne {tour.line} : « {words} » ne devait pas être dit, reçu : {said}"
    last = next(iter(actions[-1]), "") if actions else ""
    if tour.puis and last != _THEN[tour.puis]:
        yield f"ligne {tour.line} : {tour.puis} attendu, reçu : {actions[-1:]}"


def spoken(actions: Sequence[Mapping[str, Any]]) -> str:
    """Everything said."""
    return " ".join(action["say"]["text"] for action in actions if "say" in action)


def _plain(text: str) -> str:
    return " ".join(text.replace("’", "'").lower().split())


def _tour(raw: Any) -> Tour:
    if not isinstance(raw, Map):
        fail(raw, "un tour dit ce qui arrive : dit, touches, silence…")
    raw.check_keys({*_WHAT, *_EXPECTED, "confiance", "alternatives"})
    happened = [key for key in _WHAT if key in raw]
    if len(happened) != 1:
        fail(raw, f"un tour a un, et un seul, de : {', '.join(_WHAT)}")
    puis = raw.text("puis")
    if puis and puis not in _THEN:
        fail(raw["puis"], f"« puis » vaut : {', '.join(_THEN)}")
    return Tour(
        _body(raw, happened[0]), raw.line, raw.texts("contient"), raw.texts("ne_contient_pas"), puis
    )


def _body(raw: Map, happened: str) -> dict[str, Any]:
    if happened == RESEND:
        return {}
    if happened in _EVENTS:
        return {"kind": _EVENTS[happened]}
    if happened == "touches":
        return {"kind": "dtmf", "digits": raw.text("touches")}
    body: dict[str, Any] = {"kind": "speech", "text": raw.text("dit")}
    if "confiance" in raw:
        try:
            body["confidence"] = float(raw.text("confiance"))
        except ValueError:
            fail(raw["confiance"], "« confiance » est un nombre de 0 à 1")
    if "alternatives" in raw:
        body["alternatives"] = raw.texts("alternatives")
    return body
