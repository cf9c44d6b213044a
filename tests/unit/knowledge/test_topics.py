"""The knowledge: mistakes are told with their line, and nothing in it is invented."""

from __future__ import annotations

import csv
import re
import shutil

import pytest

from actions.assembly import DATA, contact_codes
from actions.knowledge import load_knowledge
from bot.conservation import load_conservation
from bot.source import SourceError

CONTACTS = contact_codes(DATA / "directory")
#: Numbers to dial, as they are written: +33…, 0 8…, 39 60, four figures from 3, emergency numbers.
NUMBER = re.compile(
    r"(?<!\d)(?:\+33[ \d]+\d|0 \d[ \d]+\d|39 60|3[0-9]{3}|1[1578]|11[2459])(?![\d ]*\d)"
)


def broken(tmp_path, file, old, new):
    """Load with `old` replaced by `new`; the error and the line of the change."""
    folder = tmp_path / "knowledge"
    shutil.copytree(DATA / "knowledge", folder)
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(SourceError) as error:
        load_knowledge(folder, CONTACTS)
    return str(error.value), text[: text.index(old)].count("\n") + 1


@pytest.mark.parametrize(
    "file, old, new, words",
    [
        ("joindre.yml", "source: livret, « Comment nous joindre ? »", "source: internet",
         "une source commence par"),
        ("joindre.yml", "contacts: [service_social_3646, ameli]", "contacts: [numero_vert]",
         "contact inconnu"),
        ("joindre.yml", "suites: [cout, courriel, signalement]", "suites: [cout, courrier]",
         "n'est pas un autre sujet"),
        ("joindre.yml", "suites: [cout, courriel, signalement]", "suites: [cout]",
         "deux ou trois sujets"),
        ("joindre.yml", "inconnu: oui", "inconnu: peut-être", "il faut oui ou non"),
        ("joindre.yml", "  titre: Combien coûte l'appel ?", "  title: Combien ?", "clé inconnue"),
        ("service.yml", "    - dites m'en plus sur le service social\n", "    - combien coûte l'appel\n",
         "est déjà la question"),
        ("sans_reponse.yml", "sujets: [service,", "sujets: [services,", "n'est pas un autre sujet"),
    ],
)  # fmt: skip
def test_mistakes_name_file_and_line(file, old, new, words, tmp_path):
    message, line = broken(tmp_path, file, old, new)
    assert message.startswith(f"{file}:{line}:"), message
    assert words in message


def test_what_is_unknown_says_who_knows(tmp_path):
    message, _ = broken(
        tmp_path, "inconnu.yml",
        "Demandez-le en appelant le 3646, en disant « service social ».", "Tant pis."
    )  # fmt: skip
    assert "3646" in message and message.startswith("inconnu.yml:")


def test_every_number_is_one_of_the_directory(knowledge):
    with (DATA / "directory" / "contacts.csv").open(encoding="utf-8", newline="") as stream:
        known = {row["telephone"] for row in csv.DictReader(stream)} - {""}
    told = 0
    for topic in (*knowledge.topics.values(), knowledge.unanswered):
        for number in NUMBER.findall(f"{topic.reponse} {topic.reponse_assure}"):
            assert number in known, f"{topic.id}: {number}"
            told += 1
    assert told > 40


def test_every_quotation_of_the_leaflet_is_a_section_of_it(knowledge):
    leaflet = {
        "Introduction", "Qui sommes-nous ?", "Nos équipes", "Le service social, en chiffres", "Nos missions",
        "Quel est l'accompagnement proposé aux assurés ?", "Comment nous joindre ?", "Situations pratiques",
        "Service Social Départemental", "Service Social Régional",
    }  # fmt: skip
    for topic in knowledge.topics.values():
        if topic.source.startswith("livret"):
            assert set(re.findall(r"« (.+?) »", topic.source)) <= leaflet, topic.id
            assert re.search(r"«|cas pratique|n'en dit rien|ne donne", topic.source), topic.id


def test_a_title_is_known_by_itself(knowledge):
    for topic in knowledge.topics.values():
        assert knowledge.titled(topic.titre.upper()) is topic
    assert knowledge.titled("bonjour") is None


def test_how_long_messages_are_kept_is_told_as_it_is(knowledge):
    kept = load_conservation(DATA / "conservation.yml")
    days = {int(n) for n in re.findall(r"(\d+) jours", knowledge.topics["messages"].reponse)}
    assert days == {kept.conversations} == {kept.fiches}
