"""The next question: decisive, never twice, never useless."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.assembly import DATA
from actions.policy.engine import MAX_QUESTIONS, State, decide
from actions.policy.questions import load_chances, next_question
from bot.source import SourceError


@pytest.fixture(scope="module")
def chances(catalogue):
    return load_chances(DATA / "policy" / "chances.yml", catalogue)


def ask(policy, chances, state):
    return next_question(policy, state, decide(policy, state), chances)


@pytest.mark.parametrize(
    "known, expected",
    [
        ({"arret_travail": True}, "difficulte_financiere"),
        ({"difficulte_financiere": True, "age": 40}, "probleme_sante"),
        ({"difficulte_financiere": True, "age": 60, "probleme_sante": False},
         "situation_professionnelle"),
        ({"hospitalisation": "prevue", "difficulte_quotidien": True}, "caractere_durable"),
        ({"hospitalisation": "sortie", "isolement": False, "difficulte_financiere": False},
         "difficulte_quotidien"),
        ({"hospitalisation": "sortie", "personne_a_charge": True, "difficulte_quotidien": False},
         "charge_compromise"),
        ({"demande": "retraite"}, None),
        ({"arret_travail": True, "difficulte_financiere": True}, None),
    ],
)  # fmt: skip
def test_the_most_decisive_question(known, expected, policy, chances):
    needs = (known["demande"],) if "demande" in known else ()
    question = ask(policy, chances, State(known, needs))
    assert (question.fait if question else None) == expected


def test_it_says_which_rules_it_separates(policy, chances):
    question = ask(policy, chances, State({"arret_travail": True}))
    assert "service_social_fragilite" in [r.id for r in question.separates]


answers = st.sampled_from([True, False, None])


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(st.sampled_from(["arret_travail", "probleme_sante", "isolement",
                                     "difficulte_financiere", "difficulte_quotidien"]),
                    st.booleans()),
    st.lists(answers, min_size=5, max_size=5),
)  # fmt: skip
def test_any_interview_ends_in_four_questions_without_repeats(policy, chances, known, replies):
    state = State(known)
    for reply in replies:
        question = ask(policy, chances, state)
        if question is None:
            break
        fait = policy.catalogue[question.fait]
        assert question.fait not in state.known and question.fait not in state.ignored
        missing = decide(policy, state).missing
        proofs = {
            f for d in policy.deductions if missing & {c for c, _ in d.alors} for f in d.si.faits()
        }
        assert question.fait in missing | proofs
        if reply is None or fait.type != "oui_non":
            state = State(state.known, (), (*state.asked, question.fait),
                          state.ignored | {question.fait})  # fmt: skip
        else:
            state = state.supposing(question.fait, reply)
    assert len(state.asked) <= MAX_QUESTIONS
    assert decide(policy, state, final=True).orientation is not None


def test_mistakes_in_the_weights_name_file_and_line(catalogue, tmp_path):
    path = tmp_path / "chances.yml"
    path.write_text("base:\n  arret: {oui: 1}\nsachant: []\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"^chances\.yml:2: fait inconnu"):
        load_chances(path, catalogue)


def test_a_question_left_unanswered_comes_back_once(policy, chances):
    state = State({"arret_travail": True}, asked=("difficulte_financiere",))
    assert ask(policy, chances, state).fait == "difficulte_financiere"
    state = State({"arret_travail": True}, asked=("difficulte_financiere",) * 2)
    assert ask(policy, chances, state).fait != "difficulte_financiere"
