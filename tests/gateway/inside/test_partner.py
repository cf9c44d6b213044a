"""The demonstration's caller: what it makes of what it hears."""

from __future__ import annotations

import pytest

from bot.source import SourceError
from gateway.demo.partner import Partner, load_case

CASE = load_case(9)


@pytest.mark.parametrize("heard, answer", [
    ("Bonjour, vous êtes sur le 36-46. Dites le nom du service que vous souhaitez joindre.", "Service social."),
    ("Vous êtes au service social. Décrivez la situation en quelques mots, sans dire de non. Tapé zéro à tout moment pour parler à une personne.", CASE.description),
    ("La personne addiction est en arrêt de travail, c'est bien cela. Dites toi, ou dites ce qu'il faut corriger.", ":1"),
    ("Cette situation relève du service social. Voulez-vous les contacte ? Dites oui ou non.", "Oui, donnez-moi les contacts."),
    ("La personne a-t-elle ou va-t-elle avoir des difficultés financières ? Dites oui, non, ou je ne sais pas.", "oui"),
    ("Quel âge a la personne ?", ":28"),
    ("La personne est-elle isolée, sans personne pour l'aider ?", "non"),
    ("La pluie et le beau temps.", None),
])  # fmt: skip
def test_it_answers_the_last_question_heard(heard, answer):
    assert Partner(CASE).answer(heard) == answer


def test_what_was_not_heard_is_typed_when_asked_again():
    partner = Partner(CASE)
    asked = "Voulez-vous les contacts ? Dites oui ou non."
    assert [partner.answer(asked), partner.answer(f"Je vous ai mal entendu. {asked}")] == [
        "Oui, donnez-moi les contacts.",
        ":1",
    ]


def test_the_nine_cases_are_there():
    assert [load_case(number).number for number in range(1, 10)] == list(range(1, 10))
    with pytest.raises(SourceError, match="cas_10.yml"):
        load_case(10)
