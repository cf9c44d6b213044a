"""The assistant's sentences, from `data/wording/`, checked at load."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Mapping, Sequence

from actions.policy.model import ORIENTATIONS
from bot.privacy import KINDS
from bot.source import Map, fail, load_map

_PARAGRAPHS = (
    "accueil", "decrire", "decrire_encore", "merci", "au_revoir", "nouvelle_situation", "humain",
    "non_compris_question", "pourquoi_question", "pourquoi_rien", "panne", "trop_long", "vide",
    "urgence_suite", "prudence", "apres_orientation", "presentation", "hors_sujet", "insulte",
    "autre_langue", "donnees_masquees",
)  # fmt: skip
_LINES = (
    "question_pourquoi", "confirmer", "inchangee", "je_ne_sais_pas", "missions", "changement",
    "vous_avez_dit", "je_suppose",
    "titre_pourquoi", "titre_etapes", "titre_contacts", "titre_aussi", "cas", "invitation",
    "lieu_ambigu",
)  # fmt: skip
_BY_ORIENTATION = ("verdicts", "verdicts_assure", "noms_orientations")


@dataclass(frozen=True)
class Wording:
    """Every sentence, by key."""

    paragraphs: Mapping[str, str]
    lines: Mapping[str, str]
    by_orientation: Mapping[str, Mapping[str, str]]
    yes_no: tuple[str, str, str]
    masked: Mapping[str, str]

    def say(self, key: str, **values: object) -> str:
        """The sentence `key`, its {…} filled in. Raises KeyError for an unknown key."""
        template = self.paragraphs.get(key) or self.lines[key]
        return template.format(**values)

    def verdict(self, orientation: str, profil: str, missions: str = "") -> str:
        """What an orientation says first."""
        kind = "verdicts_assure" if profil == "assure" else "verdicts"
        return self.by_orientation[kind][orientation].format(missions=missions)

    def listed(self, masques: Sequence[str]) -> str:
        """What was masked, in words: « le nom et le numéro de téléphone »."""
        names = list(dict.fromkeys(self.masked[kind] for kind in masques))
        return " et ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)

    def name(self, orientation: str) -> str:
        """An orientation, named in the middle of a sentence."""
        return self.by_orientation["noms_orientations"][orientation]


def load_wording(path: Path) -> Wording:
    """Read `textes.yml`. Raises SourceError naming file and line."""
    raw = load_map(path)
    known = {*_PARAGRAPHS, *_LINES, *_BY_ORIENTATION, "reponses_oui_non", "noms_donnees"}
    raw.check_keys(known, known)
    answers = raw.texts("reponses_oui_non")
    if len(answers) != 3:
        fail(raw["reponses_oui_non"], "il faut trois réponses : oui, non, je ne sais pas")
    for key in _BY_ORIENTATION:
        _check_orientations(raw, key)
    if not isinstance(raw["noms_donnees"], Map):
        fail(raw["noms_donnees"], "« noms_donnees » doit nommer chaque donnée masquée")
    raw["noms_donnees"].check_keys(set(KINDS), set(KINDS))
    return Wording(
        {k: "\n\n".join(raw.texts(k)) for k in _PARAGRAPHS},
        {k: raw.text(k) for k in _LINES},
        {k: dict(raw[k]) for k in _BY_ORIENTATION},
        (answers[0], answers[1], answers[2]),
        dict(raw["noms_donnees"]),
    )


def _check_orientations(raw: Map, key: str) -> None:
    for code in ORIENTATIONS:
        if code not in raw[key] and not (code == "urgence" and key != "noms_orientations"):
            fail(raw[key], f"« {key} » : il manque l'orientation « {code} »")
