"""Whether it helped, and the reason given, as people say it."""

from __future__ import annotations

import pytest

from actions.dialogue.opinions import read_opinion


@pytest.mark.parametrize(
    "said, useful, word",
    [
        ("utile", True, ""),
        ("Très utile, merci", True, "merci"),
        ("c'est utile", True, ""),
        ("oui, ça m'aide", True, ""),
        ("ça m'a bien aidée", True, ""),
        ("pas utile", False, ""),
        ("ce n'était pas utile", False, ""),
        ("inutile", False, ""),
        ("ça ne m'a pas aidé", False, ""),
        ("ça m'aide pas vraiment", False, ""),
        ("ça ne sert à rien", False, ""),
        ("pas utile parce que je n'ai pas le bon numéro", False, "je n'ai pas le bon numéro"),
        ("Pas utile : le contact ne répond pas", False, "le contact ne répond pas"),
        ("peu utile, car trop long", False, "trop long"),
        ("ce n'est pas inutile", True, ""),
    ],
)
def test_read_as_it_is_said(said, useful, word):
    assert read_opinion(said) == (useful, word)


@pytest.mark.parametrize("said", ["", "merci", "oui", "elle est en arrêt", "un homme de 40 ans en arrêt voudrait savoir si c'est utile"])
def test_other_things_are_no_opinion(said):
    assert read_opinion(said) is None
