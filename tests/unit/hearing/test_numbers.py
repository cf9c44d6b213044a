"""Numbers cut into pieces are put together; right numbers, lists and telephone numbers are not touched."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.hearing.numbers import compose, repair_numbers

UNITS = ("ans", "mois", "euros", "jours", "heures", "%")


@pytest.mark.parametrize(
    "heard, meant",
    [
        ("j'ai 60 et 11 ans", "j'ai 71 ans"),
        ("elle a soixante 15 ans", "elle a 75 ans"),
        ("il a 4 20 12 ans", "il a 92 ans"),
        ("il a quatre-20-12 ans", "il a 92 ans"),
        ("il a 4x20 12 ans", "il a 92 ans"),
        ("une dame de 80 3 ans", "une dame de 83 ans"),
        ("60 10 7 ans", "77 ans"),
        ("elle a 60 et un ans", "elle a 61 ans"),
        ("elle doit cent 50 euros", "elle doit 150 euros"),
        ("elle doit 300 40 euros", "elle doit 340 euros"),
        ("elle doit deux mille 300 euros", "elle doit 2300 euros"),
        ("opéré en mars 2000 26", "opéré en mars 2026"),
        ("il manque sans 50 heures", "il manque 150 heures"),
        ("son 50 heures", "150 heures"),
        ("depuis 3 mois et 2 mi", "depuis 3 mois et demi"),
        ("depuis un an et de mi", "depuis un an et demi"),
        ("il a 45 en, et il est arrêté", "il a 45 ans, et il est arrêté"),
    ],
)
def test_put_together(heard, meant):
    assert repair_numbers(heard)[0] == meant


@pytest.mark.parametrize(
    "text",
    [
        "le 06 12 34 56 78",
        "au 04 70 71 60 11",
        "0, 6, 12, 30, 4, 56, 18",
        "le 36 46",
        "une dette de 2 100 € et 1 200 euros de loyer",
        "12 000 euros",
        "les départements 60 et 11",
        "des enfants de 20, 3 et 2 ans",
        "elle a 60 4 mois d'arrêt",
        "arrêté le 20 3 mois après",
        "il en a quarante 3 fois par jour",
        "4x20 mg par jour",
        "quatre-vingt-douze ans",
        "soixante et onze ans et trois mois et demi",
        "de 8 h à 12 h 30",
        "une dame de cinquante 3 enfants à charge",
        "elle a soixante 4 mois d'arrêt",
        "le 12/03/1958",
        "1,5 euros",
        "en 2020 3 mois d'arrêt",
        "75013 Paris",
    ],
)
def test_left_alone(text):
    assert repair_numbers(text) == (text, [])


@pytest.mark.parametrize("values", [(60, 4, 3), (20, 30), (5, 20), (4, 20, 20), (20, 11), (0, 3)])
def test_french_says_no_such_number(values):
    assert compose(values) is None


def pieces(number: int) -> list[int]:
    """How a recogniser cuts a number below a hundred: tens, then the rest."""
    tens = number // 10 * 10
    if tens in (70, 90):
        tens -= 10
    return [tens, number - tens] if tens and number != tens else [number]


@given(st.integers(21, 99), st.sampled_from(UNITS))
def test_a_number_cut_in_two_is_found_again(number, unit):
    heard = " ".join(map(str, pieces(number)))
    bound = {"mois": 59}.get(unit, 99)
    meant = f"il a {number} {unit}" if number <= bound else f"il a {heard} {unit}"
    assert repair_numbers(f"il a {heard} {unit}")[0] == meant


@given(st.integers(0, 99_999), st.sampled_from((*UNITS, "enfants", "", "rue Pasteur")))
def test_one_number_alone_is_right(number, unit):
    for text in (f"il a {number} {unit}", f"c'est {number:,} {unit}".replace(",", " ")):
        assert repair_numbers(text)[0] == text


PHRASES = st.lists(
    st.sampled_from(
        "60 et 11 quatre 20 12 soixante cent mille un une ans mois euros sans 50 , . x demi le de en 2 100 fois 06 - 3".split()
    ),
    max_size=14,
).map(" ".join)


@given(PHRASES)
def test_twice_is_once(text):
    once = repair_numbers(text)[0]
    assert repair_numbers(once)[0] == once


@given(st.text(alphabet=st.characters(blacklist_categories=("Nd", "Nl", "No")), max_size=80))
def test_without_figures_nothing_but_halves_changes(text):
    changed = repair_numbers(text)[1]
    assert all(re.search(r"mi", c.heard) for c in changed)
