from __future__ import annotations

import pytest

from bot.source import SourceError
from gateway.actions import Gather, HangUp, Say, Transfer, read_plan
from gateway.words import FILE, load_words


def test_the_words_are_there():
    words = load_words()
    assert "instant" in words.un_instant and "personne" in words.panne


@pytest.mark.parametrize("change, problem", [
    (("un_instant:", "un_instants:"), "un_instants"),
    (("Un instant, s'il vous plaît.", ""), "un_instant"),
    (("Rappelez dans quelques minutes", "Rappelez dans 5 minutes"), "chiffre"),
])  # fmt: skip
def test_what_is_not_well_written_is_named_with_its_line(tmp_path, change, problem):
    path = tmp_path / "passerelle.yml"
    path.write_text(FILE.read_text(encoding="utf-8").replace(*change), encoding="utf-8")
    with pytest.raises(SourceError, match=rf"passerelle.yml:\d+: .*{problem}"):
        load_words(path)


def test_actions_are_a_plan():
    plan = read_plan([
        {"say": {"text": "Bonjour.", "barge_in": True}}, {"say": {"text": "Notez.", "barge_in": False, "rate": "slow"}},
        {"inconnue": {}}, {"gather": {"modes": ["speech"], "hints": ["oui"], "max_digits": 3, "no_input_ms": 9000}},
    ])  # fmt: skip
    assert plan.says == (Say("Bonjour."), Say("Notez.", False, True))
    assert plan.then == Gather(("oui",), 3, 9000)


def test_what_ends_a_call():
    assert read_plan([{"transfer": {"to": "3646", "announce": "x", "on_fail": "resume"}}]).then == Transfer("3646")
    assert read_plan([{"hangup": {"reason": "fin"}}]).then == HangUp()
    assert read_plan([]).then == Gather()


def test_what_cannot_be_read_is_refused():
    for actions in ([{"say": {}}], [{"say": 3}], ["bonjour", 3], [{"transfer": {}}]):
        with pytest.raises(ValueError):
            read_plan(actions)
