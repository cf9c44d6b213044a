"""How well the learnt part reads authors it has never seen.

    python -m benchmarks.learning [--held ahsv] [--failures N]

The messages of data/messages whose id begins with one of the letters of --held are left out of the
learning, then played as labelled cases by the simulated partner, file by file: what a first contact
with new people gives. Takes as long as learning does, and a minute a file.
"""

from __future__ import annotations

import argparse
import datetime
import json
import sys
from dataclasses import replace
from pathlib import Path

from benchmarks.cases import InProcess, load_simulate
from bot.catalogue import load_catalogue
from bot.understanding.examples import read_examples
from bot.understanding.loading import DATA, load_reader
from bot.understanding.messages import read_messages
from bot.understanding.reader import Reader
from bot.understanding.training import WRITTEN_ON, learn_all
from tools.cases_from_marks import case_of


def reader_without(held: str) -> Reader:
    """A reader that has learnt nothing from the authors `held`."""
    catalogue = load_catalogue(DATA / "faits.yml")
    patterns = Reader.load(DATA, catalogue, lambda: WRITTEN_ON)
    messages = [m for m in read_messages(DATA / "messages", catalogue) if m.id[0] not in held]
    learnt = learn_all(patterns, messages, read_examples(DATA / "examples", catalogue))
    return replace(load_reader(lambda: WRITTEN_ON), learnt=learnt)


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
    """Learn without the held authors, print a row a file of theirs."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--held", default="ahsv")
    parser.add_argument("--failures", type=int, default=0)
    args = parser.parse_args()
    reader = reader_without(args.held)
    for path in sorted((DATA / "messages").glob("*.jsonl")):
        if path.stem[0] not in args.held:
            continue
        outcome = scored(marked_cases(path), reader)
        print(row(path.stem, outcome), flush=True)
        for result, case in outcome["failures"][: args.failures]:
            print(f"   {case['id']} {case['orientation']} -> {result['orientation']} "
                  f"{result['facts']['wrong']}\n      {case['texte'][:300]}")  # fmt: skip
    return 0


def marked_cases(path: Path) -> list[dict]:
    """The messages of a file of data/messages, as labelled cases."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [case_of(json.loads(line)) for line in lines if line.strip()]


if __name__ == "__main__":
    sys.exit(main())
