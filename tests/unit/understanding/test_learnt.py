"""What is learnt: what a clause states in its context, who writes, whose age and town."""

from __future__ import annotations

import json

import pytest

from bot.situation import AUTRE, DOUTE, Assertion
from bot.source import SourceError
from bot.understanding.choosing import Candidate, surroundings
from bot.understanding.clauses import clauses
from bot.understanding.context import Clause, in_context
from bot.understanding.examples import read_examples
from bot.understanding.learnt_facts import stated
from bot.understanding.loading import load_reader
from bot.understanding.marks import Mark, read_marks
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


def clause(**fields):
    return Clause(**{"preuve": "x", "debut": 0, "fin": 10, "words": (), "line": "", **fields})


def test_a_mark_belongs_to_the_clause_that_holds_most_of_it():
    one, two = clause(debut=0, fin=20), clause(debut=20, fin=60)
    mark = Mark("…", "isolement", True, "", 15, 45)
    assert stated(one, [mark]) == frozenset()
    assert stated(two, [mark]) == {("isolement", True)}
    assert stated(two, [Mark("…", "isolement", True, "autre", 20, 45)]) == frozenset()
    assert stated(two, [Mark("…", "age", 53, "", 20, 45)]) == frozenset()


def test_what_is_unlikely_is_set_aside_and_what_is_possible_is_asked():
    class Sure:
        labels = (("difficulte_financiere", True), ("isolement", True), ("urgence", "violence"))

        def __init__(self, *row):
            self.row = row

        def chances(self, clauses):
            import numpy as np

            return np.array([self.row], dtype=float)

    read = [Assertion("isolement", True, "seule", 0, 5)]
    kept = weigh(read, [clause()], Sure(0.2, 0.01, 0.0))
    assert [(a.fait, a.qualificatifs) for a in kept] == [("difficulte_financiere", (DOUTE,))]
    kept = weigh(read, [clause()], Sure(0.9, 0.06, 0.16))
    assert {(a.fait, a.retenue) for a in kept} == {
        ("difficulte_financiere", True), ("isolement", True), ("urgence", False)
    }  # fmt: skip
    assert next(a for a in kept if a.fait == "isolement").preuve == "seule"


def test_words_of_somebody_else_are_marked(reader):
    words = reader.words("Mme L. est malade, son mari travaille")
    people = read_people(words, reader.roles)
    seen = in_context(words, people, [], reader.qualifiers, reader.trades, TODAY)
    assert "malade" in seen[0].words
    assert "~travaille" in seen[1].words


def test_candidates_know_their_surroundings(reader):
    words = reader.words("une dame de 54 ans")
    people = read_people(words, reader.roles)
    tokens = surroundings(words, people, Candidate(54, 3, 5, ("g:grammar",)), [])
    assert {"b1:de", "b2:dame", "a1:$", "g:grammar"} <= set(tokens)


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
