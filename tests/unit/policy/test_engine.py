"""Three values: what decides, what stays open, what is presumed."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.policy.conditions import Combination, Facts, Is, Not, Unsaid
from actions.policy.engine import State, decide, deduce

A, B = Is("a", (True,)), Is("b", (True,))


def facts(**values):
    known = {k: v for k, v in values.items() if v is not None}
    return Facts(known, frozenset(known))


@pytest.mark.parametrize("a, b", itertools.product([True, False, None], repeat=2))
def test_all_and_any_follow_kleene(a, b):
    both = Combination((A, B), decisive=False).evaluate(facts(a=a, b=b)).value
    either = Combination((A, B), decisive=True).evaluate(facts(a=a, b=b)).value
    assert both is (False if False in (a, b) else None if None in (a, b) else True)
    assert either is (True if True in (a, b) else None if None in (a, b) else False)


def test_not_keeps_the_unknown():
    assert Not(A).evaluate(facts()).value is None
    assert Not(A).evaluate(facts(a=True)).value is False


def test_missing_facts_are_only_those_that_can_still_settle():
    assert Combination((A, B), decisive=True).evaluate(facts(a=True)).missing == frozenset()
    assert Combination((A, B), decisive=True).evaluate(facts(a=False)).missing == {"b"}


def test_unsaid_is_never_unknown():
    assert Unsaid("a").evaluate(facts()).value is True
    assert Unsaid("a").evaluate(facts(a=False)).value is False


def run(policy, *, needs=(), **known):
    if "demande" in known and not needs:
        needs = (known["demande"],)
    return decide(policy, State(known, tuple(needs)))


def test_an_open_rule_above_withholds_the_decision(policy):
    decision = run(policy, arret_travail=True)
    assert decision.orientation is None
    assert "service_social_fragilite" in [r.id for r in decision.open_rules]
    assert "difficulte_financiere" in decision.missing


def test_what_was_said_is_never_contradicted_by_a_deduction(policy):
    assert (
        deduce(policy, {"arret_travail": True, "probleme_sante": False})["probleme_sante"] is False
    )


@pytest.mark.parametrize(
    "known, expected",
    [
        (dict(arret_travail=True, difficulte_financiere=True), "service_social"),
        (dict(arret_travail=True, difficulte_financiere=True, regime="msa"), "autre_regime"),
        (dict(transfert_sanitaire=True, regime="autre"), "autre_regime"),
        (dict(demande="retraite", arret_travail=True, difficulte_financiere=True), "service_social"),
        (dict(hospitalisation="sortie", caractere_durable=False, difficulte_quotidien=True),
         "service_social_hospitalier"),
        (dict(hospitalisation="sortie", caractere_durable=False, isolement=True), "service_social"),
        (dict(hospitalisation="sortie", caractere_durable=True, difficulte_quotidien=True),
         "service_social"),
        (dict(probleme_sante=False, difficulte_financiere=True, age=40), "service_social_departemental"),
        (dict(probleme_sante=False, difficulte_financiere=True, age=80), "carsat_action_sociale"),
        (dict(demande="demarche_administrative"), "cpam"),
        (dict(personne_a_charge=True, hospitalisation="en_cours"), "service_social"),
        (dict(arret_travail=True, difficulte_droits=True), "service_social"),
    ],
)  # fmt: skip
def test_decisions_of_the_contract(known, expected, policy):
    assert run(policy, **known).orientation == expected


def test_long_leave_and_a_pension_question(policy):
    decision = run(policy, demande="retraite", arret_travail=True, difficulte_financiere=True)
    assert [c.orientation for c in decision.complements] == ["carsat_retraite"]


def test_retired_and_in_hospital_the_carsat_besides(policy):
    decision = run(policy, situation_professionnelle="retraite", hospitalisation="sortie",
                   demande="aide_domicile", caractere_durable=False)  # fmt: skip
    assert decision.orientation == "service_social_hospitalier"
    assert "carsat_action_sociale" in [c.orientation for c in decision.complements]


def test_presumptions_are_told(policy):
    decision = run(policy, demande="retraite")
    assert all(p.pourquoi for p in decision.presumed.values())


booleans = st.dictionaries(
    st.sampled_from(["arret_travail", "difficulte_financiere", "isolement", "probleme_sante",
                     "risque_emploi", "difficulte_quotidien", "caractere_durable"]),
    st.booleans(),
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(booleans, st.sampled_from([None, 30, 60, 80]))
def test_a_decision_taken_is_not_changed_by_silence(policy, known, age):
    """At the end everything is decided, and what was decided early stays."""
    state = State({**known, **({"age": age} if age else {})})
    early, late = decide(policy, state), decide(policy, state, final=True)
    assert late.orientation is not None
    if early.orientation is not None:
        assert late.orientation == early.orientation
        assert not early.missing
