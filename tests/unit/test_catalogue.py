"""The facts: what ships agrees with the contract, and mistakes are told with file and line."""

from __future__ import annotations

import pytest

from actions.assembly import ROOT
from bot.catalogue import load_catalogue
from bot.source import SourceError

CONTRACT = {
    "profil": {"partenaire", "agent_assurance_maladie", "assure"},
    "age": None, "departement": None,
    "regime": {"general", "msa", "autre"},
    "situation_professionnelle": {
        "salarie", "independant", "agent_public", "demandeur_emploi", "retraite", "conge_parental",
        "etudiant", "sans_activite"},
    "probleme_sante": bool, "pathologie_lourde": bool, "arret_travail": bool,
    "duree_arret_mois": None,
    "hospitalisation": {"aucune", "prevue", "en_cours", "sortie"},
    "transfert_sanitaire": bool, "renoncement_soins": bool, "difficulte_financiere": bool,
    "risque_emploi": bool, "difficulte_quotidien": bool, "personne_a_charge": bool,
    "charge_compromise": bool, "retraite_recente": bool, "isolement": bool,
    "difficulte_droits": bool, "caractere_durable": bool,
    "demande": {"accompagnement", "retraite", "aide_domicile", "logement_energie",
                "demarche_administrative", "information"},
    "urgence": {"aucune", "vitale", "suicidaire", "violence", "enfant_danger", "sans_abri"},
}  # fmt: skip


def test_the_facts_are_those_of_the_contract(catalogue):
    assert set(catalogue) == set(CONTRACT)
    for code, expected in CONTRACT.items():
        if expected is bool:
            assert catalogue[code].type == "oui_non"
        elif expected:
            assert set(catalogue[code].valeurs) == expected


def test_every_slot_is_in_the_domain_and_the_domain_is_up_to_date():
    from tools.write_domain import domain_text

    assert (ROOT / "domain.yml").read_text(encoding="utf-8") == domain_text()


@pytest.mark.parametrize(
    "code, value, legal",
    [("age", 53, True), ("age", -1, False), ("age", 121, False), ("age", True, False),
     ("arret_travail", True, True), ("arret_travail", 1, False), ("hospitalisation", "sortie", True),
     ("hospitalisation", "dehors", False), ("departement", "59", True), ("departement", "", False)],
)  # fmt: skip
def test_legal_values(code, value, legal, catalogue):
    assert catalogue[code].legal(value) is legal


def test_values_are_said_in_french(catalogue):
    assert catalogue["duree_arret_mois"].said(0.7) == "0,7 mois"
    assert catalogue["age"].said(53) == "53 ans"
    assert catalogue["arret_travail"].said(False) == "pas en arrêt de travail"


@pytest.mark.parametrize(
    "text, line, words",
    [
        ("age:\n  type: entier\n  libelle: Âge\n", 2, "type inconnu"),
        ("age:\n  type: nombre\n  libelle: Âge\n", 2, "question"),
        ("h:\n  type: choix\n  libelle: H\n  jamais_demande: x\n", 2, "valeurs"),
        ("age:\n  type: oui_non\n  libelle: Âge\n  couleur: bleu\n", 4, "clé inconnue"),
        ("age: [\n", 2, "illisible"),
        ("", 1, "vide"),
        (
            "a:\n  type: texte\n  libelle: A\n  jamais_demande: x\na:\n  type: texte\n",
            5,
            "deux fois",
        ),
    ],
)
def test_mistakes_name_file_and_line(text, line, words, tmp_path):
    path = tmp_path / "faits.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError) as error:
        load_catalogue(path)
    assert str(error.value).startswith(f"faits.yml:{line}:")
    assert words in str(error.value)


def test_a_missing_file_is_said(tmp_path):
    with pytest.raises(SourceError, match="introuvable"):
        load_catalogue(tmp_path / "faits.yml")
