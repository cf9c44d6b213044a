"""The labelled cases that rules are tuned on, replayed by the simulated partner: a floor.

The frozen cases are scored by `make simulate-frozen` and reported in docs/figures.md, never here:
a test that fails on them would invite tuning on them.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from benchmarks.cases import SIMULATE, InProcess, load_simulate
from tests.conftest import TODAY

CASES = Path(__file__).resolve().parents[1] / "cases"
DEV = sorted(CASES.glob("dev/*.jsonl"))


def test_every_case_is_well_formed(catalogue, policy):
    ids = []
    for path in sorted(CASES.glob("*/*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            case = json.loads(line)
            ids.append((path.parent.name, case["id"]))
            assert case["canal"] in ("web", "voix") and case["texte"].strip()
            for facts in (case["explicites"], case.get("latents", {})):
                for fait, value in facts.items():
                    assert catalogue[fait].legal(value), (case["id"], fait, value)
            assert not set(case["explicites"]) & set(case.get("latents", {})), case["id"]
    assert len(ids) == len(set(ids)) >= 300


@pytest.mark.skipif(
    not SIMULATE.exists(), reason="shared/eval/simulate.py is not beside this clone"
)
def test_the_dev_cases_are_oriented_without_danger(tmp_path, monkeypatch, capsys):
    report = tmp_path / "report.json"
    simulate = load_simulate()
    simulate.send = InProcess(TODAY).send
    monkeypatch.setattr(
        sys, "argv", ["simulate.py", *map(str, DEV), "--jobs", "1", "--report", str(report)]
    )
    simulate.main()
    summary = json.loads(report.read_text(encoding="utf-8"))["summary"]
    assert summary["errors"] == 0
    assert summary["dangerous"] == 0, capsys.readouterr().out
    assert summary["orientation"] >= 0.95, capsys.readouterr().out
    assert summary["questions_mean"] <= 1.0
