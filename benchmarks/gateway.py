"""What the gateway hears, scored: words, key terms, orientations, with and without the repair.

    .venv-gateway/bin/python -m gateway.measures.recognition     # speaks and hears: var/mesures/entendu.tsv
    python -m benchmarks.gateway [FILE.tsv] [--orientation]

Same sentences, marks and scores as benchmarks.hearing.
"""

from __future__ import annotations

import argparse
import csv
import datetime
import re
from collections import defaultdict
from pathlib import Path
from typing import Callable, Dict, List

from benchmarks.hearing import ROOT, messages, score
from bot.calls.conducting import BELIEVED
from bot.hearing import repair
from tools.cases_from_marks import case_of

Row = Dict[str, str]
_FILE = ROOT / "var" / "mesures" / "entendu.tsv"


def read(path: Path) -> Dict[tuple[str, str], List[Row]]:
    """(line, voice) → what was heard."""
    found = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
            found[(row["ligne"], row["voix"])].append(row)
    return found


def words(rows: List[Row]) -> str:
    """Errors and key terms, as heard and repaired; what it cost; how sure it was."""
    marked = messages()
    pairs = [(re.sub(r"\{[^}]*\}", "", marked[r["id"]]["marque"]), r["entendu"]) for r in rows]
    cost = sum(float(r["calcul"]) for r in rows) / sum(float(r["duree"]) for r in rows)
    sure = sorted(float(r["confiance"]) for r in rows)
    return f"{score(pairs)}  {cost:.3f} s de calcul par s, confiance médiane {sure[len(sure) // 2]:.2f}"


def orientations(rows: List[Row]) -> None:
    """The sentences played as cases, as written, as heard, repaired.

    « crues » are those the channel believes; it has the others said again, then hands over to a person.
    """
    from benchmarks.cases import InProcess, load_simulate

    simulate = load_simulate()
    simulate.send = InProcess(datetime.date(2026, 11, 30)).send
    known = messages()
    rows = [row for row in rows if known[row["id"]].get("orientation")]
    ways: Dict[str, Callable[[Row], str]] = {
        "écrit": lambda r: case_of(known[r["id"]])["texte"],
        "entendu": lambda r: r["entendu"],
        "réparé": lambda r: repair(r["entendu"]).text,
    }
    for name, way in ways.items():
        played = [
            simulate.run_case({**case_of(known[r["id"]]), "texte": way(r)}, "", 30) for r in rows
        ]
        print(f"    {name:8} {_told(played)}")
        believed = [p for r, p in zip(rows, played) if float(r["confiance"]) >= BELIEVED]
        if name != "écrit" and believed:
            print(f"      dont crues   {_told(believed)}")


def _told(played: List[dict]) -> str:
    right, dangerous = sum(p["right"] for p in played), sum(p["dangerous"] for p in played)
    return f"orientation {right / len(played):.3f}, {dangerous} dangereuses ({len(played)})"


def main() -> int:
    """Print a line for each line and voice."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path, default=_FILE)
    parser.add_argument("--orientation", action="store_true")
    args = parser.parse_args()
    for (line, voice), rows in sorted(read(args.file).items()):
        print(f"{line}, {voice} : {words(rows)}")
        if args.orientation:
            orientations(rows)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
