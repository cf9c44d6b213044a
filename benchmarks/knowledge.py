"""Questions about the service: which topic answers each question of tests/corpus/questions.txt.

    python -m benchmarks.knowledge [FILE] [--errors N]

Three rows: the finder alone; the finder in fourfold cross-validation on the questions of
data/knowledge it learns from (harsher: a topic loses a fourth of its wordings); the whole way, where
the message must first be read as a question. Right, abstained and wrong are shares of the questions
a topic answers; « unknown told » is the share of `inconnu` questions that were said to be unknown
(or, on the whole way, taken for no question).
"""

from __future__ import annotations

import argparse
import datetime
import sys
import warnings
from pathlib import Path
from typing import Iterable, Iterator

from sklearn.model_selection import StratifiedKFold

from actions.assembly import DATA, ROOT, contact_codes
from actions.knowledge import INCONNU, Finder, Knowledge, load_finder, load_knowledge
from actions.knowledge.finder import learn_topics, questions_of
from benchmarks.acts import read_acts_file
from benchmarks.cases import InProcess

#: expected topic, topics told ("" when it is no question), question
Answer = tuple[str, tuple[str, ...], str]


def by_finder(finder: Finder, asked: Iterable[tuple[str, str]]) -> list[Answer]:
    """What the finder alone tells."""
    return [(topic, finder.find(text).topics or (INCONNU,), text) for topic, text in asked]


def crossed(knowledge: Knowledge) -> Iterator[Answer]:
    """What a finder tells of questions it has not learnt from."""
    asked = [(topic, q) for topic, told in questions_of(knowledge).items() for q in told]
    topics = [topic for topic, _ in asked]
    for learn, judge in StratifiedKFold(4, shuffle=True, random_state=0).split(asked, topics):
        known: dict[str, list[str]] = {}
        for i in learn:
            known.setdefault(asked[i][0], []).append(asked[i][1])
        yield from by_finder(learn_topics(known), [asked[i] for i in judge])


def whole_way(asked: Iterable[tuple[str, str]]) -> Iterator[Answer]:
    """What the assistant answers to each question, asked first in a conversation."""
    assistant = InProcess(datetime.date(2026, 11, 21))
    for i, (topic, text) in enumerate(asked):
        messages, _ = assistant.send("", str(i), text, "web", 1)
        told = [m["custom"].get("sujet", "") for m in messages if "custom" in m]
        yield topic, tuple(told), text


def row(name: str, answers: Iterable[Answer], known: Iterable[str]) -> str:
    """The shares, in a line."""
    answers, topics = list(answers), set(known)
    about = [a for a in answers if a[0] != INCONNU]
    beyond = [a for a in answers if a[0] == INCONNU]
    right = sum(topic in told for topic, told, _ in about)
    wrong = sum(topic not in told and bool(topics & set(told)) for topic, told, _ in about)
    said = sum(not topics & set(told) for _, told, _ in beyond)
    return (
        f"{name:18s} {len(answers):5d} questions  right {right / len(about):.3f}  "
        f"abstained {(len(about) - right - wrong) / len(about):.3f}  wrong {wrong / len(about):.3f}  "
        f"unknown told {said}/{len(beyond)}"
    )


def main() -> int:
    """Print the rows."""
    warnings.simplefilter("ignore")
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "file", nargs="?", type=Path, default=ROOT / "tests" / "corpus" / "questions.txt"
    )
    parser.add_argument("--errors", type=int, default=0)
    args = parser.parse_args()
    knowledge = load_knowledge(DATA / "knowledge", contact_codes(DATA / "directory"))
    asked, finder = read_acts_file(args.file), load_finder(knowledge, DATA / "knowledge", ROOT / "models")
    print(f"{len(knowledge.topics)} topics, {sum(map(len, questions_of(knowledge).values()))} wordings")
    print(row("finder", by_finder(finder, asked), knowledge.topics))
    print(row("cross-validated", crossed(knowledge), knowledge.topics), flush=True)
    answered = list(whole_way(asked))
    print(row("whole way", answered, knowledge.topics))
    for topic, told, text in [a for a in answered if a[0] not in a[1]][: args.errors]:
        print(f"{topic} → {', '.join(told) or '(no question)'}\n    {text}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
