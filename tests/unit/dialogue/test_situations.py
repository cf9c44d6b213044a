"""Several people in one conversation: kept apart, reachable, few."""

from __future__ import annotations

import pytest

from actions.dialogue.conversation import MAX_KEPT, Conversation

ONE = "une dame de 45 ans est en arrêt de travail depuis 2 mois, elle ne peut plus payer son loyer"


@pytest.mark.parametrize(
    "said",
    ["j'ai un autre cas, un monsieur de 60 ans", "j'ai aussi une autre dame de 60 ans",
     "autre situation : un monsieur de 60 ans", "et pour son mari qui a 60 ans ?",
     "un homme de 60 ans est à la retraite", "passons à un autre dossier, il a 60 ans"],
)  # fmt: skip
def test_somebody_else_starts_a_situation_that_knows_nothing_of_the_first(said, talk):
    now = talk(ONE, said)
    known = now.state.situation.values()
    assert known["age"] == 60
    assert not {"arret_travail", "difficulte_financiere", "duree_arret_mois"} & known.keys()
    assert "situation" in now.text.lower()
    assert [p.situation.values()["age"] for p in now.state.passees] == [45]


@pytest.mark.parametrize(
    "said",
    ["elle vit avec une autre personne", "j'ai une autre question", "elle a un autre problème",
     "elle a 54 ans", "une dame de 45 ans isolée", "il y a une autre difficulté"],
)  # fmt: skip
def test_the_same_person_stays(said, talk):
    assert talk(ONE, said).state.passees == ()


def test_back_and_forth(talk):
    now = talk(ONE, "autre situation", "un homme de 60 ans sort de l'hôpital")
    assert now.state.situation.values()["age"] == 60
    now.say("situation précédente")
    assert now.state.situation.values()["age"] == 45 and now.state.orientation == "service_social"
    assert "45 ans" in now.text and "en arrêt de travail" in now.text
    now.say("situation précédente")
    assert now.state.situation.values()["age"] == 60
    assert now.state.attendu and now.payload("question")["fait"] == now.state.attendu


def test_only_a_few_are_kept(talk):
    now = talk(ONE)
    for age in range(50, 50 + MAX_KEPT + 3):
        now.say("autre situation", f"un homme de {age} ans sort de l'hôpital")
    assert len(now.state.passees) == MAX_KEPT
    assert all(p.passees == () for p in now.state.passees)


def test_an_empty_situation_is_not_kept(talk):
    assert talk("autre situation", "autre situation").state.passees == ()


def test_a_conversation_stored_before_still_reads():
    old = {"situation": Conversation().situation.to_dict(), "attendu": None, "orientation": None,
           "reference": None, "urgences": [], "lieux": [], "incompris": 0}  # fmt: skip
    assert Conversation.from_dict(old) == Conversation()


def test_round_trip(talk):
    state = talk(ONE, "autre situation", "un homme de 60 ans sort de l'hôpital").state
    assert Conversation.from_dict(state.to_dict()) == state
