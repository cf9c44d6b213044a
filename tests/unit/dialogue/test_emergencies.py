"""A danger first: each kind said outright and said otherwise, again, worse, and false."""

from __future__ import annotations

import pytest

SAID = {
    "vitale": ("il ne respire plus", "elle ne se réveille plus", "15"),
    "suicidaire": ("elle veut mourir", "il a écrit une lettre d'adieu et donné son chat", "3114"),
    "violence": (
        "son mari la frappe",
        "elle a des bleus partout et son conjoint lui prend son téléphone",
        "3919",
    ),
    "enfant_danger": (
        "un enfant est battu par son père",
        "la petite dit que son beau-père la touche",
        "119",
    ),
    "sans_abri": ("il va dormir dehors ce soir", "elle est expulsée ce soir et n'a nulle part où aller", "115"),
}  # fmt: skip
ALL = [(kind, text, n) for kind, (plain, hinted, n) in SAID.items() for text in (plain, hinted)]


def test_all_five_kinds_are_there(policy):
    assert set(SAID) == set(policy.emergencies)


@pytest.mark.parametrize("kind, text, number", ALL)
def test_numbers_first_and_no_question(kind, text, number, talk):
    now = talk(text)
    assert now.replies[0].payload["type"] == "urgence"
    assert now.payload("urgence")["urgence"] == kind
    assert number in now.replies[0].text
    assert now.payload("question") is None and now.state.attendu is None


@pytest.mark.parametrize("kind", SAID)
def test_said_again_it_is_repeated_in_other_words(kind, talk):
    plain, hinted, number = SAID[kind]
    first = talk(plain)
    before = first.replies[0].text
    again = first.say(plain)
    assert again.payload("urgence")["urgence"] == kind
    assert number in again.text and again.replies[0].text != before
    third = again.replies[0].text
    assert again.say(hinted).replies[0].text not in (before, third)


@pytest.mark.parametrize("kind", SAID)
def test_the_insured_person_is_addressed_as_such(kind, assistant):
    text = assistant.wording.by_emergency["urgences_assure"][kind]
    assert "cette personne" not in text.lower()


def test_something_worse_gets_its_own_numbers(talk):
    now = talk("il va dormir dehors ce soir", "et là il ne respire plus")
    assert now.payload("urgence")["urgence"] == "vitale" and "15" in now.text


@pytest.mark.parametrize(
    "said", ["fausse alerte", "non elle n'est plus en danger", "il n'y a plus de danger"]
)
def test_a_false_alarm_is_taken_back_and_may_come_again(said, talk):
    now = talk("son mari la frappe", said)
    assert now.state.situation.values()["urgence"] == "aucune" and now.state.urgences == ()
    assert now.payload("urgence") is None
    assert now.say("son mari la frappe").payload("urgence")["urgence"] == "violence"


def test_what_is_not_understood_meanwhile_recalls_the_numbers(talk):
    now = talk("je veux mourir", "je vais le faire ce soir")
    assert "3114" in now.text and now.payload("question") is None
    assert now.say("continuer").payload("urgence") is None


@pytest.mark.parametrize(
    "text",
    ["elle a peur de mourir de son cancer", "elle est morte de fatigue", "il se tue au travail",
     "cette situation me tue", "il est hébergé chez sa sœur", "son père est mort la semaine dernière"],
)  # fmt: skip
def test_what_is_no_danger_gives_no_number(text, talk):
    assert talk(text).payload("urgence") is None
