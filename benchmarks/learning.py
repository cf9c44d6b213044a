"""How well authors are read whom the encoder has never seen.

    python -m benchmarks.learning --encoder FOLDER --held 34 [--from FOLDER] [--failures N]

FOLDER is an encoder that has not learnt from the authors whose messages begin with one of the letters of
--held (encoder/README.md: `encoder.learn --held`, then `encoder.export --to FOLDER`). Their messages are
played as labelled cases by the simulated partner, file by file: what a first contact with new people gives.
"""

from __future__ import annotations

import argparse
import datetime
import json
import sys
from dataclasses import replace
from pathlib import Path

from benchmarks.cases import InProcess, load_simulate
from bot.understanding.encoder.encoder import Encoder
from bot.understanding.loading import DATA, load_reader
from bot.understanding.reader import Reader
from bot.understanding.training import WRITTEN_ON
from tools.cases_from_marks import case_of


def scored(cases: list[dict], reader: Reader, today: datetime.date = WRITTEN_ON) -> dict:
    """The outcome of simulate.py on `cases`."""
    simulate, partner = load_simulate(), InProcess(today)
    partner.reader = reader
    simulate.send = partner.send
    results = [simulate.run_case(case, "", 1.0) for case in cases]
    hit = sum(r["facts"]["hit"] for r in results)
    wrong = sum(len(r["facts"]["wrong"]) for r in results)
    missed = sum(len(r["facts"]["missed"]) for r in results)
    return {
        "cases": len(cases),
        "right": sum(r["right"] for r in results) / len(results),
        "dangerous": sum(r["dangerous"] for r in results),
        "precision": hit / max(1, hit + wrong),
        "recall": hit / max(1, hit + wrong + missed),
        "questions": sum(len(r["questions"]) for r in results) / len(results),
        "failures": [(r, c) for r, c in zip(results, cases) if not r["right"]],
    }


def row(name: str, outcome: dict) -> str:
    """One line of the table."""
    return (f"{name:14s} {outcome['cases']:4d} cases  orientation {outcome['right']:.3f}  "
            f"dangerous {outcome['dangerous']:2d}  P {outcome['precision']:.3f}  "
            f"R {outcome['recall']:.3f}  questions {outcome['questions']:.2f}")  # fmt: skip


def main() -> int:
    """Print a row a file of the held authors."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--encoder", type=Path, default=DATA / "encoder")
    parser.add_argument("--held", required=True)
    parser.add_argument("--from", dest="folder", type=Path, default=DATA / "messages")
    parser.add_argument("--failures", type=int, default=0)
    args = parser.parse_args()
    reader = replace(load_reader(lambda: WRITTEN_ON), encoder=Encoder.load(args.encoder))
    outcomes = []
    for path in sorted(args.folder.glob("*.jsonl")):
        if path.stem[0] not in args.held:
            continue
        outcome = scored(marked_cases(path), reader)
        outcomes.append(outcome)
        print(row(path.stem, outcome), flush=True)
        for result, case in outcome["failures"][: args.failures]:
            print(f"   {case['id']} {case['orientation']} -> {result['orientation']} "
                  f"{result['facts']['wrong']}\n      {case['texte'][:300]}")  # fmt: skip
    print(row("ensemble", together(outcomes)))
    return 0


def together(outcomes: list[dict]) -> dict:
    """Several outcomes as one: means weighed by their cases, dangers added."""
    cases = sum(o["cases"] for o in outcomes)
    means = ("right", "precision", "recall", "questions")
    return {
        "cases": cases,
        "dangerous": sum(o["dangerous"] for o in outcomes),
        **{m: sum(o[m] * o["cases"] for o in outcomes) / max(1, cases) for m in means},
    }


def marked_cases(path: Path) -> list[dict]:
    """The messages of a file of data/messages, as labelled cases."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [case_of(json.loads(line)) for line in lines if line.strip()]


if __name__ == "__main__":
    sys.exit(main())
