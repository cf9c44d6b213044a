"""Spelling to sounds, and how far apart sounds are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.hearing.distance import distance
from bot.hearing.lexicon import said_aloud
from bot.hearing.phonemes import sounds

SIGNS = set("aeiouy2AIWjwHpbtdkgfvszSZmnJlR")


@pytest.mark.parametrize(
    "word, said",
    [
        ("chaudronnier", "SodRonje"), ("hospitalisée", "ospitalize"), ("patient", "pasjA"), ("inaptitude", "inaptityd"),
        ("licenciement", "lisAsjmA"), ("logement", "loZmA"), ("vient", "vjI"), ("schizophrène", "skizofRen"),
        ("MDPH", "emdepeaS"), ("mdp", "emdepe"), ("hémiplégie", "emipleZi"), ("fauteuil", "fot2j"), ("12", "duz"),
        ("Seine", "sen"), ("oiseau", "wazo"), ("gagner", "gaJe"), ("travaillent", "tRavaj"), ("ville", "vil"),
        ("psychiatrie", "psikjatRi"), ("soin", "swI"), ("huissier", "Hisje"),
    ],
)  # fmt: skip
def test_said(word, said):
    assert sounds(word) == said


@pytest.mark.parametrize(
    "one, other",
    [("d'EPH", "des PH"), ("car sat", "carsatte"), ("sait vert", "sévère"), ("épad", "épa"), ("travail", "travaille")],
)
def test_homophones(one, other):
    assert distance(said_aloud(one), said_aloud(other), 0.25) <= 0.25


@given(st.text(max_size=30))
def test_only_known_signs_and_always_the_same(text):
    said = said_aloud(text)
    assert said == said_aloud(text)
    assert set(said) <= SIGNS | set(said.lower()) and len(said) <= 12 * len(text)


STRINGS = st.text(alphabet="aeiouy2AIWjwHpbtdkgfvszSZmnJlR", max_size=12)


@given(STRINGS, STRINGS)
def test_a_distance(left, right):
    far = distance(left, right, 1.0)
    assert 0 <= far <= 1
    assert far == pytest.approx(distance(right, left, 1.0))
    assert (far == 0) == (left == right)
    if far > 0.3:
        assert distance(left, right, 0.3) > 0.3


def test_near_sounds_cost_less():
    assert distance("padi", "badi", 1) < distance("padi", "sadi", 1)
    assert distance("AfA", "IfA", 1) < distance("AfA", "ofA", 1)
