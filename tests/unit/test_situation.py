"""The log of assertions and its views."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.situation import AUTRE, DOUTE, HYPOTHESE, IGNORE, PASSE, RETRAIT, Assertion, Situation


def test_silence_is_unknown():
    assert Situation().values() == {}


def test_the_last_assertion_holds_and_the_former_stays_in_the_log():
    s = Situation().add([Assertion("age", 45)], 1).add([Assertion("age", 54)], 2)
    assert s.values() == {"age": 54}
    assert [a.valeur for a in s] == [45, 54]
    assert [a.tour for a in s] == [1, 2]


def test_qualified_assertions_are_kept_but_not_believed():
    qualified = [
        Assertion("arret_travail", True, qualificatifs=(q,)) for q in (AUTRE, HYPOTHESE, PASSE)
    ]
    s = Situation().add(qualified, 1)
    assert s.values() == {} and len(s.journal) == 3


def test_not_knowing_never_erases():
    s = Situation().add([Assertion("age", 45)], 1).add([Assertion("age", None, origine=IGNORE)], 2)
    assert s.values() == {"age": 45}
    assert s.unknown_to_partner() == frozenset()


def test_not_knowing_is_remembered():
    s = Situation().add([Assertion("isolement", None, origine=IGNORE)], 1)
    assert s.unknown_to_partner() == {"isolement"}
    assert s.add([Assertion("isolement", True)], 2).unknown_to_partner() == frozenset()


def withdrawn(fait):
    return Assertion(fait, None, origine=RETRAIT)


def test_a_withdrawal_is_one_more_assertion_that_makes_the_fact_unknown():
    s = Situation().add([Assertion("age", 45), Assertion("isolement", True)], 1)
    s = s.add([withdrawn("age")], 2)
    assert s.values() == {"isolement": True} and len(s.journal) == 3
    assert s.add([Assertion("age", 54)], 3).values()["age"] == 54
    assert s.until(2).values() == {"age": 45, "isolement": True}


def test_a_withdrawal_takes_back_doubts_needs_and_ignorance():
    doubt = Assertion("isolement", True, qualificatifs=(DOUTE,))
    needs = [Assertion("demande", "retraite"), Assertion("demande", "aide_domicile")]
    ignored = Assertion("risque_emploi", None, origine=IGNORE)
    s = Situation().add([doubt, *needs, ignored], 1)
    s = s.add([withdrawn(f) for f in ("isolement", "demande", "risque_emploi")], 2)
    assert s.doubts() == {} and s.all_values("demande") == ()
    assert s.unknown_to_partner() == frozenset()


def test_every_need_is_remembered():
    needs = [Assertion("demande", "retraite"), Assertion("demande", "aide_domicile")]
    s = Situation().add(needs, 1)
    assert s.all_values("demande") == ("retraite", "aide_domicile")
    assert s.values()["demande"] == "aide_domicile"


values = st.one_of(st.booleans(), st.integers(0, 120), st.sampled_from(["retraite", "sortie"]))
assertions = st.builds(
    Assertion,
    fait=st.sampled_from(["age", "demande", "arret_travail"]),
    valeur=values,
    preuve=st.text(max_size=20),
    qualificatifs=st.sampled_from([(), (AUTRE,), (HYPOTHESE, PASSE)]),
)


@given(
    st.lists(assertions, max_size=8), st.lists(st.sampled_from(["age", "isolement"]), max_size=3)
)
def test_round_trip_through_json(found, asked):
    import json

    s = Situation().add(found, 1)
    for fait in asked:
        s = s.asked(fait)
    assert Situation.from_dict(json.loads(json.dumps(s.to_dict()))) == s
