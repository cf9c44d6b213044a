"""What a clause speaks of, learnt from examples."""

from __future__ import annotations

import pytest

from actions.assembly import DATA
from bot.source import SourceError
from bot.understanding.semantics import RIEN, clauses, load_semantics, read_examples
from bot.understanding.text import Words


@pytest.fixture(scope="module")
def semantics(catalogue):
    return load_semantics(DATA / "examples", catalogue, DATA.parent / "models")


@pytest.mark.parametrize(
    "text, topic",
    [
        ("les huissiers sont passés deux fois ce mois-ci", "difficulte_financiere"),
        ("il redoute que son chef lui retire son poste", "risque_emploi"),
        ("il reste des jours entiers sans parler à âme qui vive", "isolement"),
        ("nous vous souhaitons une excellente semaine", RIEN),
    ],
)
def test_topics_of_clauses_no_example_holds(text, topic, semantics, catalogue):
    examples = [e[0] for e in read_examples(DATA / "examples", catalogue)]
    assert text not in examples
    assert semantics.topic([text])[0][0] == topic


def test_probabilities(semantics):
    for _, probability in semantics.topic(["un deux trois", "elle est seule", ""]):
        assert 0.0 < probability <= 1.0
    assert semantics.topic([]) == []


def test_clauses_cover_a_message_in_order():
    words = Words("Elle est malade, elle ne paie plus rien. Son fils aide mais il part demain")
    spans = list(clauses(words))
    assert len(spans) >= 3
    assert all(a < b for a, b in spans)
    assert all(one[1] <= two[0] for one, two in zip(spans, spans[1:]))


@pytest.mark.parametrize(
    "name, text, message",
    [("faim.yml", 'oui:\n  - "x"\n', "n'est pas un fait"),
     ("isolement.yml", 'vrai:\n  - "x"\n', "oui ou non"),
     ("hospitalisation.yml", 'hier:\n  - "x"\n', "n'est pas une valeur")],
)  # fmt: skip
def test_mistakes_in_the_examples_name_the_file(name, text, message, tmp_path, catalogue):
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=rf"^{name}:\d+: ") as error:
        read_examples(tmp_path, catalogue)
    assert message in str(error.value)


def test_a_doubt_is_asked_never_asserted(assistant, reader):
    from actions.dialogue.conversation import Conversation
    from actions.dialogue.dispatch import take_turn

    text = "Madame L., 48 ans, est en arrêt depuis 3 mois, les huissiers toquent déjà à la porte du pavillon"
    reading = reader.read(text)
    doubtful = [a for a in reading.assertions if "doute" in a.qualificatifs]
    turn = take_turn(assistant, Conversation(), text, reading)
    facts = turn.conversation.situation.values()
    for a in doubtful:
        assert a.fait not in facts
