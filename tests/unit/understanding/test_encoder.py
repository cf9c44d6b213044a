"""The encoder as it ships: its files, its pieces, its reading of long and odd messages."""

from __future__ import annotations

import json
import shutil
import unicodedata
from functools import lru_cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.catalogue import load_catalogue
from bot.source import SourceError
from bot.understanding.candidates import MEASURED
from bot.understanding.encoder.accents import Accents
from bot.understanding.encoder.encoder import Encoder
from bot.understanding.encoder.judgement import Judgement, Label, chance_of, log_odds
from bot.understanding.encoder.pieces import UNKNOWN, Pieces
from tests.conftest import DATA

FOLDER = DATA / "encoder"


@pytest.fixture(scope="module")
def encoder():
    return Encoder.load(FOLDER)


def test_every_label_is_a_fact_and_a_value_of_the_contract(encoder):
    catalogue = load_catalogue(DATA / "faits.yml")
    for label in encoder.labels:
        assert label.fait in catalogue
        assert label.fait in MEASURED if label.value is None else catalogue[label.fait].legal(label.value)


def test_every_danger_is_told(encoder):
    values = {label.value for label in encoder.labels if label.fait == "urgence"}
    assert values >= {"vitale", "suicidaire", "violence", "enfant_danger", "sans_abri"}


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzàâçéèêëîïôùûü0123456789", min_size=1, max_size=30))
def test_pieces_put_together_are_the_word(word):
    pieces = Pieces.load(FOLDER / "morceaux.tsv")
    cut = pieces.cut(word)
    assert cut and UNKNOWN not in cut
    assert "".join(pieces.pieces[i] for i in cut) == "▁" + word


@given(st.text(min_size=1, max_size=20))
def test_any_word_has_pieces(word):
    pieces = Pieces(["", "", "", "", "▁", "a", "b", "ab"], [0, 0, 0, 0, -2.0, -3.0, -3.0, -4.0])
    assert all(0 <= i < 8 for i in pieces.cut(word))


def test_the_likeliest_way_to_cut_wins():
    pieces = Pieces(["", "", "", "", "▁", "a", "b", "ab"], [0, 0, 0, 0, -2.0, -3.0, -3.0, -4.0])
    assert [pieces.pieces[i] for i in pieces.cut("abb")] == ["▁", "ab", "b"]


def test_words_without_their_accents_are_read_alike():
    accents = Accents.load(FOLDER / "accents.tsv")
    assert accents.of("hospitalisee") == "hospitalisée"
    assert accents.of("loyer") == "loyer"
    for plain, word in (line.split("\t") for line in
                        (FOLDER / "accents.tsv").read_text(encoding="utf-8").splitlines()):  # fmt: skip
        stripped = "".join(c for c in unicodedata.normalize("NFKD", word.replace("œ", "oe").replace("æ", "ae"))
                           if not unicodedata.combining(c))  # fmt: skip
        assert stripped == plain


def test_a_long_message_is_read_to_its_end(encoder):
    """The danger stands after a thousand words that state nothing."""
    tokens = "je vous remercie de votre appel de hier et je reviens vers vous .".split() * 80
    tokens += "elle dit que elle veut mourir ce soir et elle a prepare ses medicaments".split()
    judged = encoder.judge(tokens, [set() for _ in tokens])
    assert judged.by_word.shape[0] == len(tokens)
    perils = {label.value: chance for label, chance in judged.of("urgence")}
    assert perils["suicidaire"] > 0.5
    label = next(lab for lab, _ in judged.of("urgence") if lab.value == "suicidaire")
    first, last = judged.words(label)
    assert len(tokens) - 15 <= first < last <= len(tokens)


@settings(deadline=None)  # the first call loads the encoder
@given(st.lists(st.text(alphabet="abcé.,¶0123456789", min_size=1, max_size=12), min_size=1, max_size=40))
def test_any_message_gets_chances_between_nought_and_one(tokens):
    encoder = _shared()
    judged = encoder.judge(tokens, [{"o:personne", "un signe inconnu"} for _ in tokens])
    assert judged.by_word.shape[0] == len(tokens)
    assert np.isfinite(judged.chances).all() and ((judged.chances >= 0) & (judged.chances <= 1)).all()


@lru_cache(maxsize=1)
def _shared():
    """Loaded once for every example."""
    return Encoder.load(FOLDER)


def test_the_words_of_a_fact_are_those_around_the_likeliest():
    label = Label("isolement", True, 0)
    by_word = np.array([[0.1], [0.5], [0.9], [0.4], [0.1], [0.8]])
    judged = Judgement((label,), np.array([0.9]), by_word)
    assert judged.words(label) == (1, 4)


@given(st.floats(min_value=1e-5, max_value=1 - 1e-5))
def test_odds_and_chances_are_two_ways_to_say_one_thing(chance):
    assert chance_of(log_odds(chance)) == pytest.approx(chance, rel=1e-3)


@pytest.mark.parametrize(
    "name, content, message",
    [
        ("morceaux.tsv", "a\t-1\nb\n", r"morceaux.tsv:2: "),
        ("accents.tsv", "ete\tété\netait\n", r"accents.tsv:2: "),
        ("etiquettes.json", "{", r"etiquettes.json : fichier illisible"),
        ("encodeur.onnx", "rien", r"encodeur.onnx : modèle illisible"),
    ],
)
def test_a_spoilt_file_is_named(name, content, message, tmp_path):
    folder = tmp_path / "encoder"
    shutil.copytree(FOLDER, folder)
    (folder / name).write_text(content, encoding="utf-8")
    with pytest.raises(SourceError, match=message):
        Encoder.load(folder)


def test_what_is_learnt_only_beside_is_not_told(encoder):
    told = json.loads((FOLDER / "etiquettes.json").read_text(encoding="utf-8"))["faits"]
    assert any("|autre" in name for name in told)
    assert len(encoder.labels) < len(told)
