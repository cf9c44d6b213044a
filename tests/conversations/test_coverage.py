"""The gate of the policy: no rule, question, emergency or abstention that no conversation reaches.

All scripted conversations and the nine cases are played on the real reader and dialogue; what is
never reached is named.
"""

from __future__ import annotations

import datetime

import pytest

from benchmarks.cases import InProcess
from tests.conversations.scripted import scripts
from tests.conversations.test_neuf_cas import TOLD

TODAY = datetime.date(2026, 11, 21)
_UNDECIDED = "a_preciser"


def conversations():
    """(name, canal, what is said in order) of every conversation of the tests."""
    for script in scripts():
        yield script.name, script.canal, [tour.dit for tour in script.tours]
    for case, way in TOLD:
        yield f"cas_{case['cas']}-{way}", "web", [case["textes"][way], "non"]


@pytest.fixture(scope="module")
def reached():
    """What the payloads of all of them hold: rules, questions, emergencies, complements."""
    partner = InProcess(TODAY)
    found = {"regle": set(), "question": set(), "urgence": set(), "complement": set()}
    for name, canal, said in conversations():
        for text in said:
            messages, _ = partner.send("", name, text, canal, 1)
            for payload in (m["custom"] for m in messages if "custom" in m):
                kind = payload["type"]
                if kind == "question":
                    found["question"].add(payload["fait"])
                elif kind == "urgence":
                    found["urgence"].add(payload["urgence"])
                elif kind == "orientation":
                    found["regle"].add(payload.get("regle"))
                    found["complement"].update(payload["orientations_complementaires"])
    return found


def test_every_rule_and_the_abstention_are_reached(reached, policy):
    wanted = {rule.id for rule in policy.rules} | {_UNDECIDED}
    assert wanted <= reached["regle"], f"jamais atteintes : {sorted(wanted - reached['regle'])}"


def test_every_question_is_asked(reached, catalogue):
    wanted = {code for code, fait in catalogue.items() if fait.askable}
    assert wanted <= reached["question"], f"jamais posées : {sorted(wanted - reached['question'])}"


def test_every_emergency_is_met(reached, policy):
    wanted = set(policy.emergencies)
    assert wanted <= reached["urgence"], f"jamais vues : {sorted(wanted - reached['urgence'])}"


def test_every_complement_is_given(reached, policy):
    wanted = {c.orientation for c in policy.complements}
    missed = wanted - reached["complement"]
    assert not missed, f"jamais données : {sorted(missed)}"
