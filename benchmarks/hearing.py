"""What the repair of recognition is worth, on words, on key terms, on orientations, and what it costs.

    python -m benchmarks.hearing [--changes] [--orientation] [--part tenu]

Word errors: of every 100 words said, how many are wrong, missing or too many, both sides as the understanding
sees them (numbers in figures, elisions opened). Key terms: of the words marked in the true text, how many were heard.
--changes: every change made to the messages and cases nobody spoke, to be looked at. --orientation: the spoken
messages are played as cases, as they were written, as they were heard, and repaired. --part: only that part of
whisper.tsv.
"""

from __future__ import annotations

import argparse
import csv
import datetime
import json
import re
import time
from collections import Counter
from pathlib import Path
from typing import Callable, Iterator

from bot.hearing import repair
from bot.understanding.marks import read_marks
from bot.understanding.text import PUNCTUATION, Words
from tools.cases_from_marks import case_of

ROOT = Path(__file__).resolve().parents[1]
HEARING = ROOT / "tests" / "hearing"
_KEY = re.compile(r"\[([^\]]*)\]")
#: Dictated sentences of the tests, and everything else that nobody spoke.
_CLEAN = ("data/messages/*.jsonl", "tests/cases/dev/*.jsonl", "tests/cases/frozen/*.jsonl")


def rows(name: str) -> list[dict[str, str]]:
    """The lines of a file of tests/hearing, by the names of its columns."""
    with (HEARING / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


def tokens(text: str) -> list[str]:
    """Canonical words without punctuation."""
    return [t for t in Words(text).tokens if t not in PUNCTUATION]


def errors(said: list[str], heard: list[str]) -> int:
    """Words wrong, missing or too many."""
    last = list(range(len(heard) + 1))
    for i, a in enumerate(said, 1):
        row = [i]
        for j, b in enumerate(heard, 1):
            row.append(min(last[j] + 1, row[-1] + 1, last[j - 1] + (a != b)))
        last = row
    return last[-1]


def key_words(marked: str) -> Counter[str]:
    """The words between brackets that tell something: figures, and words of four letters or more."""
    found = [t for span in _KEY.findall(marked) for t in tokens(span)]
    return Counter(t for t in found if len(t) > 3 or t.isdigit() or not t.isalpha())


def score(pairs: list[tuple[str, str]]) -> str:
    """Word errors and key terms of (true text with brackets, heard text), as heard and repaired."""
    cells = []
    for fix in (str, lambda text: repair(text).text):
        wrong = said = right = keys = 0
        for marked, heard in pairs:
            true, read = tokens(_KEY.sub(r"\1", marked)), tokens(fix(heard))
            wrong, said = wrong + errors(true, read), said + len(true)
            wanted = key_words(marked)
            right, keys = (
                right + sum((wanted & Counter(read)).values()),
                keys + sum(wanted.values()),
            )
        cells.append(
            f"{100 * wrong / said:5.1f} % d'erreurs, {100 * right / max(keys, 1):5.1f} % des termes"
        )
    return f"{cells[0]}  →  {cells[1]}  ({len(pairs)} phrases, {keys} termes)"


def whisper_pairs(column: str, part: str) -> list[tuple[str, str]]:
    """The spoken messages, their marks made brackets, and what was heard."""
    marked = messages()
    return [
        (re.sub(r"\{[^}]*\}", "", marked[row["id"]]["marque"]), row[column])
        for row in rows("whisper.tsv")
        if part in ("", row["partie"])
    ]


def messages() -> dict[str, dict]:
    """The labelled messages by id."""
    found = {}
    for path in sorted((ROOT / "data" / "messages").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            message = json.loads(line)
            found[message["id"]] = message
    return found


def clean_texts() -> Iterator[tuple[str, str, str]]:
    """(file, channel, text) of what nobody spoke."""
    for pattern in _CLEAN:
        for path in sorted(ROOT.glob(pattern)):
            for line in path.read_text(encoding="utf-8").splitlines():
                case = json.loads(line)
                text = case["texte"] if "texte" in case else read_marks(case["marque"])[0]
                yield f"{path.parent.name}/{path.stem}", case.get("canal", "web"), text


def clean(shown: bool) -> None:
    """Changes of texts that were typed, or dictated and typed: none but real repairs are due."""
    counts: Counter[str] = Counter()
    start = time.process_time()
    words = 0
    for where, channel, text in clean_texts():
        words += len(text.split())
        counts[f"textes {channel}"] += 1
        for c in repair(text).changes:
            counts[f"changements {channel}, {c.stage}"] += 1
            if shown:
                around = (
                    ""
                    if where.startswith("frozen")
                    else f"   | …{text[max(0, c.start - 20) : c.end + 15]}…"
                )
                print(f"  {where} [{c.stage}] {c.heard} → {c.read}{around}")
    spent = time.process_time() - start
    print(f"{words} mots ; " + ", ".join(f"{k} : {n}" for k, n in sorted(counts.items())))
    print(f"{40_000 * spent / words:.1f} ms de calcul pour 40 mots")


def orientations(part: str) -> None:
    """The spoken messages played as cases, from each text."""
    from benchmarks.cases import InProcess, load_simulate

    simulate = load_simulate()
    simulate.send = InProcess(datetime.date(2026, 11, 30)).send
    known = messages()
    spoken = [
        r
        for r in rows("whisper.tsv")
        if part in ("", r["partie"]) and known[r["id"]].get("orientation")
    ]
    ways: dict[str, Callable[[dict[str, str]], str]] = {
        "écrit": lambda r: case_of(known[r["id"]])["texte"],
        "entendu": lambda r: r["entendu"],
        "entendu, réparé": lambda r: repair(r["entendu"]).text,
        "avec contexte": lambda r: r["entendu_contexte"],
        "avec contexte, réparé": lambda r: repair(r["entendu_contexte"]).text,
    }
    for name, way in ways.items():
        right = dangerous = hit = wrong = missed = 0
        for row in spoken:
            case = {**case_of(known[row["id"]]), "texte": way(row)}
            played = simulate.run_case(case, "", 30)
            right, dangerous = right + played["right"], dangerous + played["dangerous"]
            hit += played["facts"]["hit"]
            wrong += len(played["facts"]["wrong"])
            missed += len(played["facts"]["missed"])
        print(
            f"{name:22} orientation {right / len(spoken):.3f}, {dangerous} dangereuses, faits : précision "
            f"{hit / (hit + wrong):.3f} rappel {hit / (hit + missed):.3f} ({len(spoken)} messages)"
        )


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--changes", action="store_true")
    parser.add_argument("--orientation", action="store_true")
    parser.add_argument("--part", default="")
    args = parser.parse_args()
    for name in ("dev", "frozen"):
        print(f"{name:10} {score([(r['vrai'], r['entendu']) for r in rows(f'{name}.tsv')])}")
    for column in ("entendu", "entendu_contexte"):
        print(f"whisper, {column:17} {score(whisper_pairs(column, args.part))}")
    clean(args.changes)
    if args.orientation:
        orientations(args.part)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
