"""The same case, whatever the way in: Rasa or not, accents or not, capitals or not."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest

from benchmarks.cases import InProcess
from bot.understanding.text import fold
from tests.conversations.test_neuf_cas import CASES

TODAY = datetime.date(2026, 11, 21)
LABELLED = Path(__file__).resolve().parents[1] / "cases" / "dev"
SAMPLE = [
    json.loads(line)
    for path in sorted(LABELLED.glob("*.jsonl"))
    for line in path.read_text(encoding="utf-8").splitlines()[:6]
]


@pytest.fixture(scope="module")
def without_rasa():
    return InProcess(TODAY)


def _codes(messages):
    """What programs read of a turn, without what is drawn at random."""
    return [
        {k: v for k, v in m["custom"].items() if k not in ("reference", "fiche")}
        for m in messages
        if "custom" in m
    ]


@pytest.mark.parametrize("case", SAMPLE, ids=[c["id"] for c in SAMPLE])
async def test_rasa_changes_nothing(case, new_partner, without_rasa):
    """What is measured without Rasa (benchmarks/cases.py) is what the server answers."""
    partner = await new_partner(canal=case["canal"]).say(case["texte"])
    direct, _ = without_rasa.send("", f"parity-{case['id']}", case["texte"], case["canal"], 1)
    assert _codes(partner.messages) == _codes(direct)


@pytest.mark.parametrize("change", [fold, str.upper], ids=["sans_accents", "capitales"])
@pytest.mark.parametrize("case", CASES, ids=[f"cas_{c['cas']}" for c in CASES])
async def test_writing_changes_nothing(case, change, new_partner):
    partner = await new_partner().say(change(case["textes"]["description"]))
    decided = partner.payload("orientation")
    if decided is None and case["cas"] == 8:
        decided = (await partner.say("non")).payload("orientation")
    assert decided and decided["orientation"] == case["orientation"]
