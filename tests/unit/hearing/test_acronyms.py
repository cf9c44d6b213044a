"""Acronyms said letter by letter; ordinary words that sound like letters are not letters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.hearing import repairer
from bot.hearing.acronyms import repair_acronyms
from bot.hearing.french import departements
from bot.hearing.lexicon import Lexicon
from bot.hearing.repair import DATA

ACRONYMS = Lexicon.load(DATA / "hearing" / "lexique.yml", departements(DATA)).acronyms


@pytest.mark.parametrize(
    "heard, meant",
    [
        ("le dossier mdp h est perdu", "le dossier MDPH est perdu"),
        ("la m d p h", "la MDPH"),
        ("la M.D.P.H. répond", "la MDPH. répond"),
        ("la c p a m et la c a f", "la CPAM et la CAF"),
        ("sa cé deux esse", "sa C2S"),
        ("sa c deux s", "sa C2S"),
        ("l'a a h", "l'AAH"),
        ("la r q t h", "la RQTH"),
        ("la esse haine cé effe", "la SNCF"),
        ("il a a v c", "il a AVC"),
    ],
)
def test_spelled(heard, meant):
    assert repair_acronyms(heard, ACRONYMS)[0] == meant


@pytest.mark.parametrize(
    "text",
    [
        "elle a des soucis", "il y a ces papiers", "elle aime sa paix", "à l'air libre", "monsieur d p habite là",
        "qu'a-t-elle dit", "elle a l'air d'aller", "c'est des aides", "il a m'a dit", "MDPH", "la CPAM",
    ],
)  # fmt: skip
def test_ordinary_words(text):
    assert repair_acronyms(text, ACRONYMS) == (text, [])


@given(st.sampled_from(sorted(ACRONYMS)), st.sampled_from((" ", ". ", "-")))
def test_every_acronym_spelled_is_found(short, between):
    if len(short) < 3 or sum(c not in "ay" for c in short) < 1:
        return
    assert repair_acronyms(f"pour la {between.join(short)} oui", ACRONYMS)[0] == f"pour la {ACRONYMS[short]} oui"


def test_written_ones_are_known_words():
    for short, written in ACRONYMS.items():
        assert repairer().repair(f"le dossier {written} est prêt").text == f"le dossier {written} est prêt", short
