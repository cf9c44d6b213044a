"""What a clause speaks of, learnt from examples."""

from __future__ import annotations

import pytest

from actions.assembly import DATA
from bot.source import SourceError
from bot.understanding.clauses import clauses
from bot.understanding.examples import RIEN, read_examples
from bot.understanding.text import Words


@pytest.fixture(scope="module")
def semantics(reader):
    return reader.semantics


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
    assert text not in [e.text for e in read_examples(DATA / "examples", catalogue)]
    assert semantics.senses([text])[0].topic == topic


def test_probabilities(semantics):
    for sense in semantics.senses(["un deux trois", "elle est seule", ""]):
        assert 0.0 < sense.probability <= 1.0
    assert semantics.senses([]) == []


@pytest.mark.parametrize(
    "text, value",
    [
        ("son compte en banque reste très confortable malgré la maladie", False),
        ("elle doit trois mois à son propriétaire", True),
    ],
)
def test_the_value_is_learnt_with_the_fact(text, value, semantics):
    sense = semantics.senses([text])[0]
    assert (sense.topic, sense.value) == ("difficulte_financiere", value)


@pytest.mark.parametrize(
    "text, insured",
    [
        ("je me suis fait opérer du genou et mon patron ne veut plus de moi", True),
        ("ferrailleur, 52 ans, j'ai le dos en compote et plus de salaire, je fais quoi", True),
        ("nous accompagnons une dame de 70 ans qui rentre chez elle demain", False),
        ("mon père est tombé, moi je travaille de nuit et j'habite loin", False),
    ],
)
def test_who_writes(text, insured, reader):
    assert read_people_self(reader, text) is insured


def read_people_self(reader, text):
    return any(a.fait == "profil" and a.valeur == "assure" for a in reader.read(text).assertions)


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


def test_who_spoke_of_herself_may_go_on_about_somebody_else(reader):
    text = "Mme R 47 a, AT dp 5 mois, cancer du sein, seule avec 2 enfants, loyers impayés, Quimper"
    told = {a.fait: a.valeur for a in reader.read(text, True).assertions if a.retenue}
    assert told["profil"] == "partenaire"
    assert told["age"] == 47


def test_a_short_message_tells_nothing_of_who_writes(reader):
    assert not read_people_self(reader, "c'est gratuit l'appel ?")


@pytest.mark.parametrize(
    "text",
    [
        "Mon voisin m'a donné sa montre et les papiers de son chien, il dit qu'il n'en aura plus l'usage",
        "Je suis sa gardienne. Elle m'a confié ses bijoux hier et dit que je penserais à elle",
    ],
)
def test_a_danger_only_felt_is_asked_about(text, reader):
    doubts = {a.fait: a.valeur for a in reader.read(text).assertions if "doute" in a.qualificatifs}
    said = {a.fait: a.valeur for a in reader.read(text).assertions if a.retenue}
    assert "suicidaire" in (doubts.get("urgence"), said.get("urgence"))
