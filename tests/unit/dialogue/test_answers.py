"""Free answers to a question."""

from __future__ import annotations

import pytest

from actions.dialogue.conversation import Conversation
from actions.dialogue.dispatch import take_turn

ASKED = "une dame de 45 ans est en arrêt de travail depuis 2 mois"
CHOICE = "une dame de 60 ans qui ne peut plus payer son loyer, rien à voir avec sa santé"


@pytest.mark.parametrize(
    "said, value",
    [
        ("oui", True), ("plutôt oui", True), ("un peu", True), ("parfois", True),
        ("je crois bien que oui", True), ("👍", True), ("oui oui", True),
        ("non", False), ("pas vraiment", False), ("bof pas trop", False), ("non, et non", False),
        ("rien de grave", False), ("👎", False),
        ("je ne sais pas", None), ("ça dépend", None), ("aucune idée", None),
        ("elle ne l'a pas dit", None), ("question suivante", None),
    ],
)  # fmt: skip
def test_yes_no_and_unknown_in_many_ways(said, value, talk):
    now = talk(ASKED)
    assert now.state.attendu == "difficulte_financiere"
    situation = now.say(said).state.situation
    assert situation.values().get("difficulte_financiere") is value
    assert ("difficulte_financiere" in situation.unknown_to_partner()) == (value is None)


@pytest.mark.parametrize(
    "said, value",
    [("2", "salarie"), ("la 1", "retraite"), ("le troisième", "independant"),
     ("recherche d'emploi", "demandeur_emploi"), ("À la retraite", "retraite"),
     ("congé parental", "conge_parental"), ("salariée", "salarie"), ("9", None), ("xyz", None)],
)  # fmt: skip
def test_a_choice_by_number_or_half_its_label(said, value, talk):
    now = talk(CHOICE)
    assert now.state.attendu == "situation_professionnelle"
    assert now.say(said).state.situation.values().get("situation_professionnelle") == value


def test_a_choice_touched_tells_nothing_else(assistant, talk):
    """« Une aide à domicile » is a need, not a trade."""
    from actions.dialogue.answering import chosen

    for value, label in assistant.catalogue["demande"].choix.items():
        assert chosen(assistant.catalogue["demande"], label).valeur == value
    assert chosen(assistant.catalogue["demande"], "une aide pour sa mère malade") is None


def test_an_answer_and_a_new_fact_are_both_kept(talk):
    known = talk(ASKED, "non, mais elle a peur de perdre son poste").state.situation.values()
    assert known["difficulte_financiere"] is False and known["risque_emploi"] is True


def test_an_answer_to_the_question_before(talk):
    now = talk(ASKED, "non")
    assert now.state.attendu == "risque_emploi"
    known = now.say("ah si, pour l'argent, oui en fait").state.situation.values()
    assert known["difficulte_financiere"] is True and "risque_emploi" not in known


def test_a_stay_without_its_kind_is_asked_about(talk):
    now = talk(ASKED, "ah si, pour l'hospitalisation, oui en fait")
    assert now.payload("question")["fait"] == "hospitalisation"


def test_a_new_fact_is_kept_and_the_question_asked_again_in_other_words(talk):
    now = talk(ASKED)
    first = now.payload("question")["texte"]
    now.say("elle habite à Marseille")
    assert now.state.situation.values()["departement"] == "13"
    again = now.payload("question")
    assert again["fait"] == "difficulte_financiere" and again["texte"] != first


def test_never_more_than_four_questions_whatever_is_said(talk):
    now = talk(ASKED)
    for said in ("elle habite à Lyon", "bof", "azerty", "elle a 50 ans", "je ne sais pas", "qsdf",
                 "ça dépend", "wxcv", "je ne sais pas", "je ne sais pas", "je ne sais pas"):  # fmt: skip
        now.say(said)
        assert len(now.state.situation.questions) <= 4
    assert now.state.orientation is not None


def test_every_answer_offered_is_taken_as_one(assistant, reader):
    """« Le logement ou l'énergie » reads like a question about the service, and is an answer."""
    for fait in assistant.catalogue.values():
        for value, label in fait.choix.items():
            asked = Conversation().with_(attendu=fait.code)
            turn = take_turn(assistant, asked, label, reader.read(label))
            said = turn.conversation.situation.values().get(fait.code, "aucune")  # « non, pas de danger »
            assert said == value, label
