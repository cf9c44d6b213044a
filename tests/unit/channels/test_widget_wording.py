"""The words of the widget's channel: as they ship, and mistakes told with file and line."""

from __future__ import annotations

import pytest

from actions.assembly import DATA
from bot.channels.widget_wording import load_widget_wording
from bot.source import SourceError

PATH = DATA / "wording" / "widget.yml"


def test_as_it_ships():
    wording = load_widget_wording(PATH)
    points = wording.starting_points()
    assert 3 <= len(points) <= 5 and all(set(p) == {"libelle", "envoyer"} for p in points)
    assert "30" in wording.erreurs["trop_de_messages"].format(secondes=30)


@pytest.mark.parametrize(
    "old, new, word",
    [
        ("departs:", "depart:", "clé inconnue « depart »"),
        ("    envoyer: Une personne sort de l'hôpital\n", "", "il manque « envoyer »"),
        ("Une personne sort de l'hôpital", "''", "« envoyer » est vide"),
        ("  - libelle: Une sortie d'hôpital\n    envoyer: Une personne sort de l'hôpital\n", "  - oui\n", "envoyer"),
        ("libelle: Un arrêt de travail", f"libelle: {'x' * 41}", "40 signes"),
        ("libelle: Une sortie d'hôpital", "libelle: Un arrêt de travail", "déjà"),
        ("{secondes} s", "{minutes} min", "{minutes}"),
        ("{secondes} s", "{secondes s", "accolades"),
        ("  trop_grand:", "  trop_large:", "trop_large"),
    ],
)
def test_mistakes_name_file_and_line(old, new, word, tmp_path):
    text = PATH.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "widget.yml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(SourceError, match=r"^widget\.yml:\d+: ") as error:
        load_widget_wording(path)
    assert word in str(error.value)


def test_two_starting_points_are_too_few_and_six_too_many(tmp_path):
    errors = PATH.read_text(encoding="utf-8").split("erreurs:")[1]
    for count in (2, 6):
        points = "".join(f"  - envoyer: message {n}\n" for n in range(count))
        path = tmp_path / "widget.yml"
        path.write_text(f"departs:\n{points}erreurs:{errors}", encoding="utf-8")
        with pytest.raises(SourceError, match="de 3 à 5"):
            load_widget_wording(path)
