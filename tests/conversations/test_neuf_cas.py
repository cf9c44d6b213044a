"""The nine cases of the leaflet, each told three ways, through model, actions and database."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

FOLDER = Path(__file__).parent / "neuf_cas"
CASES = [YAML(typ="safe").load(p) for p in sorted(FOLDER.glob("cas_*.yml"))]
TOLD = [(case, way) for case in CASES for way in case["textes"]]


def test_all_nine_are_there_in_three_ways():
    assert [c["cas"] for c in CASES] == list(range(1, 10))
    assert all(set(c["textes"]) == {"description", "note", "dicte"} for c in CASES)


@pytest.mark.parametrize("case, way", TOLD, ids=[f"cas_{c['cas']}-{w}" for c, w in TOLD])
async def test_case_is_oriented_at_once(case, way, new_partner):
    partner = new_partner(canal="voix" if way == "dicte" else "web")
    await partner.say(case["textes"][way])
    decided = partner.payload("orientation")
    if decided is None and case["cas"] == 8:  # what is due to health may be asked, then denied
        await partner.say("non")
        decided = partner.payload("orientation")
    assert decided is not None, partner.messages
    assert decided["orientation"] == case["orientation"]
    assert set(case["missions"]) <= set(decided["missions"])
    assert decided["cas_pratique"] == case["cas"]
    read = {fact: decided["faits"].get(fact) for fact in case["faits"]}
    assert read == case["faits"]
    assert decided["contacts"] and decided["etapes"] and decided["reference"]


@pytest.mark.parametrize("case", CASES, ids=[f"cas_{c['cas']}" for c in CASES])
async def test_reasons_are_the_partners_own_words(case, new_partner):
    partner = new_partner()
    text = case["textes"]["description"]
    await partner.say(text)
    decided = partner.payload("orientation")
    assert decided["motifs"]
    for reason in decided["motifs"]:
        assert reason["preuve"] and reason["preuve"] in text
        assert reason["source"].startswith(("livret", "contrat", "dérivé"))
