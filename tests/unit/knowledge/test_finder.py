"""Which topic a question asks for; unsure, none."""

from __future__ import annotations

import pytest

from actions.assembly import ROOT
from actions.knowledge import INCONNU
from actions.knowledge.finder import questions_of
from actions.knowledge.topics import folded
from benchmarks.acts import read_acts_file

HELD_OUT = read_acts_file(ROOT / "tests" / "corpus" / "questions.txt")


def test_the_held_out_questions_cover_every_topic_and_the_unknown(knowledge):
    assert {topic for topic, _ in HELD_OUT} == {*knowledge.topics, INCONNU}
    assert sum(topic == INCONNU for topic, _ in HELD_OUT) >= 20 and len(HELD_OUT) >= 120


def test_no_held_out_question_is_learnt_from(knowledge):
    """Nor does one hold a wording that is learnt (of more than the name of a thing)."""
    learnt = [folded(q) for told in questions_of(knowledge).values() for q in told]
    for _, question in HELD_OUT:
        said = folded(question)
        for wording in learnt:
            assert said != wording and (len(wording.split()) < 5 or wording not in said), question


def test_most_held_out_questions_find_their_topic_and_few_another(finder):
    """Floors under `python -m benchmarks.knowledge`."""
    about = [(t, finder.find(q).topics) for t, q in HELD_OUT if t != INCONNU]
    assert sum(topic in found for topic, found in about) / len(about) >= 0.8
    assert sum(bool(found) and topic not in found for topic, found in about) / len(about) <= 0.05
    beyond = [finder.find(q).topics for t, q in HELD_OUT if t == INCONNU]
    assert sum(not found for found in beyond) / len(beyond) >= 0.75


@pytest.mark.parametrize(
    "text, topics",
    [
        ("c'est quoi un csam et combien coûte l'appel ?", {"csam", "cout"}),
        ("Êtes-vous un robot ? Que deviennent mes messages ?", {"robot", "messages"}),
        ("qui es-tu", {"qui_es_tu"}),
    ],
)
def test_two_questions_are_two_topics(text, topics, finder):
    assert set(finder.find(text).topics) == topics


@pytest.mark.parametrize("text", ["xkcd wzq", "la girafe mange des nouilles", "?", ""])
def test_what_is_no_question_finds_nothing_but_offers_three(text, finder):
    found = finder.find(text)
    assert found.topics == () and len(set(found.nearest)) == 3 and INCONNU not in found.nearest
