"""A sheet's reference spelled aloud is no name: it must reach the dialogue whole."""

from __future__ import annotations

import pytest

from actions.sheet.reference import new_reference
from bot.privacy import mask

FIGURES = "zéro un deux trois quatre cinq six sept huit neuf".split()


@pytest.mark.parametrize("word", ["la référence", "la fiche", "le code"])
def test_spelled_references_are_kept(word):
    for _ in range(150):
        signs = new_reference().replace("-", "")
        aloud = " ".join(FIGURES[int(s)] if s.isdigit() else s.lower() for s in signs)
        text = f"je voudrais reprendre {word} {aloud}"
        assert mask(text).text == text


def test_a_name_spelled_elsewhere_is_still_masked():
    text = "je m'appelle Martineau m a r t i n e a u et j'ai 54 ans"
    assert "Martineau" not in mask(text).text
