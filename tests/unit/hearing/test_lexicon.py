"""The lexicon is checked when it is read, and errors name file and line."""

from __future__ import annotations

import pytest

from bot.hearing.french import departements
from bot.hearing.lexicon import SHORTEST, Lexicon
from bot.hearing.repair import DATA
from bot.source import SourceError

GOOD = """sigles: [MDPH]
termes:
  - Carsat
prononces:
  Carsat: carsatte
entendus:
  Carsat: [car sat]
lieux:
  Essonne: [les sons]
"""


def read(tmp_path, text):
    path = tmp_path / "lexique.yml"
    path.write_text(text, encoding="utf-8")
    return Lexicon.load(path, ["Essonne", "Lot"])


def test_what_is_read(tmp_path):
    lexicon = read(tmp_path, GOOD)
    assert lexicon.acronyms == {"mdph": "MDPH"}
    assert lexicon.heard == {("car", "sat"): "Carsat"}
    assert {t.written: t.said for t in lexicon.terms} == {"MDPH": ("emdepeaS",), "Carsat": ("kaRsat",)}
    assert lexicon.places == {"les sons": "Essonne"}


@pytest.mark.parametrize(
    "old, new, line, words",
    [
        ("[MDPH]", "[MDPH, mdph]", 1, "deux fois"),
        ("[MDPH]", "[M D]", 1, "n'est pas un sigle"),
        ("  - Carsat\n", "  - Carsat\n  - Carsat\n", 4, "deux fois"),
        ("  - Carsat\n", "  - Carsat\n  - eau\n", 4, "trop court"),
        ("  Carsat: carsatte", "  Carssat: carsatte", 5, "ni un sigle, ni un terme"),
        ("[car sat]", "[car sat, car sat]", 7, "deux fois"),
        ("[car sat]", "[carsat]", 7, "déjà le terme"),
        ("Essonne", "Essone", 9, "ni un département"),
        ("[les sons]", "[les sons, les sons]", 9, "deux fois"),
        ("sigles", "sigle", 1, "clé inconnue"),
        ("entendus:\n  Carsat: [car sat]\n", "", 1, "il manque « entendus »"),
    ],
)
def test_mistakes(tmp_path, old, new, line, words):
    with pytest.raises(SourceError, match=rf"lexique\.yml:{line}: .*{words}"):
        read(tmp_path, GOOD.replace(old, new, 1))


def test_ours_has_sounds_for_every_term():
    lexicon = Lexicon.load(DATA / "hearing" / "lexique.yml", departements(DATA))
    assert len(lexicon.terms) > 200
    assert all(len(said) >= SHORTEST - 1 for term in lexicon.terms for said in term.said)
