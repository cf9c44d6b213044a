"""The directory's own content: complete, sourced, and nothing made up."""

from __future__ import annotations

import csv
import re
from collections import Counter

import pytest

from actions.directory.csv_files import DirectoryFiles, read_directory
from actions.directory.repository import DATA

# What the sources state: the leaflet, then the research on public texts. A new number needs a
# source first, then a line here.
NUMBERS = {
    *("3646", "39 60", "+33 9 71 10 39 60"),
    *("15", "17", "18", "112", "114", "115", "119", "3114", "3919", "3977"),
    *("116 006", "116 117", "+33 1 84 90 36 46"),
    *("0 806 706 806", "0 805 160 075", "0 800 112 212", "0 808 800 700"),
}
LEAFLET_NUMBERS = {"3646", "39 60", "+33 9 71 10 39 60"}
LEAFLET_EMAILS = {
    "04": ["servicesocialdigne@carsat-sudest.fr"],
    "05": ["servicesocial05@carsat-sudest.fr"],
    "06": ["servicesocialnice@carsat-sudest.fr"],
    "13": ["servicesocialbdrouest@carsat-sudest.fr", "servicesocialbdrestssd@carsat-sudest.fr"],
    "2A": ["servicesocialajaccio@carsat-sudest.fr"],
    "2B": ["servicesocialbastia@carsat-sudest.fr"],
    "83": ["servicesocialvar@carsat-sudest.fr"],
    "84": ["servicesocial84@carsat-sudest.fr"],
}
SITES = {
    "https://www.ameli.fr",
    "https://www.lassuranceretraite.fr",
    "https://www.ameli.fr/assure/droits-demarches/difficultes-acces-droits-soins"
    "/aides-financieres-individuelles",
}
EVERY_DEPARTEMENT = (
    {f"{number:02}" for number in range(1, 96) if number != 20}
    | {"2A", "2B"}
    | {"971", "972", "973", "974", "976"}
)


@pytest.fixture(scope="module")
def files() -> DirectoryFiles:
    return read_directory(DATA)


def test_every_departement_is_there_and_linked(files: DirectoryFiles) -> None:
    caisses = {caisse.code for caisse in files.caisses}
    assert {departement.code for departement in files.departements} == EVERY_DEPARTEMENT
    linked = {departement.caisse_service_social for departement in files.departements}
    linked |= {departement.caisse_retraite for departement in files.departements}
    assert linked == caisses


def test_only_ile_de_france_has_two_caisses(files: DirectoryFiles) -> None:
    two = {d.code for d in files.departements if d.caisse_service_social != d.caisse_retraite}
    assert two == {"75", "77", "78", "91", "92", "93", "94", "95"}


@pytest.mark.parametrize(
    ("code", "caisse"),
    [
        ("02", "carsat_hauts_de_france"),
        ("31", "carsat_midi_pyrenees"),
        ("67", "carsat_alsace_moselle"),
        ("94", "cramif"),
        ("59", "carsat_hauts_de_france"),
        ("87", "carsat_centre_ouest"),
        ("976", "cssm_mayotte"),
        ("06", "carsat_sud_est"),
        ("49", "carsat_pays_de_la_loire"),
    ],
)
def test_caisse_of_the_nine_cases(files: DirectoryFiles, code: str, caisse: str) -> None:
    found = {d.code: d.caisse_service_social for d in files.departements}
    assert found[code] == caisse


def test_no_number_that_the_sources_do_not_state(files: DirectoryFiles) -> None:
    assert {c.telephone for c in files.contacts} - {None} == NUMBERS


def test_no_site_that_the_sources_do_not_state(files: DirectoryFiles) -> None:
    assert {c.url for c in files.contacts} - {None} == SITES


def test_emails_are_those_of_the_leaflet(files: DirectoryFiles) -> None:
    found: dict[str, list[str]] = {}
    for contact in files.contacts:
        if contact.courriel:
            assert contact.departement
            found.setdefault(contact.departement, []).append(contact.courriel)
    assert found == LEAFLET_EMAILS


def test_number_in_words_is_one_of_the_list(files: DirectoryFiles) -> None:
    """A number may hide in a name or in a usage too."""
    for contact in files.contacts:
        words = f"{contact.nom} {contact.usage}".replace("24 h/24", "").replace("7 j/7", "")
        assert set(re.findall(r"\d[\d ]*\d|\d", words)) <= NUMBERS, contact.code


def test_every_contact_says_where_it_comes_from(files: DirectoryFiles) -> None:
    assert all(len(contact.source) > 5 for contact in files.contacts)


def test_leaflet_certainty_goes_with_the_leaflet(files: DirectoryFiles) -> None:
    for contact in files.contacts:
        assert (contact.certitude == "D") == contact.source.startswith("livret"), contact.code
        if contact.telephone in LEAFLET_NUMBERS:
            assert contact.certitude == "D"


def test_out_of_date_hours_are_not_given(files: DirectoryFiles) -> None:
    for contact in files.contacts:
        hours = re.search(r"\d{1,2} ?h(?! ?/ ?24)|lundi|samedi", contact.usage)
        assert not hours, contact.code
        if contact.certitude == "C":
            assert "24" not in contact.usage, contact.code


@pytest.mark.parametrize(
    "code",
    [
        *("service_social_hospitalier", "service_social_departemental", "ccas"),
        *("msa_service_social", "service_social_personnel", "caisse_retraite_complementaire"),
        *("association_habitat", "cssm", "carsat_action_sociale", "mdph"),
    ],
)
def test_nobody_gets_a_number_that_is_not_known(files: DirectoryFiles, code: str) -> None:
    (contact,) = [contact for contact in files.contacts if contact.code == code]
    assert (contact.telephone, contact.courriel, contact.url) == (None, None, None)


def test_urgences_have_their_number(files: DirectoryFiles) -> None:
    numbers = {contact.code: contact.telephone for contact in files.contacts}
    for code in ("samu_15", "urgence_112", "pompiers_18", "police_17", "sms_114", "suicide_3114"):
        assert numbers[code] == code.rpartition("_")[2]
    for code in ("samu_social_115", "enfance_119", "violences_3919", "maltraitance_3977"):
        assert numbers[code] == code.rpartition("_")[2]


def test_communes_are_well_formed_and_in_order() -> None:
    with (DATA / "communes.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    assert header == ["nom", "departement", "codes_postaux", "population", "type"]
    assert not [row for row in rows if len(row) != 5 or "," in row[0]]
    assert not [row for row in rows if not re.fullmatch(r"(\d{5}( \d{5})*)?", row[2])]
    assert not [row for row in rows if not re.fullmatch(r"\d*", row[3])]
    types = Counter(row[4] for row in rows)
    assert set(types) == {"", "deleguee", "associee", "arrondissement"}
    assert types["arrondissement"] == 45
    assert types[""] > 34_800
    assert {row[1] for row in rows} >= EVERY_DEPARTEMENT
    assert [row[1] for row in rows] == sorted(row[1] for row in rows)
    assert (DATA / "communes.csv").stat().st_size < 1_500_000
