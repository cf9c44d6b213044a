"""Rasa's training data says what the reader does, and no test sentence is hidden in the vocabulary."""

from __future__ import annotations

import json

import pytest
from ruamel.yaml import YAML

from actions.assembly import DATA, ROOT
from bot.understanding.text import Words
from tests.marked import read_marked

yaml = YAML(typ="safe")
EXAMPLES = [
    (block["intent"], line[2:])
    for path in sorted((DATA / "nlu").glob("*.yml"))
    for block in yaml.load(path)["nlu"]
    for line in block["examples"].splitlines()
]
RULES = yaml.load(DATA / "stories" / "rules.yml")["rules"]


@pytest.mark.parametrize("intent, text", EXAMPLES)
def test_each_example_is_read_as_its_act(intent, text, reader):
    assert reader.read(text).acte == intent


def test_every_act_the_reader_knows_has_a_rule_and_examples(reader):
    acts = {"decrire_situation", "corriger", "incompris", *reader.acts.patterns}
    assert {r["steps"][0]["intent"] for r in RULES} == acts
    assert {intent for intent, _ in EXAMPLES} == acts


def test_every_rule_names_an_action_that_exists():
    from rasa_sdk.executor import ActionExecutor

    executor = ActionExecutor()
    executor.register_package("actions")
    assert {r["steps"][1]["action"] for r in RULES} == set(executor.actions)


def test_no_test_sentence_stands_in_the_vocabulary_or_the_training_data():
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
    learnt = [text for _, text in EXAMPLES]
    for path in sorted((DATA / "vocabulary").glob("*.yml")):
        learnt += path.read_text(encoding="utf-8").splitlines()
    for text in learnt:
        assert not _runs(text, size) & runs, text


def _runs(text: str, size: int) -> set[tuple[str, ...]]:
    words = [t for t in Words(text).tokens if t[0].isalnum()]
    return {tuple(words[i : i + size]) for i in range(len(words) - size + 1)}
