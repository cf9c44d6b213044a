"""What a message does when it does something else than describe."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "acte"),
    [
        ("oui", "affirmer"),
        ("Oui tout à fait", "affirmer"),
        ("euh ben non", "nier"),
        ("je ne sais pas", "ne_sait_pas"),
        ("Bonjour", "saluer"),
        ("merci beaucoup", "remercier"),
        ("au revoir", "prendre_conge"),
        ("recommencer", "recommencer"),
        ("je voudrais parler à un conseiller", "demander_humain"),
        ("pourquoi cette question ?", "pourquoi"),
        ("???", "incompris"),
        ("", "incompris"),
        ("Mme D. est en arrêt", "decrire_situation"),
    ],
)
def test_act(reader, text, acte):
    assert reader.read(text).acte == acte


@pytest.mark.parametrize(
    ("text", "answer"), [("oui", "affirmer"), ("non", "nier"), ("aucune idée", "ne_sait_pas")]
)
def test_answer(reader, text, answer):
    assert reader.read(text).reponse == answer
