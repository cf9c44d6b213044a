"""Scores the reading of marked sentences: per-fact precision and recall, and the sentences behind.

    python -m benchmarks.understanding [tests/corpus/dev/*.txt] [--fait F] [--errors N] [--silent]

A fact read with an accepted value is a hit; read with another value, or where none is marked, it is
wrong; marked and not read, it is missed. Facts implied by a marked one (`probleme_sante`) are free.
"""

from __future__ import annotations

import argparse
import collections
import datetime
import sys
from pathlib import Path

from actions.assembly import DATA, contact_codes
from actions.policy import load_policy
from actions.policy.engine import deduce
from bot.catalogue import load_catalogue
from bot.understanding.loading import load_reader
from bot.understanding.reader import Reader
from tests.marked import Marked, read_marked

TODAY = datetime.date(2026, 11, 21)
DEFAULT = Path(__file__).resolve().parents[1] / "tests" / "corpus" / "dev"


def same(one, other) -> bool:
    """Equal values; numbers within half a unit."""
    if isinstance(one, (int, float)) and not isinstance(one, bool):
        return isinstance(other, (int, float)) and abs(one - other) <= 0.5
    return one == other


def score(sentences: list[Marked], reader: Reader, policy) -> tuple[dict, list]:
    """Counts by fact (hit, wrong, missed) and the errors (kind, fact, marked, read, sentence)."""
    counts = collections.defaultdict(collections.Counter)
    errors = []
    for sentence in sentences:
        read = {a.fait: a for a in reader.read(sentence.text).assertions if a.retenue}
        expected = sentence.expected()
        implied = deduce(policy, {f: next(iter(v)) for f, v in expected.items()})
        for fait, accepted in expected.items():
            if fait in read and any(same(v, read[fait].valeur) for v in accepted):
                counts[fait]["hit"] += 1
            elif fait in read:
                counts[fait]["wrong"] += 1
                errors.append(("wrong", fait, accepted, read[fait], sentence))
            elif not (fait == "profil" and "partenaire" in accepted):
                counts[fait]["missed"] += 1
                errors.append(("missed", fait, accepted, None, sentence))
        for fait, assertion in read.items():
            free = fait in implied and same(implied[fait], assertion.valeur)
            if fait not in expected and not free and assertion.valeur != "aucune":
                counts[fait]["wrong"] += 1
                errors.append(("extra", fait, None, assertion, sentence))
    return counts, errors


def line(name: str, c: collections.Counter) -> str:
    """One row of the table."""
    p = c["hit"] / max(1, c["hit"] + c["wrong"])
    r = c["hit"] / max(1, c["hit"] + c["missed"] + c["wrong"])
    counts = f"hit {c['hit']:4d} wrong {c['wrong']:4d} missed {c['missed']:4d}"
    return f"{name:26s} P {p:.3f}  R {r:.3f}  {counts}"


def main() -> int:
    """Print the table, by fact and by file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--fait")
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--silent", action="store_true", help="figures only, no sentence")
    args = parser.parse_args()
    catalogue = load_catalogue(DATA / "faits.yml")
    policy = load_policy(DATA / "policy", catalogue, contact_codes(DATA / "directory"))
    reader = load_reader(lambda: TODAY)
    files = args.files or sorted(DEFAULT.glob("*.txt"))
    total, by_file = collections.defaultdict(collections.Counter), {}
    shown = 0
    for path in files:
        counts, errors = score(list(read_marked(path)), reader, policy)
        by_file[path.name] = sum(counts.values(), collections.Counter())
        for fait, c in counts.items():
            total[fait] += c
        for kind, fait, accepted, read, sentence in errors:
            if args.silent or shown >= args.errors or (args.fait and fait != args.fait):
                continue
            shown += 1
            got = f"{read.valeur} « {read.preuve} »" if read else ""
            print(
                f"{kind} {fait} {accepted or ''} {got}\n"
                f"    {path.name}:{sentence.line} {sentence.text}"
            )
    for fait, c in sorted(total.items()):
        print(line(fait, c))
    for name, c in by_file.items():
        print(line(name, c))
    print(line("TOTAL", sum(total.values(), collections.Counter())))
    return 0


if __name__ == "__main__":
    sys.exit(main())
