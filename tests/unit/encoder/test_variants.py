"""What a message is turned into while the encoder learns: still a message, still rightly marked."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encoder.variants import Variants


def told(text, fait, etiquette, of_self=False):
    words = text.split()
    return {
        "mots": words, "signes": [[f"s:{of_self}"] for _ in words], "fait": fait, "etiquette": etiquette,
    }  # fmt: skip


def message(text, labels=(), of_self=False):
    words = text.split()
    return {
        "mots": words, "signes": [[f"s:{of_self}"] for _ in words],
        "marques": [[f"m{i}"] for i in range(len(words))], "etiquettes": list(labels), "id": "a-1",
    }  # fmt: skip


CLAUSES = [
    told("il la bat quand il rentre", "urgence", "urgence=violence"),
    told("elle a un petit bleu", "rien", "rien=aucune"),
    told("je veux mourir", "urgence", "urgence=suicidaire", of_self=True),
    told("elle ne paie plus rien", "difficulte_financiere", "difficulte_financiere=true"),
]
HERS = message("elle est en arret . elle habite vire . rien a signaler", ["arret_travail=true"])


def variants_of(item, clauses=CLAUSES, tries=400):
    varied = Variants(clauses, random.Random(7))
    return [varied.of(item) for _ in range(tries)]


@given(st.lists(st.sampled_from("elle il . , arret et euh vire 50 ans".split()), min_size=1, max_size=40), st.integers())
def test_every_word_keeps_its_signs_and_its_marks(words, seed):
    varied = Variants(CLAUSES, random.Random(seed)).of(message(" ".join(words)))
    assert len(varied["mots"]) == len(varied["signes"]) == len(varied["marques"])
    kept = [w for w, marks in zip(varied["mots"], varied["marques"]) if marks]
    assert kept == words  # what is said besides has no marks, and nothing of the message is lost


def test_what_is_said_besides_is_told():
    dits = [v["dit"] for v in variants_of(HERS) if "dit" in v]
    assert {d["etiquette"] for d in dits} >= {"rien=aucune", "difficulte_financiere=true"}
    spliced = next(v for v in variants_of(HERS) if "dit" in v)
    assert None in spliced["marques"]


def test_what_is_mentioned_is_not_said_again():
    broke = message("elle est sans le sou .", ["difficulte_financiere=false", "urgence=vitale|autre"])
    dits = {v["dit"]["fait"] for v in variants_of(broke) if "dit" in v}
    assert dits == {"rien"}


def test_somebody_says_of_herself_only_what_is_said_in_the_first_person():
    mine = message("je suis en arret .", of_self=True)
    assert {v["dit"]["etiquette"] for v in variants_of(mine) if "dit" in v} == {"urgence=suicidaire"}


@pytest.mark.parametrize("text, expected", [("il est en arret .", False), ("elle est en arret .", True)])
def test_it_is_said_of_the_same_person(text, expected):
    money = [c for c in CLAUSES if c["fait"] == "difficulte_financiere"]
    assert any("dit" in v for v in variants_of(message(text), money)) is expected


def test_most_messages_are_read_as_the_channels_give_them():
    masked = {**HERS, "masque": {k: message("d est en arret")[k] for k in ("mots", "signes", "marques")}}
    seen = [v for v in variants_of(masked) if v["mots"][0] in ("d", "euh", "elle") and "dit" not in v]
    share = sum(v["mots"][0] == "d" or v["mots"][1:2] == ["d"] for v in seen) / len(seen)
    assert 0.55 < share < 0.85


def test_a_clause_is_left_as_it_is():
    assert Variants(CLAUSES, random.Random(1)).of(CLAUSES[0]) is CLAUSES[0]
