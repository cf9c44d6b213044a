"""Mistakes in the sheet's wording, or in how long things are kept, name the file and the line."""

from __future__ import annotations

import pytest

from actions.assembly import DATA
from actions.sheet.wording import load_sheet_wording
from bot.conservation import load_conservation
from bot.source import SourceError


@pytest.mark.parametrize(
    "old, new, words",
    [
        ("titre: Fiche", "titer: Fiche", "titer"),
        ("Référence {reference}", "Référence {ref}", "{ref}"),
        ("établie le {date}", "établie le {date", "accolades"),
        ("[age, departement, regime]", "[age, regime]", "departement"),
        ("[age, departement, regime]", "[age, departement, regime, isolement]", "déjà placé"),
        ("hors_fiche: [profil]", "hors_fiche: [profile]", "profile"),
        ("  urgence: aucune", "  urgence: rien", "rien"),
        ("  autres: [departement, age]", "  others: [departement, age]", "others"),
        ("janvier, février", "janvier", "douze mois"),
        ("  efface: C'est", "  efface2: C'est", "efface2"),
        ("  avis_utile: Merci", "  avis_utile: Merci {nom}", "{nom}"),
    ],
)
def test_a_mistake_names_file_and_line(old, new, words, tmp_path, catalogue):
    text = (DATA / "wording" / "fiche.yml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "fiche.yml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(SourceError, match=r"^fiche\.yml:\d+: ") as error:
        load_sheet_wording(path, catalogue)
    assert words in str(error.value)


@pytest.mark.parametrize("text", ["conversations: 30\n", "conversations: 0\nfiches: 30\n", "conversations: un mois\nfiches: 30\n",
                                  "conversations: 30\nfiches: 4000\n"])  # fmt: skip
def test_durations_are_days(text, tmp_path):
    path = tmp_path / "conservation.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=r"^conservation\.yml:\d+: "):
        load_conservation(path)
