"""Said, not read: over every text there is, no digit, link, list or Markdown, and no breath too long."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from text_to_num import text2num

from actions.answers.spoken.aloud import Aloud, email_aloud
from actions.answers.spoken.breaths import LONGEST, length
from actions.answers.spoken.numbers import amount, cardinal, ordinal, phone
from actions.answers.spoken.readback import duration
from actions.answers.spoken.wording import load_spoken_wording
from actions.assembly import DATA, departement_codes, phone_numbers
from bot.source import SourceError, load_map

_UNSAYABLE = re.compile(r"[^\w\s,.:!?'-]|[\d_]|\b(?:https?|www)\b|\.(?:fr|com|org)\b|arobas[^e]")
_FILES = [
    *sorted((DATA / "wording").glob("*.yml")), DATA / "faits.yml", *sorted((DATA / "policy").glob("*.yml")),
    *sorted((DATA / "knowledge").glob("*.yml")), *sorted((Path(__file__).resolve().parents[2] / "conversations").rglob("*.yml")),
]  # fmt: skip


def unsayable(text: str) -> bool:
    """Whether something of a text cannot be heard."""
    return bool(_UNSAYABLE.search(text))


@pytest.fixture(scope="module")
def wording(catalogue, policy):
    return load_spoken_wording(
        DATA / "wording" / "voix.yml", catalogue, list(policy.emergencies), departement_codes(DATA / "directory")
    )


@pytest.fixture(scope="module")
def aloud(wording):
    return Aloud(wording.pronunciations, phone_numbers(DATA / "directory"))


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield str(value)
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)


@pytest.mark.parametrize("path", _FILES, ids=[f"{p.parent.name}/{p.stem}" for p in _FILES])
def test_every_text_can_be_said(path, aloud):
    for text in texts(load_map(path)):
        for sentence in aloud.sentences(text):
            assert not unsayable(sentence), (text, sentence)
            assert length(sentence) <= LONGEST and sentence[-1] in ".!?", (text, sentence)


@given(st.text())
def test_whatever_is_written_can_be_said(text):
    aloud = Aloud({"ameli.fr": "le site ameli"}, ("3646", "+33 9 71 10 39 60"))
    for sentence in aloud.sentences(text):
        assert not re.search(r"[0-9()*_#@/<>|\[\]]", sentence), (text, sentence)
        assert length(sentence) <= LONGEST


@pytest.mark.parametrize(
    "written, said",
    [
        ("Composez le **3646** (gratuit) et dites « service social ».", "Composez le trente-six, quarante-six et dites service social."),
        ("Appelez le 3114, ou le 15.", "Appelez le trente et un, quatorze, ou le quinze."),
        ("Le 39 60, depuis l'étranger le +33 9 71 10 39 60.", "Le trente-neuf, soixante, depuis l'étranger le plus trente-trois, neuf, soixante et onze, dix, trente-neuf, soixante."),
        ("plus de 2 400 lieux", "Plus de deux mille quatre cents lieux."),
        ("3 646 euros et 3646 €", "Trois mille six cent quarante-six euros et trois mille six cent quarante-six euros."),
        ("Voyez la MDPH et www.lassuranceretraite.fr.", "Voyez la M D P H et le site de l'assurance retraite."),
        ("- Var : servicesocialvar@carsat-sudest.fr", "Var."),
        ("24 h/24 et 7 j/7", "Vingt-quatre heures sur vingt-quatre et sept jours sur sept."),
        ("salarié(e), 71 ans, n°5", "Salarié, soixante et onze ans, numéro cinq."),
        ("Vous pouvez demander « pourquoi pas la CPAM ? ».", "Vous pouvez demander pourquoi pas la C P A M."),
        ("le 1er mai, à 8h30", "Le premier mai, à huit heures trente."),
        ("Les services sociaux du département ou de la commune répondent quand la difficulté n'est pas liée à la santé et que la personne n'est pas à la retraite",
         "Les services sociaux du département ou de la commune répondent quand la difficulté n'est pas liée à la santé. Et que la personne n'est pas à la retraite."),
        ("Merci. C'est noté.", "Merci, c'est noté."),
        ("**Pourquoi cette orientation**\nLa règle est celle-ci", "La règle est celle-ci."),
        ("reprendre ABCD-2345", "Reprendre A B C D, deux trois quatre cinq."),
    ],
)  # fmt: skip
def test_as_it_is_said(written, said, aloud):
    assert " ".join(aloud.sentences(written)) == said


@given(st.integers(0, 999_999))
def test_numbers_are_those_that_are_understood(number):
    assert text2num(cardinal(number), "fr") == number


def test_phone_numbers_go_by_pairs():
    assert phone("3646") == "trente-six, quarante-six" and phone("112") == "cent douze"
    assert phone("116 006") == "cent seize, zéro zéro six"
    assert phone("06 12 34 56 78").startswith("zéro six, douze")
    assert amount("0,7") == "zéro virgule sept" and ordinal(1) == "premier"


def test_every_number_of_the_directory_is_heard_as_one(aloud):
    for number in phone_numbers(DATA / "directory"):
        assert phone(number) in aloud.words(f"Appelez le {number}.")


def test_an_address_is_spelled(aloud):
    said = email_aloud("servicesocial84@carsat-sudest.fr", aloud.words)
    assert said == "servicesocial, quatre-vingt-quatre, arobase, carsat, tiret, sudest, point, F R"


@pytest.mark.parametrize("months, said", [(3, "3 mois"), (0.7, "3 semaines"), (1.5, "1 mois et demi"),
                                          (24, "2 ans"), (12, "1 an"), (0.25, "une semaine")])  # fmt: skip
def test_durations(months, said):
    assert duration(months) == said


# ------------------------------------------------------------------ the words themselves
def test_the_numbers_of_an_emergency_are_its_own_first_and_twice(wording, policy, assistant, aloud):
    for kind, emergency in policy.emergencies.items():
        first, *again = aloud.sentences(wording.emergencies[kind])
        for contact in assistant.directory.contacts(emergency.contacts):
            said = phone(contact.telephone)
            assert said in " ".join([first, *again[:-1]]) and said in again[-1], (kind, said)
        assert "répète" in again[-1]


def test_nothing_said_speaks_of_a_screen(wording):
    for text in [*wording.phrases.values(), *wording.informations.values(), *wording.emergencies.values()]:
        assert not re.search(r"\b(?:écri[vt]|clique|touchez|bouton|copie|imprime|lisez|ci-dessous|affich)", text), text


def test_every_own_form_answers_something(wording, assistant):
    known = {*assistant.knowledge.topics, *assistant.wording.paragraphs, *assistant.sheets.wording.lines,
             "correction", "incompris", "incompris_apres", "merci_apres", "avis", "reprise", "effacement", "donnees_masquees", "prudence"}  # fmt: skip
    assert set(wording.informations) <= known


def test_every_fact_that_may_decide_is_read_back(wording, catalogue):
    silent = {"profil", "departement", "duree_arret_mois", "retraite_recente", "urgence"}
    assert set(wording.read_back) == set(catalogue) - silent


@pytest.mark.parametrize(
    "old, new, word",
    [
        ("  annonce: ", "  anonce: ", "clé inconnue « anonce »"),
        ("{jours} jours au plus", "{mois} mois au plus", "{mois}"),
        ("{jours} jours au plus", "{jours jours au plus", "accolades"),
        ("A: Anatole, ", "", "il manque « A »"),
        ('  vitale: "', '  vital: "', "clé inconnue « vital »"),
        ("    prevue: [\"va", "    bientot: [\"va", "« bientot » n'est pas une valeur"),
        ("sujets: [La personne, Vous]", "sujets: [La personne]", "deux sujets"),
        ('"59", "75"', '"59", "00"', "département inconnu « 00 »"),
        ("  isolement:\n    oui", "  ennui:\n    oui", "fait inconnu « ennui »"),
        ("services: [service social", f"services: [{', '.join('abcdefghijklmnopqrstuvwxyz')}, service social", "de 1 à 30 mots"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_line(old, new, word, tmp_path, catalogue, policy):
    text = (DATA / "wording" / "voix.yml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "voix.yml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(SourceError) as told:
        load_spoken_wording(path, catalogue, list(policy.emergencies), departement_codes(DATA / "directory"))
    assert re.match(r"voix\.yml:\d+: ", str(told.value)) and word in str(told.value)
