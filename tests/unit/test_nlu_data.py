"""Rasa's training data says what the reader does, and no test sentence is hidden in the vocabulary."""

from __future__ import annotations

import json

import pytest
from ruamel.yaml import YAML

from actions.assembly import DATA, ROOT
from benchmarks.acts import read_acts_file
from bot.understanding.learnt_acts import LEARNT
from bot.understanding.messages import read_messages
from bot.understanding.text import Words
from tests.marked import read_marked

yaml = YAML(typ="safe")


def examples_of(path):
    return [
        (block["intent"], line[2:])
        for block in yaml.load(path)["nlu"]
        for line in block["examples"].splitlines()
    ]


EXAMPLES = examples_of(DATA / "nlu" / "actes.yml")
LEARNT_FROM = [e for p in sorted((DATA / "nlu").glob("actes_appris*.yml")) for e in examples_of(p)]
RULES = yaml.load(DATA / "stories" / "rules.yml")["rules"]


@pytest.mark.parametrize("intent, text", EXAMPLES)
def test_each_example_is_read_as_its_act(intent, text, reader):
    assert reader.read(text).acte == intent


def test_what_acts_are_learnt_from_is_mostly_read_so(reader):
    right = sum(reader.read(text).acte == intent for intent, text in LEARNT_FROM)
    assert right / len(LEARNT_FROM) > 0.85


def test_unseen_messages_are_rarely_taken_for_another_act(reader):
    """A floor under `python -m benchmarks.acts`; to abstain is allowed."""
    told = read_acts_file(ROOT / "tests" / "corpus" / "actes.txt")
    got = [(act, reader.read(text).acte) for act, text in told]
    right = sum(a == b for a, b in got)
    guessed = sum(a != b and b not in ("incompris", "decrire_situation") for a, b in got)
    assert right / len(told) >= 0.85
    assert guessed / len(told) <= 0.02


def test_every_act_the_reader_knows_has_a_rule_and_examples(reader):
    acts = {"decrire_situation", "corriger", "incompris", *reader.acts.patterns, *LEARNT}
    assert {r["steps"][0]["intent"] for r in RULES} == acts
    assert {intent for intent, _ in (*EXAMPLES, *LEARNT_FROM)} == acts


def test_every_rule_names_an_action_that_exists():
    from rasa_sdk.executor import ActionExecutor

    executor = ActionExecutor()
    executor.register_package("actions")
    assert {r["steps"][1]["action"] for r in RULES} == set(executor.actions)


def test_no_test_sentence_stands_in_the_vocabulary_or_the_training_data(catalogue):
    """A run of eight words of a labelled text, found in a pattern or an example, is cheating."""
    size = 8
    runs = set()
    for path in sorted((ROOT / "tests" / "cases").glob("*/*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            runs |= _runs(json.loads(line)["texte"], size)
    for path in sorted((ROOT / "tests" / "corpus").glob("*/*.txt")):
        for sentence in read_marked(path):
            runs |= _runs(sentence.text, size)
    assert len(runs) > 10_000
    for message in read_messages(ROOT / "tests" / "messages", catalogue):
        runs |= _runs(message.text, size)
    for _, text in read_acts_file(ROOT / "tests" / "corpus" / "actes.txt"):
        runs |= _runs(text, size)
    learnt = [text for _, text in (*EXAMPLES, *LEARNT_FROM)]
    for path in sorted((DATA / "examples").glob("*.yml")):
        learnt += path.read_text(encoding="utf-8").splitlines()
    for path in sorted((DATA / "vocabulary").glob("*.yml")):
        learnt += path.read_text(encoding="utf-8").splitlines()
    learnt += [m.text for m in read_messages(DATA / "messages", catalogue)]
    for text in learnt:
        assert not _runs(text, size) & runs, text


def _runs(text: str, size: int) -> set[tuple[str, ...]]:
    words = [t for t in Words(text).tokens if t[0].isalnum()]
    return {tuple(words[i : i + size]) for i in range(len(words) - size + 1)}
