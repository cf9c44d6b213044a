"""Misspelt names of towns: read when there is no doubt, and quickly."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.gazetteer import Gazetteer, edit_distance, fold

WORDS = st.text(alphabet="abcde", max_size=7)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Colomier", "Colomiers"),
        ("Mulouse", "Mulhouse"),
        ("Chollet", "Cholet"),
        ("limoge", "Limoges"),
        ("Mamoutzou", "Mamoudzou"),
        ("sait etienne", "Saint-Étienne"),
        ("St Nazère", "Saint-Nazaire"),
        ("La Rochele", "La Rochelle"),
        ("chateau roux", "Châteauroux"),
        ("saintquentin", "Saint-Quentin"),
        ("Chatelleraut", "Châtellerault"),
        ("aix en provance", "Aix-en-Provence"),
        ("Perpingan", "Perpignan"),
    ],
)
def test_close(gazetteer: Gazetteer, written: str, name: str) -> None:
    found = gazetteer.close(written)
    assert found
    assert found[0].nom == name
    assert len({fold(commune.nom) for commune in found}) == 1


@pytest.mark.parametrize(
    "written",
    [
        *("personne", "salarié", "malaise", "demain", "village", "accueil", "raison", "papiers"),
        *("la gare", "le matin", "le centre", "entre eux", "le français", "les héritiers"),
        *("Moreau", "Lambert", "Georges", "Manuel"),
        *("Nantes", "Mayenne", "Colomiers", "Sens", "lile", "nic", "", "xxxxxxxxxxxx"),
    ],
)
def test_not_close(gazetteer: Gazetteer, written: str) -> None:
    assert gazetteer.close(written) == ()


def small_gazetteer(*lines: str) -> Gazetteer:
    return Gazetteer(lines, {"01": "Ain"}, common_words=["Vienne"], lookalikes=["Bellay"])


def test_close_wants_one_name_only() -> None:
    gazetteer = small_gazetteer("Marlieux,01,,9000,", "Merlieux,01,,9000,", "Belley,01,,9000,")
    assert gazetteer.close("Morlieux") == ()
    assert [c.departement for c in gazetteer.close("Bellex")] == ["01"]
    assert gazetteer.close("Bellay") == ()


def test_close_keeps_to_towns_whose_name_is_no_word() -> None:
    gazetteer = small_gazetteer("Village,01,,5000,", "Bourgade,01,,5001,", "Vienne,01,,9000,")
    assert gazetteer.close("Villages") == ()
    assert [c.departement for c in gazetteer.close("Bourgades")] == ["01"]
    assert gazetteer.close("Viennes") == ()


@pytest.mark.parametrize("names", [("Montbrison", "Montbrizon"), ("Montbrizon", "Montbrison")])
def test_close_prefers_the_nearest(names: tuple[str, str]) -> None:
    gazetteer = small_gazetteer(*(f"{name},01,,9000," for name in names))
    assert gazetteer.close("Montbrisom")[0].nom == "Montbrison"


def test_close_forgives_two_slips_in_ten_letters() -> None:
    gazetteer = small_gazetteer("Bourgneufs,01,,9000,", "Bourgneux,01,,9000,")
    assert gazetteer.close("Burgneuffs")[0].nom == "Bourgneufs"
    assert gazetteer.close("Burneux") == ()


@given(WORDS, WORDS)
def test_edit_distance_is_the_one_of_the_books(left: str, right: str) -> None:
    expected = reference_distance(left, right)
    for limit in range(4):
        assert edit_distance(left, right, limit) == min(expected, limit + 1)


@cache
def reference_distance(left: str, right: str) -> int:
    """Optimal string alignment, written out plainly."""
    if not left or not right:
        return len(left) + len(right)
    options = [
        reference_distance(left[:-1], right) + 1,
        reference_distance(left, right[:-1]) + 1,
        reference_distance(left[:-1], right[:-1]) + (left[-1] != right[-1]),
    ]
    if len(left) > 1 and len(right) > 1 and left[-2:] == right[-1] + right[-2]:
        options.append(reference_distance(left[:-2], right[:-2]) + 1)
    return min(options)
