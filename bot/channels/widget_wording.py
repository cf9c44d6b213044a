"""The words of the widget's channel, from `data/wording/widget.yml`, checked at load."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from string import Formatter
from typing import Any, List, Mapping

from actions.answers.typography import french
from bot.source import Map, fail, load_map

#: Every code of refusal, with what may be filled in its sentence.
_ERRORS: Mapping[str, frozenset[str]] = {
    "conversation_inconnue": frozenset(),
    "non_identifiee": frozenset(),
    "origine": frozenset(),
    "trop_de_conversations": frozenset({"secondes"}),
    "trop_de_messages": frozenset({"secondes"}),
    "trop_grand": frozenset(),
}
_FEWEST, _MOST = 3, 5
#: Longest label that fits a button on a telephone.
_LABEL = 40


@dataclass(frozen=True)
class Depart:
    """A starting point: what the button says, what it sends."""

    libelle: str
    envoyer: str


@dataclass(frozen=True)
class WidgetWording:
    """Starting points, and sentences of refusal by code."""

    departs: tuple[Depart, ...]
    erreurs: Mapping[str, str]

    def starting_points(self) -> List[dict[str, str]]:
        """The starting points as JSON has them."""
        return [asdict(depart) for depart in self.departs]


def load_widget_wording(path: Path) -> WidgetWording:
    """Read `widget.yml`. Raises SourceError naming file and line."""
    raw = load_map(path)
    raw.check_keys({"departs", "erreurs"}, {"departs", "erreurs"})
    return WidgetWording(_departs(raw), _errors(raw["erreurs"]))


def _departs(raw: Map) -> tuple[Depart, ...]:
    listed = raw["departs"]
    if not isinstance(listed, list) or not _FEWEST <= len(listed) <= _MOST:
        fail(listed, f"« departs » : il faut de {_FEWEST} à {_MOST} points de départ")
    found: List[Depart] = []
    for item in listed:
        if not isinstance(item, Map):
            fail(item, "un point de départ a « envoyer », et « libelle » s'il est plus court")
        item.check_keys({"libelle", "envoyer"}, {"envoyer"})
        message = _filled(item, "envoyer")
        label = _filled(item, "libelle") if "libelle" in item else message
        if len(label) > _LABEL:
            fail(
                item, f"« {label} » dépasse {_LABEL} signes : donnez-lui un « libelle » plus court"
            )
        if any(french(label) == d.libelle or message == d.envoyer for d in found):
            fail(item, f"« {label} » est déjà un point de départ")
        found.append(Depart(french(label), message))
    return tuple(found)


def _errors(raw: Any) -> Mapping[str, str]:
    if not isinstance(raw, Map):
        fail(raw, "« erreurs » doit contenir des codes et leurs phrases")
    raw.check_keys(set(_ERRORS), set(_ERRORS))
    for code, allowed in _ERRORS.items():
        try:
            names = {name for _, name, _, _ in Formatter().parse(_filled(raw, code))} - {None}
        except ValueError:
            fail(raw[code], f"« {code} » : accolades mal fermées")
        for name in sorted(names - allowed):
            fail(raw[code], f"« {code} » : « {{{name}}} » n'existe pas ici")
    return {code: french(raw[code]) for code in _ERRORS}


def _filled(raw: Map, key: str) -> str:
    text = raw.text(key)
    if not text.strip():
        fail(raw[key], f"« {key} » est vide")
    return str(text)
