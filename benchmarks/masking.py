"""How much of what identifies is masked, and how much of the rest is lost.

    python -m benchmarks.masking [--each 60] [--seed 7] [--show N]

Identifiers made up by tests/identifiers.py, alone and inside the messages of tests/cases/dev, in four guises: as typed,
without accents, in capitals, in small letters without punctuation. Recall: samples of which nothing is left. Spared:
samples of which no other word is gone.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import defaultdict
from pathlib import Path
from typing import Iterator

from bot.privacy import masker
from tests.guises import capitals, unaccented
from tests.identifiers import Sample, samples

CASES = Path(__file__).resolve().parents[1] / "tests" / "cases" / "dev"


def dictated(text: str) -> str:
    """Small letters, no punctuation but what is inside words and addresses."""
    return re.sub(r"[,;:!?()\n]+ *|(?<!m)\.(?=\s|$) *", " ", text.lower())


GUISES = {
    "tapé": str, "sans accents": unaccented, "capitales": capitals, "minuscules": dictated,
}  # fmt: skip


def contexts() -> list[str]:
    """Messages of the cases in which nothing is masked."""
    mask = masker().mask
    found = []
    for path in sorted(CASES.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            text = json.loads(line)["texte"]
            if not mask(text).kinds:
                found.append(text)
    return found


def placed(sample: Sample, rng: random.Random, messages: list[str]) -> Sample:
    """The sample alone, or before, inside or after a message of the cases."""
    where = rng.random()
    if where < 0.3 or "\n" in sample.text and where < 0.6:
        return sample
    message = rng.choice(messages)
    ends = [m.end() for m in re.finditer(r"[a-zé]{3}\. ", message)]
    cut = rng.choice([0, *ends])
    return sample.around(message[:cut], ". " + message[cut:])


def run(each: int, seed: int) -> Iterator[tuple[str, Sample, str]]:
    """(guise, sample, masked) for `each` samples of each kind in each guise."""
    rng, messages, made = random.Random(seed), contexts(), samples(random.Random(seed))
    counts: dict[tuple[str, str], int] = defaultdict(int)
    kinds: set[str] = set()
    for sample in made:
        kinds.add(sample.kind)
        guise = list(GUISES)[counts[sample.kind, ""] % len(GUISES)]
        counts[sample.kind, ""] += 1
        there = placed(sample, rng, messages).changed(GUISES[guise])
        yield guise, there, masker().mask(there.text).text
        if min(counts[k, ""] for k in kinds) >= each * len(GUISES):
            return


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--each", type=int, default=60)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--show", type=int, default=0)
    args = parser.parse_args()
    total: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    shown = 0
    for guise, sample, masked in run(args.each, args.seed):
        leaks, losses = sample.leaks(masked), sample.losses(masked)
        for key in ((sample.kind, guise), (sample.kind, "tous"), ("tous", guise), ("tous", "tous")):
            total[key][0] += 1
            total[key][1] += not leaks
            total[key][2] += not losses
        if (leaks or losses) and shown < args.show:
            shown += 1
            print(
                f"[{sample.kind}, {guise}] reste {leaks}, perdu {losses}\n  {sample.text}\n  {masked}"
            )
    guises = [*GUISES, "tous"]
    print(f"{'rappel / épargné':26}" + "".join(f"{g:>16}" for g in guises))
    for kind in dict.fromkeys(k for k, _ in total):
        cells = (total[kind, g] for g in guises)
        print(f"{kind:26}" + "".join(f"{c[1] / c[0]:>9.3f}/{c[2] / c[0]:.3f} " for c in cells))
    print(f"{total['tous', 'tous'][0]} messages")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
