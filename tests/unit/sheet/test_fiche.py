"""What the sheet says: facts by theme, what is worth asking, reasons, steps; nothing that identifies."""

from __future__ import annotations

import datetime
import json

import pytest

from actions.sheet.fiche import MAX_UNKNOWN, Fiche
from actions.sheet.text import sheet_text

LEAVE = "Mme, 53 ans, habite Avignon, en arrêt de travail depuis 4 mois, ne peut plus payer son loyer"
CASES = [
    LEAVE,
    "je suis en arrêt depuis 4 mois et je n'arrive plus à payer mon loyer",
    "Jacqueline, 85 ans, retraitée, n'arrive pas à se chauffer, sans problème de santé",
    "elle veut des informations sur sa pension de réversion",
    "exploitant agricole en arrêt, il ne peut plus payer ses factures",
]


def test_facts_are_said_in_words_and_by_theme(sheet_of):
    fiche = sheet_of(LEAVE)
    groups = {g.titre: g.faits for g in fiche.connus}
    assert groups["La personne"] == ("53 ans", "vit dans le département 84, Vaucluse")
    assert groups["Travail"] == ("en arrêt de travail", "durée de l'arrêt : 4 mois")
    assert fiche.preuves == ("en arrêt de travail depuis 4 mois", "ne peut plus payer")
    assert fiche.missions == ("prévention de la désinsertion professionnelle",)
    assert fiche.cas[0] == "9"


def test_what_is_worth_asking_is_neither_known_nor_senseless(sheet_of):
    fiche = sheet_of(LEAVE)
    assert 0 < len(fiche.inconnus) <= MAX_UNKNOWN
    assert "situation professionnelle" in fiche.inconnus
    assert not {"âge", "département", "durée de l'arrêt", "difficultés financières"} & set(fiche.inconnus)
    hospital = sheet_of("elle sort de l'hôpital et ne peut plus payer son loyer")
    assert "durée de l'arrêt" not in hospital.inconnus  # no leave was told: its length makes no sense


def test_dates_come_from_the_clock_and_read_in_french(sheet_of, words):
    fiche = sheet_of(LEAVE)
    assert (fiche.date, fiche.jusqu_au) == ("2026-11-21", "2026-12-21")
    assert "établie le 21 novembre 2026" in sheet_text(fiche, words)
    assert words.date(datetime.date(2027, 5, 1)) == "1er mai 2027"


@pytest.mark.parametrize("text", CASES)
def test_everything_decided_is_in_the_text_form(text, sheet_of, words):
    fiche = sheet_of(text)
    written = sheet_text(fiche, words).replace("\u00a0", " ").replace("\u202f", " ")
    for piece in (fiche.reference, fiche.titre, fiche.raison, fiche.politique, *fiche.etapes, *fiche.preuves,
                  *fiche.complements, *(c.nom for c in fiche.contacts)):  # fmt: skip
        assert piece in written
    assert "Nom (à compléter à la main)" in written


def test_the_person_herself_is_not_told_of_her_own_agreement(sheet_of, words):
    own = sheet_text(sheet_of(CASES[1]), words)
    assert "Vos mots" in own and "Mots du partenaire" not in own
    assert "La personne est d'accord" not in own
    assert "La personne est d'accord" in sheet_text(sheet_of(LEAVE), words)


@pytest.mark.parametrize("text", CASES)
def test_kept_as_json_it_comes_back_the_same(text, sheet_of):
    fiche = sheet_of(text)
    assert Fiche.from_dict(json.loads(json.dumps(fiche.to_dict()))) == fiche


def test_an_emergency_has_a_sheet_with_its_numbers(sheet_of, words):
    fiche = sheet_of("ma patiente dit qu'elle veut mourir")
    assert fiche.orientation == "urgence"
    assert "3114" in sheet_text(fiche, words)
