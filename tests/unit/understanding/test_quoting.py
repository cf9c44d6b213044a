"""What is quoted back is enough of a sentence to be recognised, and never more than a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.quoting import quotable
from bot.understanding.text import Words


def quoted(text: str, pointed: str) -> str:
    """What is quoted when the words `pointed` of `text` are pointed at."""
    words = Words(text)
    start = text.index(pointed)
    inside = [i for i, w in enumerate(words.words) if w.start < start + len(pointed) and start < w.end]
    first, last = quotable(words, inside[0], inside[-1] + 1)
    return words.evidence(first, last)[0]


@pytest.mark.parametrize("text, pointed, expected", [
    ("M. Diallo est venu hier. Il avait un couteau sur lui, dit-il.", "Il avait", "Il avait un couteau sur lui"),
    ("Elle vit à la rue. Aucun revenu.", "à la", "Elle vit à la rue"),
    ("Elle ne mange plus à sa faim depuis Noël.", "ne mange plus à sa faim", "ne mange plus à sa faim"),
    ("Mme 53a, AT dp 4 mois, K sein", "AT", "AT dp 4 mois"),
])  # fmt: skip
def test_a_scrap_is_widened_to_its_clause(text, pointed, expected):
    assert quoted(text, pointed) == expected


def test_a_long_breath_is_quoted_around_the_words():
    text = "bonjour je vous explique la situation de cette dame que nous suivons depuis un moment et qui est à la rue ce soir"
    told = quoted(text, "à la")
    assert "à la rue" in told and len(told.split()) <= 12


@given(st.lists(st.sampled_from(["elle", "dort", ",", ".", "mais", "rue", "et", "dehors"]), min_size=2, max_size=40), st.data())
def test_what_was_pointed_at_is_always_in_what_is_quoted(tokens, data):
    words = Words(" ".join(tokens))
    if not len(words):
        return
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first + 1, len(words)))
    start, end = quotable(words, first, last)
    assert start <= first < last <= end <= len(words)
    assert end - start <= max(12, last - first)
