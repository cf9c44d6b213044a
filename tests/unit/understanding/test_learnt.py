"""What is learnt: what a message states and of whom, who writes, whose age and town."""

from __future__ import annotations

import json

import numpy as np
import pytest

from bot.situation import AUTRE, DOUTE, Assertion
from bot.source import SourceError
from bot.understanding.clauses import clauses
from bot.understanding.encoder.judgement import Judgement, Label
from bot.understanding.encoder.signs import signs_of
from bot.understanding.examples import read_examples
from bot.understanding.loading import load_reader
from bot.understanding.marks import read_marks
from bot.understanding.measures import Seen, settle_measures
from bot.understanding.messages import read_messages
from bot.understanding.people import read_people
from bot.understanding.text import Words
from bot.understanding.trades import Trades
from bot.understanding.weighing import weigh
from tests.conftest import DATA, TODAY


@pytest.fixture(scope="module")
def learned():
    """The reader as it ships, everything learnt."""
    return load_reader(lambda: TODAY)


def said(reader, text):
    return {a.fait: a.valeur for a in reader.read(text).assertions if a.retenue}


@pytest.mark.parametrize(
    "text, fait, value",
    [
        ("Mme T., 51 ans, soudeuse, arrêtée depuis le printemps, vend ses bijoux pour la cantine des petits",
         "difficulte_financiere", True),
        ("Monsieur V. sort de clinique jeudi, il a de quoi voir venir et ses comptes sont sains",
         "difficulte_financiere", False),
        ("Une patiente de 70 ans, elle n'ouvre plus sa porte à personne et ne parle qu'à son chat",
         "isolement", True),
    ],
)  # fmt: skip
def test_facts_told_as_no_pattern_foresees(text, fait, value, learned):
    assert said(learned, text)[fait] is value


def test_ages_and_towns_that_stand_alone_are_the_persons(learned):
    told = said(learned, "Pt en SMR, H 52, cuisiniste CDI, AVC en juin, aphasie, Laon, épouse présente")
    assert (told["age"], told["departement"]) == (52, "02")


def test_the_age_of_somebody_else_is_not_hers(learned):
    text = "Je vous écris pour Mme B. Son père, 84 ans, vit avec elle ; elle, 57 ans, vient d'être opérée du dos"
    assert said(learned, text)["age"] == 57


def test_qualified_readings_stay_for_the_record(learned):
    text = "Mme L., 53 ans, en arrêt depuis trois mois ; son mari est hospitalisé depuis lundi à Tours"
    others = [a for a in learned.read(text).assertions if AUTRE in a.qualificatifs]
    assert "hospitalisation" in {a.fait for a in others}
    assert "hospitalisation" not in said(learned, text)


def test_evidence_is_the_writers_own_words(learned):
    text = "Mme L., 53 ans, en arrêt depuis trois mois, n'arrive plus à payer son loyer à Niort"
    for a in learned.read(text).assertions:
        assert a.preuve in text


def judged(words, **chances):
    """A judgement of these chances, named « fait__valeur »; each word as likely as the message."""
    labels, values = [], []
    for column, (name, chance) in enumerate(chances.items()):
        fait, _, raw = name.partition("__")
        labels.append(Label(fait, {"true": True, "false": False, "": None}.get(raw, raw), column))
        values.append(chance)
    row = np.array(values)
    return Judgement(tuple(labels), row, np.tile(row, (len(words), 1)))


def test_what_is_unlikely_is_set_aside_and_what_is_possible_is_asked():
    words = Words("elle est seule et le frigo est vide depuis que son mari est parti avec la voiture de la famille")
    read = [Assertion("isolement", True, "seule", 9, 14)]
    unlikely = judged(words, isolement__true=0.01, renoncement_soins__true=0.4, urgence__violence=0.0)
    assert [(a.fait, a.qualificatifs) for a in weigh(read, words, unlikely)] == [
        ("renoncement_soins", (DOUTE,))
    ]
    likely = judged(words, isolement__true=0.9, renoncement_soins__true=0.9, urgence__violence=0.16)
    kept = weigh(read, words, likely)
    assert {(a.fait, a.retenue) for a in kept} == {
        ("renoncement_soins", True), ("isolement", True), ("urgence", False)
    }  # fmt: skip
    assert next(a for a in kept if a.fait == "isolement").preuve == "seule"


