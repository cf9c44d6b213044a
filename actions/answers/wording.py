"""The assistant's sentences, from `data/wording/`, checked at load."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Mapping, Sequence

from actions.answers.typography import listed
from actions.policy.model import ORIENTATIONS
from bot.privacy import KINDS
from bot.source import Map, fail, load_map

_PARAGRAPHS = (
    "accueil", "decrire", "merci", "au_revoir", "nouvelle_situation", "nouvelle_situation_gardee",
    "autre_personne", "autre_personne_vide", "retour", "retour_orientation", "retour_impossible",
    "non_compris_question", "bonjour_question", "merci_question", "pourquoi_question", "pourquoi_rien",
    "panne", "trop_long", "vide", "urgence_suite", "fausse_alerte", "fausse_alerte_rien",
    "prudence", "apres_orientation", "corriger_quoi", "oublier_inconnu", "correction_illisible",
    "reprise", "redite", "apres_information", "proposer", "hors_sujet", "insulte", "autre_langue",
)  # fmt: skip
_LINES = (
    "question_pourquoi", "question_autrement", "question_autrement_choix",
    "question_autrement_nombre", "confirmer", "confirmer_encore", "je_ne_sais_pas",
    "suite_oui_non", "suite_choix", "suite_sinon", "suite_orientation", "suite_question",
    "note_change", "note_retrait", "note", "oublier", "changement", "precision", "raison_dite",
    "raison_retiree", "raison_regle", "inchangee", "inchangee_pourquoi", "inchangee_ajout",
    "inchangee_correction", "inchangee_missions", "invitation_inchangee", "invitation_encore",
    "missions", "vous_avez_dit", "je_suppose", "titre_pourquoi", "titre_etapes", "titre_contacts",
    "titre_aussi", "titre_telephone", "cas", "invitation", "lieu_ambigu",
    "explication_titre", "explication_regle", "explication_faits", "explication_suppose",
    "explication_si", "explication_ligne_si", "explication_ligne_si_perdu", "explication_rien",
    "explication_fin", "explication_encore", "explication_encore_fin",
    "pourquoi_pas", "pourquoi_pas_contre", "pourquoi_pas_suppose", "pourquoi_pas_inconnu",
    "pourquoi_pas_apres", "pourquoi_pas_meme", "pourquoi_pas_aussi", "pourquoi_pas_reste",
    "pourquoi_pas_rien",
    "resume_debut", "resume_age", "resume_lieu", "resume_lieu_seul", "resume_su", "resume_rien",
    "resume_pas_su", "source", "donnees_masquees",
)  # fmt: skip
_BY_ORIENTATION = ("verdicts", "verdicts_assure", "noms_orientations")
_BY_EMERGENCY = ("rappels_urgence", "seconds_rappels_urgence", "urgences_assure")
_EMERGENCIES = ("vitale", "suicidaire", "violence", "enfant_danger", "sans_abri")


@dataclass(frozen=True)
class Wording:
    """Every sentence, by key.

    others: a second way of saying some of them. assure: how some are said to the insured person.
    """

    paragraphs: Mapping[str, str]
    lines: Mapping[str, str]
    by_orientation: Mapping[str, Mapping[str, str]]
    by_emergency: Mapping[str, Mapping[str, str]]
    yes_no: tuple[str, str, str]
    others: Mapping[str, str] = field(default_factory=dict)
    assure: Mapping[str, str] = field(default_factory=dict)
    masked: Mapping[str, str] = field(default_factory=dict)

    def say(self, key: str, **values: object) -> str:
        """The sentence `key`, its {…} filled in. Raises KeyError for an unknown key."""
        return self.ways(key, "partenaire")[0].format(**values)

    def ways(self, key: str, profil: str) -> tuple[str, ...]:
        """Every way of saying `key` to that kind of person, the usual one first."""
        usual = self.paragraphs.get(key) or self.lines[key]
        if profil == "assure":
            usual = self.assure.get(key, usual)
        return (usual, self.others[key]) if key in self.others else (usual,)

    def verdict(self, orientation: str, profil: str, missions: str = "") -> str:
        """What an orientation says first."""
        kind = "verdicts_assure" if profil == "assure" else "verdicts"
        return self.by_orientation[kind][orientation].format(missions=missions)

    def listed(self, masques: Sequence[str]) -> str:
        """What was masked, in words: « le nom et le numéro de téléphone »."""
        return listed(list(dict.fromkeys(self.masked[kind] for kind in masques)))

    def name(self, orientation: str) -> str:
        """An orientation, named in the middle of a sentence."""
        return self.by_orientation["noms_orientations"][orientation]


def load_wording(path: Path) -> Wording:
    """Read `textes.yml`. Raises SourceError naming file and line."""
    raw = load_map(path)
    known = {*_PARAGRAPHS, *_LINES, *_BY_ORIENTATION, *_BY_EMERGENCY,
             "reponses_oui_non", "autrement", "assure", "noms_donnees"}  # fmt: skip
    raw.check_keys(known, known)
    answers = raw.texts("reponses_oui_non")
    if len(answers) != 3:
        fail(raw["reponses_oui_non"], "il faut trois réponses : oui, non, je ne sais pas")
    for key in _BY_ORIENTATION:
        _check_orientations(raw, key)
    for key in _BY_EMERGENCY:
        raw[key].check_keys(set(_EMERGENCIES), set(_EMERGENCIES))
    raw["autrement"].check_keys({*_PARAGRAPHS, *_LINES})
    raw["assure"].check_keys({*_PARAGRAPHS, *_LINES})
    if not isinstance(raw["noms_donnees"], Map):
        fail(raw["noms_donnees"], "« noms_donnees » doit nommer chaque donnée masquée")
    raw["noms_donnees"].check_keys(set(KINDS), set(KINDS))
    return Wording(
        {k: "\n\n".join(raw.texts(k)) for k in _PARAGRAPHS},
        {k: raw.text(k) for k in _LINES},
        {k: dict(raw[k]) for k in _BY_ORIENTATION},
        {k: dict(raw[k]) for k in _BY_EMERGENCY},
        (answers[0], answers[1], answers[2]),
        {str(k): "\n\n".join(raw["autrement"].texts(k)) for k in raw["autrement"]},
        {str(k): "\n\n".join(raw["assure"].texts(k)) for k in raw["assure"]},
        dict(raw["noms_donnees"]),
    )


def _check_orientations(raw: Map, key: str) -> None:
    for code in ORIENTATIONS:
        if code not in raw[key] and not (code == "urgence" and key != "noms_orientations"):
            fail(raw[key], f"« {key} » : il manque l'orientation « {code} »")
