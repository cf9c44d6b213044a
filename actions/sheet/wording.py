"""The words of the sheet and of what surrounds it, from `data/wording/fiche.yml`, checked at load."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path
from string import Formatter
from typing import Any, Mapping

from actions.policy.model import ORIENTATIONS
from bot.catalogue import Fait
from bot.source import Map, fail, load_map

#: Every sentence, with what may be filled in it.
_LINES: Mapping[str, str] = {
    "titre": "", "nom": "", "reference": "reference", "date": "date", "validite": "date",
    "politique": "version", "titre_orientation": "", "missions": "missions", "titre_situation": "",
    "fait": "libelle valeur", "departement": "code nom", "titre_inconnus": "", "titre_pourquoi": "",
    "source": "source", "preuves": "preuves", "preuves_assure": "preuves",
    "suppositions": "suppositions", "titre_etapes": "", "titre_contacts": "",
    "titre_complements": "", "cas": "numero titre", "titre_rappels": "", "suite": "",
}  # fmt: skip
_MAIL: Mapping[str, str] = {
    "objet": "reference", "debut": "reference date", "debut_assure": "reference date", "nom": "",
    "nom_assure": "", "situation": "", "fin": "",
}  # fmt: skip
_PHRASES: Mapping[str, str] = {
    "invitation": "reference", "invitation_sans_avis": "reference", "bouton_fiche": "",
    "bouton_utile": "", "bouton_pas_utile": "", "fiche": "pdf", "fiche_courriel": "nom adresse",
    "fiche_courriels": "adresses", "fiche_trop_tot": "", "fiche_voix": "date reference", "invitation_voix": "reference",
    "invitation_sans_avis_voix": "reference", "invitation_encore": "reference",
    "invitation_sans_avis_encore": "reference", "invitation_voix_encore": "reference",
    "invitation_sans_avis_voix_encore": "reference",
    "reprise": "reference date", "reprise_faits": "faits", "reference_manque": "",
    "reference_inconnue": "reference jours", "reference_trop_d_essais": "", "efface": "",
    "avis_utile": "", "avis_pas_utile": "", "avis_deja": "", "avis_sans_objet": "",
    "fiche_introuvable": "jours", "reference_illisible": "", "trop_de_demandes": "",
    "conversation_effacee": "", "conversation_illisible": "maximum",
}  # fmt: skip
_LISTS = ("rappels", "rappels_assure")
_DATA = {"groupes", "hors_fiche", "avec_libelle", "sans_interet", "utiles", "mois", "courriel",
         "phrases", *_LISTS}  # fmt: skip
OTHERS = "autres"


@dataclass(frozen=True)
class SheetWording:
    """Sentences by key, and which facts are written where.

    Attributes:
        lines: sentences of the sheet, of the e-mail (`courriel.objet`) and of the dialogue.
        reminders: what is recalled to a partner, and to the person herself (`assure`).
        groups: heading → facts, in reading order.
        labelled: facts said with their name.
        obvious: fact → the value that goes without saying.
        useful: orientation → facts worth knowing before the first call.
        months: January to December.
    """

    lines: Mapping[str, str]
    reminders: Mapping[str, tuple[str, ...]]
    groups: Mapping[str, tuple[str, ...]]
    labelled: frozenset[str]
    obvious: Mapping[str, str]
    useful: Mapping[str, tuple[str, ...]]
    months: tuple[str, ...]

    def say(self, key: str, profil: str = "", **values: object) -> str:
        """The sentence `key`, its {…} filled in; the form for the person herself when there is one.

        Raises KeyError for an unknown key.
        """
        own = f"{key}_assure" if profil == "assure" else key
        return self.lines.get(own, self.lines[key]).format(**values)

    def date(self, day: datetime.date) -> str:
        """« 21 novembre 2026 », « 1er mai 2026 »."""
        number = "1er" if day.day == 1 else str(day.day)
        return f"{number} {self.months[day.month - 1]} {day.year}"

    def useful_to(self, orientation: str) -> tuple[str, ...]:
        """The facts worth knowing for an orientation."""
        return self.useful.get(orientation, self.useful[OTHERS])


def load_sheet_wording(path: Path, catalogue: Mapping[str, Fait]) -> SheetWording:
    """Read `fiche.yml`. Raises SourceError naming file and line."""
    raw = load_map(path)
    known = {*_LINES, *_DATA}
    raw.check_keys(known, known)
    lines = _sentences(raw, _LINES)
    for key, expected in (("courriel", _MAIL), ("phrases", _PHRASES)):
        inner = _map(raw, key)
        inner.check_keys(set(expected), set(expected))
        prefix = f"{key}." if key == "courriel" else ""
        lines.update({f"{prefix}{k}": text for k, text in _sentences(inner, expected).items()})
    if len(raw.texts("mois")) != 12:
        fail(raw["mois"], "« mois » compte douze mois")
    reminders = {
        "partenaire": tuple(raw.texts("rappels")),
        "assure": tuple(raw.texts("rappels_assure")),
    }
    return SheetWording(
        lines,
        reminders,
        _groups(raw, catalogue),
        frozenset(_facts(raw, "avec_libelle", catalogue)),
        _obvious(raw, catalogue),
        _useful(raw, catalogue),
        tuple(raw.texts("mois")),
    )


def _sentences(raw: Map, expected: Mapping[str, str]) -> dict[str, str]:
    out = {}
    for key, names in expected.items():
        text = raw.text(key)
        if not text.strip():
            fail(raw[key], f"« {key} » est vide")
        try:
            fields = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
        except ValueError:
            fail(raw[key], f"« {key} » : accolades mal fermées")
        for field in sorted(fields - set(names.split())):
            fail(raw[key], f"« {key} » : « {{{field}}} » n'existe pas ici (possibles : {names})")
        out[key] = text
    return out


def _map(raw: Map, key: str) -> Map:
    if not isinstance(raw[key], Map):
        fail(raw[key], f"« {key} » doit contenir des clés et leurs valeurs")
    return raw[key]


def _facts(raw: Map, key: Any, catalogue: Mapping[str, Fait]) -> list[str]:
    codes = raw.texts(key)
    for code in codes:
        if code not in catalogue:
            fail(code, f"fait inconnu « {code} »")
    return [str(code) for code in codes]


def _groups(raw: Map, catalogue: Mapping[str, Fait]) -> dict[str, tuple[str, ...]]:
    groups = _map(raw, "groupes")
    placed = set(_facts(raw, "hors_fiche", catalogue))
    out = {}
    for heading in groups:
        codes = _facts(groups, heading, catalogue)
        for code in codes:
            if code in placed:
                fail(groups[heading], f"« {code} » est déjà placé")
            placed.add(code)
        out[str(heading)] = tuple(codes)
    for code in catalogue:
        if code not in placed:
            fail(groups, f"« {code} » n'est dans aucun groupe, ni hors_fiche")
    return out


def _obvious(raw: Map, catalogue: Mapping[str, Fait]) -> dict[str, str]:
    obvious = _map(raw, "sans_interet")
    for code in obvious:
        if code not in catalogue or not catalogue[code].legal(str(obvious[code])):
            fail(code, f"« {code} : {obvious[code]} » n'est pas une valeur d'un fait à choix")
    return {str(code): str(value) for code, value in obvious.items()}


def _useful(raw: Map, catalogue: Mapping[str, Fait]) -> dict[str, tuple[str, ...]]:
    useful = _map(raw, "utiles")
    useful.check_keys({*ORIENTATIONS, OTHERS}, {OTHERS})
    return {str(o): tuple(_facts(useful, o, catalogue)) for o in useful}