def test_in_few_words_what_patterns_read_holds():
    words = Words("un homme de 60 ans est à la retraite")
    read = [Assertion("situation_professionnelle", "retraite", "à la retraite", 22, 35)]
    kept = weigh(read, words, judged(words, situation_professionnelle__retraite=0.05))
    assert [(a.valeur, a.retenue) for a in kept] == [("retraite", True)]


def test_what_turns_away_needs_both_witnesses_even_in_few_words():
    words = Words("non non elle va bien de ce côté là")
    read = [Assertion("probleme_sante", False, "va bien", 13, 20)]
    assert weigh(read, words, judged(words, probleme_sante__false=0.3)) == []
    assert [a.retenue for a in weigh(read, words, judged(words, probleme_sante__false=0.9))] == [True]


def test_a_colleague_is_told_by_the_whole_message_and_anybody_else_before():
    words = Words("le médecin de la sécu lui dit que ses indemnités vont s'arrêter et il ne sait plus quoi faire")
    read = [
        Assertion("profil", "agent_assurance_maladie", "médecin de la sécu", 3, 21),
        Assertion("profil", "assure", "le médecin", 0, 10),
    ]
    unlikely = judged(words, profil__agent_assurance_maladie=0.01, profil__assure=0.01)
    assert [a.valeur for a in weigh(read, words, unlikely)] == ["assure"]
    likely = judged(words, profil__agent_assurance_maladie=0.9)
    assert {a.valeur for a in weigh([], words, likely)} == {"agent_assurance_maladie"}


def test_what_no_word_tells_is_no_doubt():
    words = Words("elle est seule et le frigo est vide")
    assert weigh([], words, judged(words, difficulte_financiere__true=0.3)) == []
    assert [a.qualificatifs for a in weigh([], words, judged(words, difficulte_financiere__true=0.4))] == [(DOUTE,)]


def test_weak_signs_of_several_dangers_add_up_to_a_question():
    words = Words("elle ne sort plus et il crie la nuit")
    one = judged(words, urgence__violence=0.03, urgence__suicidaire=0.0)
    several = judged(words, urgence__violence=0.03, urgence__suicidaire=0.029)
    assert weigh([], words, one) == []
    assert [(a.fait, a.valeur, a.qualificatifs) for a in weigh([], words, several)] == [
        ("urgence", "violence", (DOUTE,))
    ]


def test_a_danger_read_in_two_places_is_always_asked_about():
    words = Words("il me frappe et il me frappe encore")
    read = [Assertion("urgence", "violence", "frappe", 6, 12), Assertion("urgence", "violence", "frappe", 22, 28)]
    kept = weigh(read, words, judged(words, urgence__violence=0.0))
    assert [(a.fait, a.qualificatifs) for a in kept] == [("urgence", (DOUTE,))]


def seen_by_patterns(reader, text):
    words = reader.words(text)
    people = read_people(words, reader.roles)
    found, named = reader.by_patterns(words, people, TODAY)
    return Seen(words, people, found, named, reader.gazetteer, reader.places, TODAY)


def test_signs_tell_whose_a_word_is_and_what_is_read_there(reader):
    seen = seen_by_patterns(reader, "Mme L., 53 ans, est en arrêt, son mari maçon vit à Niort")
    signs = dict(zip(seen.words.tokens, signs_of(seen, reader.qualifiers, reader.trades)))
    assert {"r:arret_travail=True", "o:personne"} <= signs["arret"]
    assert {"t:salarie", "o:autre"} <= signs["macon"]
    assert "c:departement" in signs["niort"]
    assert {"c:age", "r:age"} <= signs["53"]


def test_of_two_ages_the_one_pointed_at_is_the_persons(reader):
    seen = seen_by_patterns(reader, "une dame de 54 ans et sa mère de 83 ans")
    words = seen.words
    by_word = np.array([[0.9 if t == "83" else 0.2] for t in words.tokens])
    told = Judgement((Label("age", None, 0),), np.array([0.9]), by_word)
    kept, among = settle_measures(seen, told)
    assert [a.valeur for a in kept if a.fait == "age" and a.retenue] == [83]
    assert among == ()


def test_the_longest_trade_wins(reader):
    named = [s for _, _, s in reader.trades.find(reader.words("un ouvrier agricole et un ouvrier"))]
    assert named == ["msa", "salarie"]


