"""Acts of dialogue: how each message of tests/corpus/actes.txt is read, and what is confused.

    python -m benchmarks.acts [FILE] [--errors N]

An act taken for another one than `incompris` is a guess; `incompris`, or a description in which no
fact is read, is an abstention.
"""

from __future__ import annotations

import argparse
import collections
import sys
from pathlib import Path

from actions.assembly import ROOT
from bot.understanding.loading import reader


def read_acts_file(path: Path) -> list[tuple[str, str]]:
    """(act, message) a line."""
    lines = path.read_text(encoding="utf-8").splitlines()
    cut = (line.partition("\t") for line in lines if line.strip() and line[0] != "#")
    return [(act, text) for act, _, text in cut]


def main() -> int:
    """Print a row an act."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "file", nargs="?", type=Path, default=ROOT / "tests" / "corpus" / "actes.txt"
    )
    parser.add_argument("--errors", type=int, default=0)
    args = parser.parse_args()
    counts: dict[str, collections.Counter] = collections.defaultdict(collections.Counter)
    shown = 0
    for act, text in read_acts_file(args.file):
        reading = reader().read(text)
        got = reading.acte
        empty = not any(a.retenue and a.fait != "profil" for a in reading.assertions)
        if got == "decrire_situation" and empty and act != got:
            got = "(rien de lu)"
        counts[act][got] += 1
        if got != act and shown < args.errors:
            shown += 1
            print(f"{act} → {got}\n    {text}")
    right = sum(c[a] for a, c in counts.items())
    abstained = sum(
        c["incompris"] + c["(rien de lu)"] for a, c in counts.items() if a != "incompris"
    )
    total = sum(sum(c.values()) for c in counts.values())
    for act, c in counts.items():
        others = ", ".join(f"{k} {n}" for k, n in c.most_common() if k != act)
        print(f"{act:20s} {c[act]:3d} / {sum(c.values()):3d}   {others}")
    print(f"right {right / total:.3f}  abstained {abstained / total:.3f}  "
          f"guessed wrong {(total - right - abstained) / total:.3f}  ({total} messages)")  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main())
