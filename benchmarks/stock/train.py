"""Trains the stock French pipeline of Rasa on what our understanding learns from.

    python -m benchmarks.stock.train        (half an hour to an hour; kept in models/stock)

Each labelled clause of data/examples is a sentence of the intent « fact=value »; the marked words
of tests/corpus/dev are entities « fact=value » in sentences of the intent decrire_situation.
"""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from pathlib import Path

from actions.assembly import DATA, ROOT
from bot.catalogue import load_catalogue
from bot.understanding.examples import of_clauses, read_examples
from tests.marked import _MARK

HERE = Path(__file__).resolve().parent
WORK = ROOT / "models" / "stock"
DESCRIBE = "decrire_situation"


def _example(text: str) -> str:
    return "    - " + " ".join(text.replace("[", "(").replace("]", ")").split())


def label(fait: str, value: object) -> str:
    """A fact and its value as one name; a number or a place is read from its words."""
    if fait in ("age", "departement", "duree_arret_mois"):
        return fait
    return f"{fait}__{str(value).lower()}"


def _labels(body: str) -> list[str]:
    """The labels of one mark that are to be read of the person."""
    return [label(*pair.strip().split("=")) for pair in body.split(",") if "|" not in pair]


def _marked(line: str) -> str:
    """A marked sentence in Rasa's notation; marks that must not be read lose their brackets."""

    def entity(match) -> str:
        words, body = match.groups()
        facts = _labels(body)
        return f"[{words}]({facts[0]})" if facts else words

    return "    - " + _MARK.sub(entity, line.strip())


def write_data(folder: Path) -> int:
    """Write nlu.yml and domain.yml under `folder`; the number of sentences."""
    by_intent: dict[str, list[str]] = defaultdict(list)
    for example in of_clauses(read_examples(DATA / "examples", load_catalogue(DATA / "faits.yml"))):
        by_intent[label(example.topic, example.value)].append(_example(example.text))
    entities = set()
    for path in sorted((ROOT / "tests" / "corpus" / "dev").glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip() and not line.startswith("#"):
                by_intent[DESCRIBE].append(_marked(line))
                entities.update(n for _, body in _MARK.findall(line) for n in _labels(body))
    folder.mkdir(parents=True, exist_ok=True)
    nlu = ['version: "3.1"', "nlu:"]
    for intent, examples in sorted(by_intent.items()):
        nlu += [f"- intent: {intent}", "  examples: |", *examples]
    (folder / "nlu.yml").write_text("\n".join(nlu) + "\n", encoding="utf-8")
    domain = ['version: "3.1"', "intents:", *(f"- {i}" for i in sorted(by_intent)),
              "entities:", *(f"- '{e}'" for e in sorted(entities))]  # fmt: skip
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
