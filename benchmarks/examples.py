"""How much of the examples of `data/examples/` the patterns read by themselves.

    python -m benchmarks.examples [--fait F] [--misses N]

Each example states one fact: read with its value (hit), with another (wrong), or not at all (missed).
"""

from __future__ import annotations

import argparse
import collections
import datetime
import sys

from actions.assembly import DATA
from bot.catalogue import load_catalogue
from bot.understanding.examples import RIEN, of_clauses, read_examples
from bot.understanding.reader import Reader


def main() -> int:
    """Print a row a fact, and the misses."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--fait")
    parser.add_argument("--misses", type=int, default=0)
    args = parser.parse_args()
    catalogue = load_catalogue(DATA / "faits.yml")
    reader = Reader.load(DATA, catalogue, lambda: datetime.date(2026, 11, 21))
    counts: dict[tuple[str, object], collections.Counter] = {}
    shown = 0
    for example in of_clauses(read_examples(DATA / "examples", catalogue)):
        text, fait, value = example.text, example.topic, example.value
        if args.fait and fait != args.fait:
            continue
        read = {a.fait: a for a in reader.read(text).assertions if a.retenue and a.fait != "profil"}
        got = read.get(fait)
        if fait == RIEN:
            kind = (
                "wrong"
                if set(read) - {"age", "departement", "situation_professionnelle"}
                else "hit"
            )
        elif value == "aucune" and (got is None or got.valeur == "aucune"):
            kind = "hit"
        else:
            kind = "missed" if got is None else "hit" if got.valeur == value else "wrong"
        counts.setdefault((fait, value), collections.Counter())[kind] += 1
        if kind != "hit" and shown < args.misses:
            shown += 1
            print(f"{kind} {fait}={value} { ({f: a.preuve for f, a in read.items()}) }\n    {text}")
    for (fait, value), c in counts.items():
        total = sum(c.values())
        print(
            f"{fait:24s} {value!s:22s} hit {c['hit'] / total:.2f} wrong {c['wrong']:3d} missed {c['missed']:3d}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
