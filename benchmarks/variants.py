"""Compares ways of understanding on the same texts: what pays, what does not.

    python -m benchmarks.variants [--cases FILE.jsonl …] [--sentences FILE.txt …] [--stock]

Variants: the patterns alone, the learnt part alone (blind to what patterns read), both (what runs), both
with the negations found by spaCy's dependency parse, and with --stock Rasa's French pipeline trained on the same data
(python -m benchmarks.stock.train first). For each: facts read in marked sentences (precision,
recall), whole cases (orientation, dangerous errors, questions), CPU a message of about 60 words.
By default the frozen texts: only figures are printed, never a sentence of them.
"""

from __future__ import annotations

import argparse
import collections
import datetime
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from actions.assembly import DATA, ROOT, contact_codes
from actions.policy import load_policy
from benchmarks.cases import InProcess, load_simulate
from benchmarks.cost import median_ms, of_sixty_words
from benchmarks.parsed import ParsedQualifiers
from benchmarks.understanding import score
from bot.catalogue import load_catalogue
from bot.understanding.loading import load_reader
from bot.understanding.reader import Reader
from bot.understanding.vocabulary import Vocabulary
from tests.marked import read_marked

TODAY = datetime.date(2026, 11, 21)


def learnt_alone(reader: Reader) -> Reader:
    """The learnt part without the patterns.

    Ages, lengths and places, which are grammar rather than meaning, are read as always.
    """
    vocabulary = reader.vocabulary
    return replace(reader, vocabulary=Vocabulary((), vocabulary.lists, vocabulary.abbreviations))


def scored_sentences(files: list[Path], reader: Any, policy: Any) -> str:
    """Precision and recall over marked sentences."""
    total: collections.Counter = collections.Counter()
    for path in files:
        counts, _ = score(list(read_marked(path)), reader, policy)
        total += sum(counts.values(), collections.Counter())
    precision = total["hit"] / max(1, total["hit"] + total["wrong"])
    recall = total["hit"] / max(1, total["hit"] + total["missed"] + total["wrong"])
    return f"sentences P {precision:.3f} R {recall:.3f}"


def scored_cases(files: list[Path], reader: Any) -> str:
    """Orientation, dangerous errors and questions over whole cases."""
    simulate = load_simulate()
    partner = InProcess(TODAY)
    partner.reader = reader
    simulate.send = partner.send
    cases = [json.loads(line) for path in files for line in path.read_text("utf-8").splitlines()]
    results = [simulate.run_case(case, "", 1.0) for case in cases]
    right = sum(r["right"] for r in results) / len(results)
    asked = sum(len(r["questions"]) for r in results) / len(results)
    dangerous = sum(r["dangerous"] for r in results)
    return f"{len(cases)} cases  right {right:.3f}  dangerous {dangerous:2d}  questions {asked:.2f}"


def main() -> int:
    """Print a row a variant."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cases", nargs="*", type=Path)
    parser.add_argument("--sentences", nargs="*", type=Path)
    parser.add_argument("--stock", action="store_true")
    parser.add_argument("--only", help="one variant, by the beginning of its name")
    args = parser.parse_args()
    tests = ROOT / "tests"
    cases = args.cases or sorted((tests / "cases" / "frozen").glob("*.jsonl"))
    sentences = args.sentences or sorted((tests / "corpus" / "frozen").glob("*.txt"))
    catalogue = load_catalogue(DATA / "faits.yml")
    policy = load_policy(DATA / "policy", catalogue, contact_codes(DATA / "directory"))
    reader = load_reader(lambda: TODAY)
    variants: dict[str, Any] = {
        "patterns alone": replace(reader, encoder=None),
        "learnt alone": learnt_alone(reader),
        "both": reader,
        "both, spaCy's negations": replace(
            reader, qualifiers=ParsedQualifiers.of_(reader.qualifiers)
        ),
    }
    if args.stock:
        from benchmarks.stock.reader import StockReader

        variants["stock Rasa pipeline"] = StockReader(reader)
    texts = of_sixty_words()
    for name, variant in variants.items():
        if args.only and not name.startswith(args.only):
            continue
        told = scored_sentences(sentences, variant, policy)
        decided = scored_cases(cases, variant)
        cost = median_ms(variant.read, texts)
        print(f"{name:26s} {told}  {decided}  {cost:6.1f} ms", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
