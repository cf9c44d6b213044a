"""Plays every script under tests/conversations against the real assistant."""

from __future__ import annotations

import pytest

from bot.source import SourceError
from tests.conversations.scripted import failures, load_script, plain, scripts

SCRIPTS = scripts()


@pytest.mark.parametrize("script", SCRIPTS, ids=[s.name for s in SCRIPTS])
async def test_conversation(script, new_partner):
    partner, before = new_partner(canal=script.canal), ""
    for tour in script.tours:
        await partner.say(tour.dit)
        wrong = list(failures(tour, partner.text, partner.messages))
        if plain(partner.text) == before:
            wrong.append("la même réponse deux fois de suite")
        before = plain(partner.text)
        told = "\n".join([f"ligne {tour.line}, « {tour.dit} »", *wrong, "reçu :", partner.text])
        assert not wrong, told


@pytest.mark.parametrize(
    "text, line, words",
    [
        ("tours:\n  - dit: oui\n    sujt: cout\n", 3, "clé inconnue « sujt »"),
        ("tours:\n  - type: question\n", 2, "il manque « dit »"),
        ("tours:\n  - dit: oui\n    type: questions\n", 3, "n'est pas un type de réponse"),
        ("tours:\n  - dit: oui\n", 1, "ne pourrait pas échouer"),
        ("tours:\n  - dit: non\n    type: question\n", 1, "le nom d'une phrase dite"),
        ("canal: fax\ntours:\n  - dit: oui\n", 1, "« web » ou « voix »"),
    ],
)
def test_a_mistake_in_a_script_names_file_and_line(text, line, words, tmp_path):
    path = tmp_path / "oui.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError) as error:
        load_script(path)
    assert str(error.value).startswith(f"oui.yml:{line}:"), error.value
    assert words in str(error.value)


def test_what_is_not_as_expected_is_told(tmp_path):
    """The checks themselves can fail, each of them."""
    path = tmp_path / "oui.yml"
    path.write_text(
        "tours:\n  - dit: oui\n    type: question\n    sans_type: information\n    sujet: cout\n"
        "    contient: merci\n    ne_contient_pas: bonjour\n    boutons: Oui\n    contacts: '3646'\n"
        "    faits: {age: 3}\n    preuves: {age: trois}\n",
        encoding="utf-8",
    )
    tour = load_script(path).tours[0]
    bad = [{"custom": {"type": "information", "sujet": "accueil"}}]
    assert len(list(failures(tour, "Bonjour.", bad))) == 9
    good = [
        {"text": "Merci.", "buttons": [{"title": "Oui"}]},
        {"custom": {"type": "question", "sujet": "cout", "faits": {"age": 3},
                    "motifs": [{"fait": "age", "preuve": "trois ans"}],
                    "contacts": [{"telephone": "3646"}]}},
    ]  # fmt: skip
    assert list(failures(tour, "Merci.", good)) == []
    assert list(failures(tour, "", good)) != []
