"""Folding: capitals, accents, hyphens and apostrophes do not count."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.gazetteer import fold

LETTERS = "abcdefghijklmnopqrstuvwxyzàâäçéèêëîïôöùûüÿœæ"
FRENCH = st.text(alphabet=LETTERS + LETTERS.upper() + " -'’.0123456789", max_size=40)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Saint-Étienne-du-Rouvray", "saint etienne du rouvray"),
        ("ST ETIENNE DU ROUVRAY", "saint etienne du rouvray"),
        ("Ste-Foy-lès-Lyon", "sainte foy les lyon"),
        ("L’Haÿ-les-Roses", "l hay les roses"),
        ("Schœlcher", "schoelcher"),
        ("SCHŒLCHER", "schoelcher"),
        ("Paris 13ème", "paris 13"),
        ("Paris 1er", "paris 1"),
        ("  Nogent -- le\tRotrou. ", "nogent le rotrou"),
        ("Stains", "stains"),
        ("Best", "best"),
        ("", ""),
        ("…", ""),
    ],
)
def test_fold(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_folded_is_plain_words(text: str) -> None:
    folded = fold(text)
    assert all(word.isascii() and word.isalnum() for word in folded.split())
    assert folded == " ".join(folded.split()) == folded.lower()


@given(FRENCH)
def test_case_and_accent_encoding_do_not_count(text: str) -> None:
    assert fold(text.upper()) == fold(text) == fold(text.lower())
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(FRENCH)
def test_hyphens_and_apostrophes_are_spaces(text: str) -> None:
    for sign in "-'’":
        assert fold(text.replace(" ", sign)) == fold(text)


@given(FRENCH, FRENCH)
def test_folding_is_word_by_word(left: str, right: str) -> None:
    assert fold(f"{left} {right}") == f"{fold(left)} {fold(right)}".strip()
