"""What would have changed an orientation, why not another, where each answer leads."""

from __future__ import annotations

import pytest

from actions.assembly import DATA
from actions.policy.engine import State, decide
from actions.policy.model import A_PRECISER
from actions.policy.questions import load_chances
from actions.policy.whatif import counterfactuals, outcomes, why_not


@pytest.fixture(scope="module")
def chances(catalogue):
    return load_chances(DATA / "policy" / "chances.yml", catalogue)


def final(policy, state):
    decision = decide(policy, state)
    return decision if decision.orientation else decide(policy, state, final=True)


def examples(policy):
    return [e for rule in policy.rules for e in rule.exemples]


def state_of(known):
    return State(known, (str(known["demande"]),) if "demande" in known else ())


def test_no_supposition_is_told_that_does_not_hold(policy, chances):
    """Every one changes the orientation, as evaluated again from scratch."""
    for known in examples(policy):
        state = state_of(known)
        decision = final(policy, state)
        found = counterfactuals(policy, state, decision, chances)
        assert len(found) <= 3 and len({w.fait for w in found}) == len(found)
        for one in found:
            assert known.get(one.fait) != one.valeur
            supposed = {**known, one.fait: one.valeur}
            after = final(policy, state_of(supposed)).orientation
            assert after != decision.orientation
            assert one.orientation in (after, A_PRECISER)


@pytest.mark.parametrize(
    "known, expected",
    [
        ({"arret_travail": True, "difficulte_financiere": True},
         {("probleme_sante", False, "service_social_departemental"),
          ("difficulte_financiere", False, "cpam")}),
        ({"probleme_sante": False, "situation_professionnelle": "salarie",
          "difficulte_financiere": True},
         {("probleme_sante", True, "service_social"),
          ("situation_professionnelle", "retraite", "carsat_action_sociale")}),
        ({"hospitalisation": "sortie", "personne_a_charge": True, "charge_compromise": True},
         {("charge_compromise", False, "service_social_hospitalier"),
          ("probleme_sante", False, A_PRECISER)}),
        ({"regime": "msa", "arret_travail": True, "difficulte_financiere": True},
         {("regime", "general", "service_social")}),
    ],
)  # fmt: skip
def test_the_most_telling(known, expected, policy, chances):
    state = state_of(known)
    found = counterfactuals(policy, state, final(policy, state), chances)
    assert {(w.fait, w.valeur, w.orientation) for w in found} == expected


def test_nothing_absurd_is_supposed(policy, chances):
    """Nobody of 85 is supposed at work, no stay in hospital of somebody in good health."""
    state = State({"probleme_sante": False, "age": 85, "demande": "logement_energie",
                   "situation_professionnelle": "retraite"}, ("logement_energie",))  # fmt: skip
    found = counterfactuals(policy, state, final(policy, state), chances)
    assert {w.fait for w in found} == {"probleme_sante"}


@pytest.mark.parametrize(
    "known, orientation, against",
    [
        ({"arret_travail": True, "difficulte_financiere": True}, "cpam", ("difficulte_financiere",)),
        ({"probleme_sante": False, "situation_professionnelle": "salarie",
          "difficulte_financiere": True}, "service_social", ("probleme_sante",)),
        ({"arret_travail": True, "difficulte_financiere": True}, "service_social_departemental",
         ("probleme_sante",)),
    ],
)  # fmt: skip
def test_why_not_names_what_forbids_it(known, orientation, against, policy):
    state = state_of(known)
    assert why_not(policy, state, final(policy, state), orientation).against == against


def test_why_not_a_rule_that_another_precedes(policy):
    state = State({"regime": "msa", "arret_travail": True, "difficulte_financiere": True})
    assert why_not(policy, state, final(policy, state), "service_social").passed
    assert why_not(policy, state, final(policy, state), "urgence") is None


def test_where_each_answer_leads(policy, chances):
    state = State({"arret_travail": True}, asked=("difficulte_financiere",))
    fait = policy.catalogue["difficulte_financiere"]
    yes, no = outcomes(policy, state, fait, chances)
    assert (yes.answers, yes.orientation) == ((True,), "service_social")
    assert (no.answers, no.orientation, no.next_fait) == ((False,), None, "risque_emploi")
