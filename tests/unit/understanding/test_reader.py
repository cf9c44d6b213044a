"""The whole reading: facts with their words, numbers for an answer, nothing ever raised."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understanding.reader import MAX_CHARACTERS, Reading

LETTER = """Bonjour, je suis assistante sociale au CCAS de Vierzon. Mme D., 57 ans, qui habite
la commune, est en arrêt depuis quatre mois pour un cancer du sein. Son mari, 61 ans, est au
chômage et ils ne peuvent plus payer leur loyer. Sa fille de 12 ans vit avec eux. Mme D. n'a jamais
été hospitalisée."""


def test_a_letter(facts):
    read = facts(LETTER)
    expected = {
        "age": 57, "departement": "18", "arret_travail": True, "duree_arret_mois": 4,
        "pathologie_lourde": True, "difficulte_financiere": True, "hospitalisation": "aucune",
    }  # fmt: skip
    assert {f: read.get(f) for f in expected} == expected
    assert read.get("situation_professionnelle") != "demandeur_emploi"


@pytest.mark.parametrize("change", [str.upper, str.lower, lambda t: t.replace("é", "e")])
def test_capitals_and_accents_change_little(facts, change):
    plain, changed = facts(LETTER), facts(change(LETTER))
    for fait in ("age", "arret_travail", "duree_arret_mois", "difficulte_financiere"):
        assert changed.get(fait) == plain[fait]


def test_evidence_is_the_partners_own_words(reader):
    for assertion in reader.read(LETTER).assertions:
        assert assertion.preuve
        assert assertion.preuve in LETTER[assertion.debut : assertion.fin]


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("Mme D., 34 ans, est en arrêt depuis 13 mois", 13),
        ("ça va faire treize mois que ce vendeur de 34 ans est en arrêt", 13),
        ("suivie en chimio depuis 7 mois et son arrêt court depuis le 20 juin 2026", 5),
    ],
)
def test_duration_of_the_leave(facts, text, months):
    assert facts(text)["duree_arret_mois"] == pytest.approx(months, abs=0.2)


@pytest.mark.parametrize(
    "text",
    [
        "le médecin lui a mis six semaines d'arrêt",
        "arrêt prescrit pour six semaines",
        "elle a repris après 14 mois d'arrêt",
        "un homme de 32 ans en arrêt",
    ],
)
def test_prescribed_or_past_spells_are_no_duration(facts, text):
    assert "duree_arret_mois" not in facts(text)


def test_answers(reader):
    assert reader.read("52").nombre == 52
    assert reader.read("cinquante-deux").nombre == 52
    assert reader.read("trois semaines").duree == pytest.approx(0.7)


def test_round_trip(reader):
    reading = reader.read(LETTER)
    assert Reading.from_dict(reading.to_dict()) == reading


def test_a_long_message_is_cut_and_read_quickly(reader):
    reader.read(LETTER)
    start = time.process_time()
    reader.read("Elle est en arrêt. " * (MAX_CHARACTERS // 10))
    assert time.process_time() - start < 3


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120))
def test_anything_is_read_without_error(reader, text):
    reading = reader.read(text)
    for assertion in reading.assertions:
        assert 0 <= assertion.debut <= assertion.fin <= len(text)
