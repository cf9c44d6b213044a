"""Ages and durations, in digits and in words, from dates, feasts and corrections."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understanding.ages import ages
from bot.understanding.durations import MONTH, durations, easter
from bot.understanding.text import Words

TODAY = datetime.date(2026, 11, 21)
IN_WORDS = {
    16: "seize", 21: "vingt et un", 34: "trente-quatre", 45: "quarante-cinq",
    54: "cinquante-quatre", 60: "soixante", 71: "soixante et onze", 77: "soixante-dix-sept",
    80: "quatre-vingts", 81: "quatre-vingt-un", 92: "quatre-vingt-douze", 100: "cent",
}  # fmt: skip


def read_ages(text, today=TODAY):
    return [a.value for a in ages(Words(text), today)]


def read_durations(text, today=TODAY):
    return [a.value for a, _ in durations(Words(text), today)]


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("elle a 53 ans", 53),
        ("patiente de 53 ans", 53),
        ("Mme D., 53 ans, seule", 53),
        ("Pt 53a, dialysé", 53),
        ("né en 1969", 57),
        ("née le 12 décembre 1980", 45),
        ("née le 12/11/1980", 46),
        ("née en 82", 44),
        ("âge : 37", 37),
        ("elle en a 51.", 51),
        ("elle aura 80 ans en mai prochain", 79),
        ("il va fêter ses 60 ans", 59),
        ("retraité de 77 ans", 77),
        ("quarante-cinq euh non cinquante-quatre ans", 54),
        ("il a 45 ans non pardon 54 ans", 54),
        ("À 80 ans elle vit seule", 80),
        ("elle a plus de 70 ans", 70),
    ],
)
def test_age(text, age):
    assert read_ages(text) == [age]


@pytest.mark.parametrize(
    "text",
    [
        "14 ans d'ancienneté",
        "il y a 10 ans",
        "depuis 30 ans",
        "parti à la retraite à 62 ans",
        "il veut arrêter de travailler à 60 ans",
        "le 24 à 14 h",
        "un bail de 3 ans",
        "en arrêt depuis 2 ans",
        "deux enfants de 27 et 30 ans",
        "elle est décédée en mars à 82 ans",
    ],
)
def test_not_an_age(text):
    assert read_ages(text) == []


@pytest.mark.parametrize("n", sorted(IN_WORDS))
def test_digits_and_words_read_alike(n):
    for frame in ("elle a {} ans", "arrêté depuis {} jours", "en arrêt depuis {} mois"):
        digits, spelt = frame.format(n), frame.format(IN_WORDS[n])
        assert read_ages(digits) == read_ages(spelt)
        assert read_durations(digits) == read_durations(spelt)


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("depuis 3 semaines", 0.7),
        ("depuis quinze jours", 0.5),
        ("depuis une quinzaine de jours", 0.5),
        ("depuis un mois et demi", 1.5),
        ("depuis un an et demi", 18),
        ("depuis 2 ans et 3 mois", 27),
        ("depuis le 21 septembre", 2.0),
        ("depuis le 14/07/2026", 4.3),
        ("depuis mars 2024", 32.2),
        ("depuis Noël", 10.9),
        ("depuis le jour de l'an", 10.6),
        ("depuis Pâques", 7.6),
        ("depuis la Pentecôte", 5.9),
        ("depuis la fête de la musique", 5.0),
        ("depuis la rentrée", 2.6),
        ("depuis hier", 0.0),
        ("depuis lundi", 0.2),
        ("depuis lundi 16", 0.2),
        ("depuis l'été 2025", 16.2),
        ("ça fait un trimestre", 3),
        ("depuis euh deux mois non trois mois", 3),
        ("ça fait un an non un an et demi", 18),
        ("depuis huit non dix mois", 10),
    ],
)
def test_duration(text, months):
    assert read_durations(text)[0] == pytest.approx(months, abs=0.15)


@pytest.mark.parametrize(
    ("today", "text", "days"),
    [
        (datetime.date(2027, 1, 1), "depuis Noël", 7),
        (datetime.date(2027, 1, 1), "depuis le 31 décembre", 1),
        (datetime.date(2027, 1, 1), "depuis hier", 1),
        (datetime.date(2027, 1, 5), "depuis le 20 décembre", 16),
        (datetime.date(2027, 1, 5), "depuis janvier 2026", 355),
        (datetime.date(2026, 12, 31), "depuis le 1er janvier", 364),
        (datetime.date(2026, 12, 25), "depuis Noël", 365),
        (datetime.date(2027, 1, 4), "depuis lundi 28", 7),
        (datetime.date(2027, 1, 2), "depuis la Saint-Sylvestre", 2),
    ],
)
def test_turn_of_the_year(today, text, days):
    assert read_durations(text, today)[0] == pytest.approx(days / MONTH, abs=0.1)


def test_age_on_the_birthday_and_the_day_before():
    text = "née le 1er janvier 1980"
    assert read_ages(text, datetime.date(2026, 12, 31)) == [46]
    assert read_ages(text, datetime.date(2027, 1, 1)) == [47]


@pytest.mark.parametrize(
    ("year", "month", "day"), [(2024, 3, 31), (2025, 4, 20), (2026, 4, 5), (2027, 3, 28)]
)
def test_easter(year, month, day):
    assert easter(year) == datetime.date(year, month, day)


@settings(max_examples=150, deadline=None)
@given(
    st.text("0123456789 /.,-depuisanmoljr", max_size=50),
    st.dates(datetime.date(2020, 1, 1), datetime.date(2035, 12, 31)),
)
def test_anything_is_read_without_error(text, today):
    for sentence in (text, f"depuis le {text}", f"née le {text}", f"depuis {text} ans"):
        assert all(0 <= a <= 115 for a in read_ages(sentence, today))
        assert all(d >= 0 for d in read_durations(sentence, today))


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 115), st.dates(datetime.date(2024, 1, 1), datetime.date(2030, 12, 31)))
def test_an_age_does_not_depend_on_the_day(n, today):
    assert read_ages(f"Monsieur a {n} ans.", today) == [n]


@settings(max_examples=100, deadline=None)
@given(st.dates(datetime.date(2024, 3, 1), datetime.date(2030, 12, 31)), st.integers(1, 360))
def test_a_day_and_month_are_the_last_ones_gone_by(today, days):
    start = today - datetime.timedelta(days=days)
    months = (
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
    ).split()
    read = read_durations(f"en arrêt depuis le {start.day} {months[start.month - 1]}", today)
    assert read[0] == pytest.approx(days / MONTH, abs=0.2)
