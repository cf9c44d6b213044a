"""The recap of a payload, and what each touch in it does."""

from __future__ import annotations

import pytest

LEAVE = (
    "Mme, 53 ans, habite Avignon, en arrêt de travail depuis 4 mois, ne peut plus payer son loyer"
)


def test_each_known_fact_is_there_with_its_words(talk):
    recap = {r["fait"]: r for r in talk(LEAVE).payload("orientation")["recapitulatif"]}
    assert set(recap) == {
        "age", "departement", "arret_travail", "duree_arret_mois", "difficulte_financiere"
    }  # fmt: skip
    assert recap["age"]["dit"] == "53 ans" and recap["age"]["preuve"] == "53 ans"
    assert recap["departement"]["dit"] == "Vaucluse (84)"
    assert recap["age"]["saisie"] == "Corriger : âge : "
    assert recap["arret_travail"]["choix"] == [
        {"libelle": "pas en arrêt de travail", "envoyer": "Corriger : arrêt de travail : non"},
        {"libelle": "oublier ce point", "envoyer": "Oublier : arrêt de travail"},
    ]


def test_every_touch_does_what_it_says(talk, catalogue):
    """Whatever may be touched is understood, and gives the value that was shown."""
    start = talk(LEAVE)
    for entry in start.payload("orientation")["recapitulatif"]:
        for choice in entry["choix"]:
            after = talk(LEAVE, choice["envoyer"]).state.situation.values()
            if choice["envoyer"].startswith("Oublier"):
                assert entry["fait"] not in after, choice
            else:
                assert catalogue[entry["fait"]].said(after[entry["fait"]]) == choice["libelle"]


@pytest.mark.parametrize(
    "sent, fait, value",
    [
        ("Corriger : âge : 54", "age", 54),
        ("corriger : age : 54 ans", "age", 54),
        ("Corriger : durée de l'arrêt : 6,5 mois", "duree_arret_mois", 6.5),
        ("Corriger : département : 2A", "departement", "2A"),
        ("Corriger : hospitalisation : une sortie d'hospitalisation", "hospitalisation", "sortie"),
        ("Corriger : hospitalisation : Oui, en ce moment", "hospitalisation", "en_cours"),
        ("Corriger : demande : une aide à domicile", "demande", "aide_domicile"),
        ("Corriger : qui écrit : la personne elle-même", "profil", "assure"),
    ],
)
def test_what_a_touch_or_a_typed_value_gives(sent, fait, value, talk):
    assert talk(LEAVE, sent).state.situation.values()[fait] == value


def test_a_touched_need_takes_the_place_of_the_others(talk):
    state = talk("un homme demande des informations sur sa retraite",
                 "Corriger : demande : une aide à domicile").state  # fmt: skip
    assert state.situation.all_values("demande") == ("aide_domicile",)


@pytest.mark.parametrize(
    "sent",
    ["Corriger : âge : cent", "Corriger : âge : 400", "Corriger : âge", "Corriger : taille : 3",
     "Corriger : département : Atlantide", "Corriger : arrêt de travail : peut-être"],
)  # fmt: skip
def test_what_cannot_be_read_changes_nothing_and_is_said(sent, talk):
    before = talk(LEAVE)
    after = talk(LEAVE, sent)
    assert after.state.situation.values() == before.state.situation.values()
    assert "Je n'ai pas pu lire cette correction" in after.text


def test_every_touch_a_fact_may_show_is_read_back(assistant, talk):
    """For every fact of the catalogue that is chosen, not typed."""
    from actions.answers.recap import answers

    for code, fait in assistant.catalogue.items():
        for value, words in answers(fait).items():
            sent = f"Corriger : {fait.libelle.lower()} : {words}"
            assert talk(sent).state.situation.values().get(code) == value, sent
