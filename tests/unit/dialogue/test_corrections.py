"""Corrections: what is taken back, what goes with it, what the answer says of it."""

from __future__ import annotations

import pytest

LEAVE = "une dame de 45 ans en arrêt depuis 3 mois, ne peut plus payer son loyer"


@pytest.mark.parametrize(
    "said, gone",
    [
        ("non, c'est sa sœur qui est en arrêt", {"arret_travail", "duree_arret_mois"}),
        ("en fait ce n'est pas elle qui est en arrêt, c'est son mari",
         {"arret_travail", "duree_arret_mois"}),
        ("oubliez l'arrêt", {"arret_travail", "duree_arret_mois"}),
        ("laissez tomber les difficultés financières", {"difficulte_financiere"}),
        ("Oublier : âge", {"age"}),
    ],
)  # fmt: skip
def test_what_is_taken_back_is_unknown_and_stays_in_the_log(said, gone, talk):
    before, after = talk(LEAVE), talk(LEAVE, said)
    known = before.state.situation.values()
    assert known.keys() - after.state.situation.values().keys() == gone
    log = before.state.situation.journal
    assert after.state.situation.journal[: len(log)] == log
    assert "j'oublie ce point" in after.text


@pytest.mark.parametrize(
    "said, age",
    [
        ("il a 54 ans, pas 45", 54),
        ("c'est pas 45 ans c'est 54", 54),
        ("elle n'a pas 45 ans mais 54", 54),
        ("54 et non 45", 54),
        ("pas 300 mais 301", 45),
        ("54 ou 45", 45),
    ],
)
def test_one_number_for_another(said, age, talk):
    assert talk(LEAVE, said).state.situation.values()["age"] == age


def test_the_answer_says_from_what_to_what_and_why(talk):
    text = talk(LEAVE, "elle n'est finalement pas en arrêt", "non").text
    assert text.startswith(
        "L'orientation passe du service social de l'Assurance Maladie aux services sociaux du "
        "département ou de la commune, parce que vous dites maintenant : "
    )
    assert "les difficultés ne sont pas liées à la santé (« non »)" in text


def test_when_nothing_changes_it_says_why(talk):
    text = talk(LEAVE, "elle a 54 ans").text
    assert "C'est noté : âge 54 ans, et non plus 45 ans." in text
    assert "L'orientation reste la même" in text
    assert "Elle tient à ceci : en arrêt de travail, des difficultés financières" in text
    assert "Que faire maintenant" not in text


def test_a_denial_that_opens_a_correction_is_no_answer(talk):
    asked = talk("une dame de 45 ans est en arrêt de travail depuis 2 mois")
    assert asked.state.attendu == "difficulte_financiere"
    said = asked.say("non, elle a 54 ans").state
    assert said.situation.values() == {"arret_travail": True, "age": 54, "duree_arret_mois": 2}
    assert said.attendu == "difficulte_financiere"


def test_a_second_need_is_no_correction(talk):
    """« Aussi »: the first need stays."""
    start = "une dame de 62 ans en arrêt depuis 8 mois ne peut plus payer son loyer"
    text = talk(start, "elle demande aussi des informations sur sa retraite").text
    assert "C'est noté" not in text


def test_a_writers_mistake_is_no_insured_person(talk):
    state = talk("Mme, 53 ans, habite Avignon, en arrêt depuis 4 mois",
                 "je me suis trompée de ville c'est Nantes").state  # fmt: skip
    assert state.situation.values()["departement"] == "44"
    assert "profil" not in state.situation.values()
