"""Meta-tests: what must be true of every rule of the policy that ships."""

from __future__ import annotations

import csv

import pytest

from actions.assembly import DATA, contact_codes
from actions.policy import load_policy
from actions.policy.engine import State, decide
from actions.policy.model import ORIENTATIONS
from bot.catalogue import load_catalogue

CATALOGUE = load_catalogue(DATA / "faits.yml")
POLICY = load_policy(DATA / "policy", CATALOGUE, contact_codes(DATA / "directory"))
RULES = {rule.id: rule for rule in POLICY.rules}


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_rule_is_reached_by_its_examples(rule):
    assert rule.exemples
    for example in rule.exemples:
        needs = (example["demande"],) if "demande" in example else ()
        reached = decide(POLICY, State(example, needs))
        assert (reached.orientation, reached.rule.id) == (rule.orientation, rule.id)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_rule_is_sourced_and_tells_what_to_do(rule):
    assert rule.source.startswith(("livret,", "contrat,", "dérivé,"))
    assert rule.raison.endswith(".") and rule.etapes and rule.contacts
    for profil in ("partenaire", "agent_assurance_maladie", "assure"):
        assert rule.steps(profil)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_every_fact_of_a_rule_has_a_question(rule):
    presumed = {f for p in POLICY.presumptions for f in p.faits}
    for code in rule.si.faits():
        assert CATALOGUE[code].askable or code in presumed, code


def test_every_question_is_about_a_fact_that_can_decide_or_tell_more():
    used = set().union(*(r.si.faits() for r in POLICY.rules))
    used |= set().union(*(m.si.faits() for m in POLICY.missions))
    used |= set().union(*(d.si.faits() for d in POLICY.deductions))
    # danger is asked about, when feared, before any rule
    informative = {"departement", "duree_arret_mois", "urgence"}
    assert {c for c, f in CATALOGUE.items() if f.askable} <= used | informative


def test_every_orientation_can_be_reached():
    reached = {r.orientation for r in POLICY.rules} | {"a_preciser", "urgence"}
    assert reached == set(ORIENTATIONS)


def test_every_mission_of_the_contract_is_there():
    assert {m.code for m in POLICY.missions} == {
        "prevention_desinsertion_professionnelle", "pathologie_lourde", "sortie_hospitalisation",
        "renoncement_soins", "jeune_retraite", "transfert_sanitaire"}  # fmt: skip
    assert POLICY.default_mission.code == "difficulte_sociale_liee_sante"


def test_every_emergency_has_numbers_from_the_directory():
    with (DATA / "directory" / "contacts.csv").open(encoding="utf-8") as stream:
        phones = {row["code"]: row["telephone"] for row in csv.DictReader(stream)}
    expected = {"vitale": {"15", "112"}, "suicidaire": {"3114", "15"}, "violence": {"17", "3919"},
                "enfant_danger": {"119", "17"}, "sans_abri": {"115"}}  # fmt: skip
    for code, numbers in expected.items():
        assert {phones[c] for c in POLICY.emergencies[code].contacts} == numbers


def test_the_nine_cases_decide_as_the_leaflet_says():
    assert [c.numero for c in POLICY.cases] == list(range(1, 10))
    for case in POLICY.cases:
        needs = (case.faits["demande"],) if "demande" in case.faits else ()
        decision = decide(POLICY, State(case.faits, needs))
        assert decision.orientation == case.orientation
        assert decision.case == case


def test_a_decision_carries_the_version():
    assert decide(POLICY, State({})).version == POLICY.version
