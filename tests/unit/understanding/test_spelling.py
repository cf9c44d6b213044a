"""The spelling repair: what it mends, and what it must leave alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.spelling import Speller, one_slip, sound

LETTERS = st.text("abcdefghilmnoprstuv", min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("canser", ("cancer",)),
        ("medcine", ("medecine",)),
        ("chofeur", ("chauffeur",)),
        ("fonctionaire", ("fonctionnaire",)),
        ("narive", ("ne", "arrive")),
        ("jabite", ("je", "habite")),
        ("depui", ("depuis",)),
        ("jsui", ("je", "suis")),
    ],
)
def test_mended(reader, typed, meant):
    assert reader.speller.repair(typed) == meant


@pytest.mark.parametrize(
    "word",
    "retrait fracture facteur traiteur larmes dette lettre cantine patience pension moyen mari "
    "marie loger lever laver chance cancre voisine santal soin soir rester rentrer".split(),
)
def test_real_words_are_left_alone(reader, word):
    assert reader.speller.repair(word) == (word,)


def test_names_are_left_alone(words):
    assert "cansel" in words("Madame Cansel est là").tokens


def test_nothing_between_two_targets():
    speller = Speller.of({"matelas", "matelat"}, ())
    assert speller.repair("matelax") in (("matelax",), ("matelas",), ("matelat",))
    assert Speller.of({"chaleur"}, {"chameur"}).repair("chameur") == ("chameur",)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("aret", "arret", True),
        ("arert", "arret", True),
        ("arrot", "arret", True),
        ("a", "abc", False),
    ],
)
def test_one_slip(one, other, same):
    assert one_slip(one, other) is same


@given(LETTERS, LETTERS)
def test_one_slip_is_symmetric(one, other):
    assert one_slip(one, other) == one_slip(other, one)


@given(LETTERS)
def test_sound_never_fails(word):
    assert isinstance(sound(word), str)
