"""Every labelled case typed, without accents, in capitals, dictated: the same orientation.

The simulated partner answers the questions; only the guise of the messages changes. A few cases
may differ (a number said in another way, a sentence end lost): the floor says how few.
"""

from __future__ import annotations

import json

import pytest

from benchmarks.cases import SIMULATE, InProcess, load_simulate
from tests.conftest import TODAY
from tests.evaluation.test_labelled_cases import DEV
from tests.guises import GUISES, capitals, dictated, in_words, unaccented

FLOOR = {"sans accents": 0.99, "en capitales": 0.99, "dicté": 0.96}
needs_simulate = pytest.mark.skipif(
    not SIMULATE.exists(), reason="shared/eval/simulate.py is not beside this clone"
)


def outcome(simulate, case) -> tuple:
    result = simulate.run_case(case, "", 1.0)
    assert result["error"] in (None, "no orientation"), result["error"]
    return result["orientation"], result["urgence"]


@pytest.fixture(scope="module")
def played():
    """The script with the in-process assistant, the cases, and how each ends as it was typed."""
    simulate = load_simulate()
    simulate.send = InProcess(TODAY).send
    cases = [json.loads(line) for path in DEV for line in path.read_text("utf-8").splitlines()]
    return simulate, cases, {c["id"]: outcome(simulate, c) for c in cases}


@needs_simulate
@pytest.mark.parametrize("guise", GUISES)
def test_same_orientation(guise, played):
    simulate, cases, typed = played
    wear = GUISES[guise]
    other = []
    for case in cases:
        worn = {**case, "texte": wear(case["texte"]), "suite": [*map(wear, case.get("suite", []))]}
        if outcome(simulate, worn) != typed[case["id"]]:
            other.append(case["id"])
    assert 1 - len(other) / len(cases) >= FLOOR[guise], other


@pytest.mark.parametrize(
    "n, said",
    [(0, "zéro"), (21, "vingt et un"), (71, "soixante et onze"), (80, "quatre-vingts"),
     (81, "quatre-vingt un"), (97, "quatre-vingt dix-sept"), (100, "cent"), (342, "trois cent quarante deux"),
     (1200, "mille deux cent"), (2026, "deux mille vingt six")],
)  # fmt: skip
def test_numbers_in_words(n, said):
    assert in_words(n) == said


def test_guises():
    assert unaccented("Opérée du cœur, à Évry") == "Operee du coeur, a Evry"
    assert capitals("Opérée") == "OPEREE"
    assert dictated("Mme D., 54 ans : 3 enfants ; loyer 810 €.") == (
        "mme d cinquante quatre ans trois enfants loyer huit cent dix euros"
    )