@pytest.mark.parametrize(
    "text, message",
    [("salaries:\n- macon\n", "il faut l'un de"),
     ("salarie:\n- macon\nmsa:\n- macon\n", "est déjà dans")],
)  # fmt: skip
def test_mistakes_in_the_trades_name_file_and_line(text, message, tmp_path):
    (tmp_path / "metiers.yml").write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=rf"^metiers.yml:\d+: .*{message}"):
        Trades.load(tmp_path / "metiers.yml")


def test_marks_are_read_with_their_place():
    text, marks = read_marks("Mme L., [53 ans]{age=53}, [son mari]{hospitalisation=en_cours|autre}")
    assert text == "Mme L., 53 ans, son mari"
    assert [(m.fait, m.valeur, m.qualifier, text[m.debut : m.fin]) for m in marks] == [
        ("age", 53, "", "53 ans"), ("hospitalisation", "en_cours", "autre", "son mari"),
    ]  # fmt: skip


@pytest.mark.parametrize("marked", ["[x]{age}", "[x]{age=3|jamais}"])
def test_a_malformed_mark_is_refused(marked):
    with pytest.raises(ValueError, match="marque illisible"):
        read_marks(marked)


@pytest.mark.parametrize(
    "line, message",
    [("{", "illisible"), (json.dumps({"id": "x", "canal": "web"}), "marque"),
     (json.dumps({"id": "x", "canal": "web", "marque": "[a]{faim=true}"}), "n'est pas un fait"),
     (json.dumps({"id": "x", "canal": "web", "marque": "[a]{regime=lune}"}), "n'est pas une valeur")],
)  # fmt: skip
def test_mistakes_in_the_messages_name_file_and_line(line, message, tmp_path, catalogue):
    (tmp_path / "x.jsonl").write_text("\n" + line + "\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"^x.jsonl:2: ") as error:
        read_messages(tmp_path, catalogue)
    assert message in str(error.value)


def test_messages_to_learn_from_are_no_test(catalogue):
    tests = {
        json.loads(line)["id"]
        for path in (DATA.parent / "tests" / "cases").glob("*/*.jsonl")
        for line in path.read_text(encoding="utf-8").splitlines()
    }
    learnt = [m.id for m in read_messages(DATA / "messages", catalogue)]
    assert len(learnt) == len(set(learnt)) >= 2500
    assert not tests & set(learnt)


@pytest.mark.parametrize(
    "text, insured",
    [
        ("je me suis fait opérer du genou et mon patron ne veut plus de moi", True),
        ("ferrailleur, 52 ans, j'ai le dos en compote et plus de salaire, je fais quoi", True),
        ("nous accompagnons une dame de 70 ans qui rentre chez elle demain", False),
        ("mon père est tombé chez lui, il a 80 ans et il ne peut plus se lever", False),
    ],
)
def test_who_writes(text, insured, learned):
    assert read_people_self(learned, text) is insured


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


def test_a_doubt_is_asked_never_asserted(assistant, learned):
    from actions.dialogue.conversation import Conversation
    from actions.dialogue.dispatch import take_turn

    text = "Madame L., 48 ans, est en arrêt depuis 3 mois, les huissiers toquent déjà à la porte du pavillon"
    reading = learned.read(text)
    doubtful = [a for a in reading.assertions if "doute" in a.qualificatifs]
    turn = take_turn(assistant, Conversation(), text, reading)
    facts = turn.conversation.situation.values()
    for a in doubtful:
        assert a.fait not in facts


def test_who_spoke_of_herself_may_go_on_about_somebody_else(learned):
    text = "Mme R 47 a, AT dp 5 mois, cancer du sein, seule avec 2 enfants, loyers impayés, Quimper"
    told = {a.fait: a.valeur for a in learned.read(text, True).assertions if a.retenue}
    assert told["profil"] == "partenaire"
    assert told["age"] == 47


def test_a_short_message_tells_nothing_of_who_writes(learned):
    assert not read_people_self(learned, "c'est gratuit l'appel ?")


@pytest.mark.parametrize(
    "text",
    [
        "Mon voisin m'a donné sa montre et les papiers de son chien, il dit qu'il n'en aura plus l'usage",
        "Je suis sa gardienne. Elle m'a confié ses bijoux hier et dit que je penserais à elle",
    ],
)
def test_a_danger_only_felt_is_asked_about(text, learned):
    doubts = {a.fait: a.valeur for a in learned.read(text).assertions if "doute" in a.qualificatifs}
    told = said(learned, text)
    assert "suicidaire" in (doubts.get("urgence"), told.get("urgence"))
