"""Of several things said of one fact, the one that holds."""

from __future__ import annotations

from bot.situation import AUTRE, Assertion
from bot.understanding.settling import settle


def said(fait, valeur, debut=0, fin=5, *qualificatifs):
    return Assertion(fait, valeur, "…", debut, fin, qualificatifs=qualificatifs)


def kept(*assertions):
    return {a.fait: a.valeur for a in settle(assertions) if a.retenue}


def test_the_last_said_holds():
    assert kept(said("arret_travail", True, 0), said("arret_travail", False, 20, 25)) == {
        "arret_travail": False
    }


def test_the_first_age_holds():
    assert kept(said("age", 52, 0), said("age", 15, 20, 25)) == {"age": 52}


def test_ranked_facts_keep_the_strongest():
    assert kept(said("urgence", "vitale", 0), said("urgence", "sans_abri", 20, 25)) == {
        "urgence": "vitale"
    }


def test_of_two_on_the_same_words_the_longer_holds():
    assert kept(said("arret_travail", True, 10, 18), said("arret_travail", False, 0, 18)) == {
        "arret_travail": False
    }


def test_somebody_elses_is_kept_apart():
    out = settle([said("age", 80, 0, 5, AUTRE), said("age", 50, 20, 25)])
    assert [a.valeur for a in out] == [80, 50]


def test_every_need_is_kept():
    out = settle([said("demande", "retraite", 0), said("demande", "aide_domicile", 20, 25)])
    assert {a.valeur for a in out} == {"retraite", "aide_domicile"}
