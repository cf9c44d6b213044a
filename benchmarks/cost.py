"""CPU spent reading one message, in milliseconds, median over the written cases of 45 to 75 words.

OMP_NUM_THREADS=1 python -m benchmarks.cost
"""

from __future__ import annotations

import datetime
import json
import statistics
import sys
import time
from dataclasses import replace
from typing import Callable

from actions.assembly import ROOT
from bot.understanding.loading import load_reader
from bot.understanding.text import Words


def median_ms(work: Callable[[object], object], inputs: list) -> float:
    """Median CPU of `work` over `inputs`, each done three times."""
    spent = []
    for item in inputs * 3:
        start = time.process_time()
        work(item)
        spent.append(1000 * (time.process_time() - start))
    return statistics.median(spent)


def of_sixty_words() -> list[str]:
    """Written messages of 45 to 75 words."""
    cases = (ROOT / "tests" / "cases" / "dev" / "a_ecrits.jsonl").read_text(encoding="utf-8")
    texts = [json.loads(line)["texte"] for line in cases.splitlines()]
    return [t for t in texts if 45 <= len(t.split()) <= 75]


def main() -> int:
    """Print a line a part."""
    reader = load_reader(datetime.date.today)
    texts = of_sixty_words()
    reader.read(texts[0])
    words = [Words(t, reader.vocabulary.abbreviations, reader.speller) for t in texts]
    silent = replace(reader, encoder=None)
    print(f"{len(texts)} messages")
    print(
        f"patterns               {median_ms(lambda w: list(reader.vocabulary.find(w)), words):6.1f}"
    )
    print(f"all but the encoder    {median_ms(silent.read, texts):6.1f}")
    told = [[set() for _ in w.tokens] for w in words]
    judged = list(zip((w.tokens for w in words), told))
    print(f"the encoder            {median_ms(lambda j: reader.encoder.judge(*j), judged):6.1f}")
    print(f"all                    {median_ms(reader.read, texts):6.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
