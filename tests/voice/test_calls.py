"""Calls written as YAML, played on the real assistant through the contract."""

from __future__ import annotations

from pathlib import Path

import pytest

from actions.answers.spoken.breaths import LONGEST, length
from tests.unit.answers.test_spoken import unsayable
from tools.call import Line
from tools.call_script import failures, load_script

FOLDER = Path(__file__).parent / "appels"
FILES = sorted(FOLDER.glob("*.yml"))


@pytest.mark.parametrize("path", FILES, ids=[p.stem for p in FILES])
def test_call(path, server):
    script, line = load_script(path), Line(server.address)
    answers = [line.dial(script.annonce)]
    problems = []
    for tour in script.tours:
        answers.append(line.send(tour.body))
        problems += failures(tour, answers[-1])
    assert not problems, "\n".join(problems)
    for actions in answers:
        well_formed(actions)


def test_every_script_expects_something():
    for path in FILES:
        assert any(t.contient or t.ne_contient_pas or t.puis for t in load_script(path).tours), path


def well_formed(actions):
    """What any answer must be: at least one action, breaths, and one way on."""
    assert actions
    kinds = [next(iter(action)) for action in actions]
    assert set(kinds[:-1]) <= {"say"} and kinds[-1] in ("gather", "transfer", "hangup")
    for action in actions:
        if "say" in action:
            assert not unsayable(action["say"]["text"]), action
            sentences = [s for s in action["say"]["text"].replace("?", ".").replace("!", ".").split(".") if s.strip()]
            assert 1 <= len(sentences) <= 2, action
            assert all(length(s) <= LONGEST for s in sentences), action
        if "gather" in action:
            assert 0 < len(action["gather"]["hints"]) <= 30
            assert action["gather"]["modes"] == ["speech", "dtmf"] and action["gather"]["max_digits"] >= 1
