"""The catalogue of facts: one description of each, from `data/faits.yml`."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Mapping, Optional

from bot.situation import Value
from bot.source import Map, SourceError, fail, load_map

OUI_NON, NOMBRE, CHOIX, TEXTE = "oui_non", "nombre", "choix", "texte"
_KEYS = {
    "type", "libelle", "oui", "non", "valeurs", "choix", "unite", "min", "max",
    "question", "question_assure", "pourquoi", "pourquoi_assure", "oui_assure", "si",
    "jamais_demande",
}  # fmt: skip


@dataclass(frozen=True)
class Fait:
    """One fact: its type, legal values, and how it is asked and said.

    `valeurs` maps each value of a choice to the sentence that states it, `choix` each offered
    answer to its label. `minimum` and `maximum` bound a number, in `unite`. `si` maps a value to
    the supposition one makes of it: « s'il n'y avait pas de difficultés financières ».
    """

    code: str
    type: str
    libelle: str
    valeurs: Mapping[str, str] = field(default_factory=dict)
    choix: Mapping[str, str] = field(default_factory=dict)
    oui: str = ""
    non: str = ""
    unite: str = ""
    minimum: float = 0
    maximum: float = 0
    question: str = ""
    question_assure: str = ""
    pourquoi: str = ""
    pourquoi_assure: str = ""
    oui_assure: str = ""
    si: Mapping[Value, str] = field(default_factory=dict)

    @property
    def askable(self) -> bool:
        """Whether a question exists for it."""
        return bool(self.question)

    def legal(self, value: Optional[Value]) -> bool:
        """Whether `value` may be given to this fact."""
        if self.type == OUI_NON:
            return isinstance(value, bool)
        if self.type == NOMBRE:
            number = isinstance(value, (int, float)) and not isinstance(value, bool)
            return number and self.minimum <= value <= self.maximum
        if self.type == CHOIX:
            return isinstance(value, str) and value in self.valeurs
        return isinstance(value, str) and bool(value)

    def asked(self, assure: bool) -> tuple[str, str]:
        """The question and why it is asked, to a partner or to the person herself."""
        if assure:
            return self.question_assure, self.pourquoi_assure or self.pourquoi
        return self.question, self.pourquoi

    def said(self, value: Value, assure: bool = False) -> str:
        """`value` in words, for a recap: « en arrêt de travail », « 53 ans »."""
        if self.type == OUI_NON:
            return ((assure and self.oui_assure) or self.oui) if value else self.non
        if self.type == NOMBRE:
            return f"{number_in_french(value)} {self.unite}".strip()
        return self.valeurs.get(value, str(value))


def number_in_french(value: float) -> str:
    """3.0 → « 3 », 0.7 → « 0,7 »."""
    return f"{value:g}".replace(".", ",")


def _fait(code: str, raw: Map) -> Fait:
    raw.check_keys(_KEYS, {"type", "libelle"})
    kind = raw.text("type")
    if kind not in (OUI_NON, NOMBRE, CHOIX, TEXTE):
        fail(raw["type"], f"type inconnu « {kind} »")
    if ("question" in raw) == ("jamais_demande" in raw):
        fail(
            raw, f"« {code} » a besoin d'une question, ou de dire pourquoi il n'est jamais_demande"
        )
    if "question" in raw:
        raw.check_keys(_KEYS, {"question_assure", "pourquoi"})
    if kind == OUI_NON:
        raw.check_keys(_KEYS, {"oui", "non"})
    if kind == NOMBRE:
        raw.check_keys(_KEYS, {"min", "max", "unite"})
    valeurs, choix = raw.get("valeurs", {}), raw.get("choix", {})
    if kind == CHOIX and not valeurs:
        fail(raw, f"« {code} » est un choix : il lui faut des valeurs")
    for value in choix:
        if value not in valeurs:
            fail(value, f"le choix « {value} » n'est pas une valeur de « {code} »")
    if kind == CHOIX and "question" in raw and not choix:
        fail(raw, f"« {code} » est demandé : il lui faut des choix")
    return Fait(
        code, kind, raw.text("libelle"), dict(valeurs), dict(choix),
        raw.text("oui"), raw.text("non"), raw.text("unite"),
        float(raw.text("min", "0")), float(raw.text("max", "0")),
        raw.text("question"), raw.text("question_assure"), raw.text("pourquoi"),
        raw.text("pourquoi_assure"), raw.text("oui_assure"), _suppositions(raw, kind, valeurs),
    )  # fmt: skip


def _suppositions(raw: Map, kind: str, valeurs: Mapping[str, str]) -> dict[Value, str]:
    written = raw.get("si", Map())
    if not isinstance(written, Map):
        fail(written, "« si » attend une phrase par valeur")
    answers = {"oui": True, "non": False} if kind == OUI_NON else {v: v for v in valeurs}
    for value in written:
        if value not in answers:
            fail(value, f"« {value} » n'est pas une valeur possible")
    return {answers[v]: written.text(v) for v in written}


def load_catalogue(path: Path) -> dict[str, Fait]:
    """Read and check the facts. Raises SourceError naming file and line."""
    faits = {}
    for code, raw in load_map(path).items():
        if not isinstance(raw, Map):
            fail(code, f"« {code} » doit avoir au moins un type et un libelle")
        try:
            faits[str(code)] = _fait(str(code), raw)
        except ValueError as error:
            if isinstance(error, SourceError):
                raise
            fail(raw, f"« {code} » : {error}")
    return faits
