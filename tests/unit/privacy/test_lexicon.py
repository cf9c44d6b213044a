"""Mistakes in the lists are told with their file and line."""

from __future__ import annotations

import shutil

import pytest

from bot.privacy.lexicon import Lexicon
from bot.privacy.masking import DATA
from bot.source import SourceError


@pytest.fixture
def data(tmp_path):
    """A copy of the lists that masking reads."""
    for folder in ("privacy", "vocabulary", "directory"):
        shutil.copytree(DATA / folder, tmp_path / folder)
    return tmp_path


@pytest.mark.parametrize(
    "file, before, after, words",
    [
        ("noms.yml", "civilites:", "civilite:", "clé inconnue « civilite »"),
        ("noms.yml", "[m, mr,", "[M, mr,", "« M » s'écrit sans accents ni majuscules"),
        ("adresses.yml", "voies_sures:", "voies_sure:", "clé inconnue « voies_sure »"),
        ("noms_de_famille.txt", "abadie", "Abadie", "« Abadie » s'écrit sans accents"),
    ],
)
def test_a_mistake_names_file_and_line(file, before, after, words, data):
    path = data / "privacy" / file
    text = path.read_text(encoding="utf-8")
    assert before in text
    line = text[: text.index(before)].count("\n") + 1
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(SourceError) as error:
        Lexicon.load(data)
    assert str(error.value).startswith(f"{file}:{line}:"), error.value
    assert words in str(error.value)


def test_a_missing_list_is_named(data):
    (data / "privacy" / "mots_courants.txt").unlink()
    with pytest.raises(SourceError, match="mots_courants.txt:0: fichier introuvable"):
        Lexicon.load(data)
