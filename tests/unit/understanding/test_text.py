"""Text → words: folding, elisions, numbers, by ear; offsets point into what was typed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understanding.text import Words, fold

ALPHABET = "abcdeéèàçœ jlnqu'’-.,;:!?()/\n0123456789ABÉ€%«»…½🙂 "


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("N'est-elle PAS à l'hôpital ?", "ne est elle pas a le hopital ? "),
        ("J ai mal, jai peur", "je ai mal , je ai peur "),
        ("quatre-vingt-dix-sept ans", "97 ans "),
        ("soixante et onze ans", "71 ans "),
        ("un enfant et une fille", "un enfant et une fille "),
        ("Mme D. est là. Elle dort.", "mme d est la . elle dort . "),
        ("ses I.J. sont bloquées.", "ses ij sont bloquees . "),
        ("1 250,50 €", "1 250.50 euros "),
        ("cœur, œuvre", "coeur , oeuvre "),
        ("depuis 6moi", "depuis 6 mois "),
        ("jé mal, c pr mon mari", "je ai mal , ce est pr mon mari "),
        ("o chomage", "au chomage "),
        ("il et arrété", "il est arrete "),
        ("elle et son mari", "elle et son mari "),
        ("il ma frappé", "il me a frappe "),
        ("ma santé", "ma sante "),
    ],
)
def test_canonical_line(typed, line):
    assert Words(typed).line == line


def test_sentences_end_at_full_stops_and_line_breaks():
    words = Words("Elle dort. Il mange ; tout va\nbien")
    assert [words.tokens[a:b] for a, b in words.sentences] == [
        ["elle", "dort", "."],
        ["il", "mange", ";"],
        ["tout", "va", "¶"],
        ["bien"],
    ]


def test_a_wrapped_line_goes_on():
    long = "Madame Durand, qui vit seule depuis des années, n'a jamais"
    assert len(Words(long + "\nété hospitalisée").sentences) == 1
    assert len(Words("âge 50\nen arrêt").sentences) == 2


def test_evidence_is_what_was_typed():
    words = Words("Elle a QUATRE-VINGTS ans, je crois.")
    at = words.tokens.index("80")
    assert words.evidence(at, at + 2) == ("QUATRE-VINGTS ans", 7, 24)


@pytest.mark.parametrize(("typed", "folded"), [("À l'Œuvre", "a l'oeuvre"), ("NOËL", "noel")])
def test_fold(typed, folded):
    assert fold(typed) == folded


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=80), st.text(ALPHABET, max_size=80)))
def test_any_text_is_read_and_offsets_point_into_it(text):
    words = Words(text)
    last = 0
    for word in words.words:
        assert 0 <= word.start < word.end <= len(text)
        assert word.start >= last
        last = word.start
    assert len(words.tokens) == len(words.words)
    for i in range(len(words)):
        first, end = words.sentence(i)
        assert first <= i < end


@settings(max_examples=100, deadline=None)
@given(st.text(ALPHABET, max_size=60))
def test_index_finds_every_word_of_the_line(text):
    words = Words(text)
    at = 0
    for i, token in enumerate(words.tokens):
        assert words.index(at) == i
        at += len(token) + 1
