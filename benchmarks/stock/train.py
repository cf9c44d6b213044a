"""Trains the stock French pipeline of Rasa on what our understanding learns from.

    python -m benchmarks.stock.train        (half an hour to an hour; kept in models/stock)

Each labelled clause of data/examples is a sentence of the intent « fact__value ».
"""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from pathlib import Path

from actions.assembly import DATA, ROOT
from bot.catalogue import load_catalogue
from bot.understanding.examples import of_clauses, read_examples

HERE = Path(__file__).resolve().parent
WORK = ROOT / "models" / "stock"


def _example(text: str) -> str:
    return "    - " + " ".join(text.replace("[", "(").replace("]", ")").split())


def write_data(folder: Path) -> int:
    """Write nlu.yml and domain.yml under `folder`; the number of sentences."""
    by_intent: dict[str, list[str]] = defaultdict(list)
    for example in of_clauses(read_examples(DATA / "examples", load_catalogue(DATA / "faits.yml"))):
        by_intent[example.label.replace("=", "__")].append(_example(example.text))
    folder.mkdir(parents=True, exist_ok=True)
    nlu = ['version: "3.1"', "nlu:"]
    for intent, examples in sorted(by_intent.items()):
        nlu += [f"- intent: {intent}", "  examples: |", *examples]
    (folder / "nlu.yml").write_text("\n".join(nlu) + "\n", encoding="utf-8")
    domain = ['version: "3.1"', "intents:", *(f"- {i}" for i in sorted(by_intent))]
    (folder / "domain.yml").write_text("\n".join(domain) + "\n", encoding="utf-8")
    return sum(map(len, by_intent.values()))


def main() -> int:
    """Write the data, train, say how long it took."""
    import rasa.model_training

    count = write_data(WORK)
    start, cpu = time.monotonic(), time.process_time()
    rasa.model_training.train_nlu(
        config=str(HERE / "config.yml"),
        nlu_data=str(WORK / "nlu.yml"),
        output=str(WORK),
        fixed_model_name="stock",
        domain=str(WORK / "domain.yml"),
    )
    print(f"{count} sentences, {time.monotonic() - start:.0f} s, "
          f"{time.process_time() - cpu:.0f} s of CPU")  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main())
