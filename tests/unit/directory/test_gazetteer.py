"""Places: the names as people write them, homonyms, post codes, words that are towns too."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.directory.repository import DATA
from bot.understanding.gazetteer import Commune, Gazetteer, fold

ROOT = DATA.parents[1]
COMMUNES = (DATA / "communes.csv").read_text(encoding="utf-8").splitlines()[1:]


def departements(communes: tuple[Commune, ...]) -> list[str]:
    return [commune.departement for commune in communes]


def best_of(runs: int, call: Callable[[], object]) -> float:
    """The shortest processor time of a call, in seconds: the others were disturbed."""

    def once() -> float:
        start = time.process_time()
        call()
        return time.process_time() - start

    return min(once() for _ in range(runs))


# Communes


@pytest.mark.parametrize(
    ("name", "departement"),
    [
        ("Saint-Quentin", "02"),
        ("Colomiers", "31"),
        ("Strasbourg", "67"),
        ("Créteil", "94"),
        ("Lille", "59"),
        ("Limoges", "87"),
        ("Mamoudzou", "976"),
        ("Nice", "06"),
        ("Cholet", "49"),
    ],
)
def test_towns_of_the_nine_cases(gazetteer: Gazetteer, name: str, departement: str) -> None:
    communes = gazetteer.communes(name)
    assert communes[0].departement == departement
    assert not communes[0].ancienne
    assert communes[0].population > 50_000 or name in ("Colomiers", "Cholet", "Saint-Quentin")


@pytest.mark.parametrize(
    ("written", "name", "departement"),
    [
        ("st quentin", "Saint-Quentin", "02"),
        ("CRETEIL", "Créteil", "94"),
        ("L'Isle d'Abeau", "L'Isle-d'Abeau", "38"),
        ("l'hay les roses", "L'Haÿ-les-Roses", "94"),
        ("schoelcher", "Schœlcher", "972"),
        ("Paris 13e arrondissement", "Paris 13e", "75"),
        ("paris 13", "Paris 13e", "75"),
        ("Marseille 1er", "Marseille 1er", "13"),
        ("Marseille", "Marseille", "13"),
        ("Château-Chinon", "Château-Chinon", "58"),
        ("Ajaccio", "Ajaccio", "2A"),
        ("Bastia", "Bastia", "2B"),
        ("Saint-Barthélemy-d'Agenais", "Saint-Barthélemy-d'Agenais", "47"),
        ("Saint-Martin-de-Ré", "Saint-Martin-de-Ré", "17"),
    ],
)
def test_names_as_people_write_them(
    gazetteer: Gazetteer, written: str, name: str, departement: str
) -> None:
    found = gazetteer.communes(written)
    assert (found[0].nom, found[0].departement) == (name, departement)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Valence", {"26", "16", "82"}),
        ("Saint-Denis", {"93", "974", "11", "30"}),
        ("Montreuil", {"93", "85", "28"}),
    ],
)
def test_homonyms(gazetteer: Gazetteer, name: str, expected: set[str]) -> None:
    communes = gazetteer.communes(name)
    assert expected <= set(departements(communes))
    populations = [commune.population for commune in communes]
    assert populations == sorted(populations, reverse=True)


def test_one_line_a_name_and_departement(gazetteer: Gazetteer) -> None:
    for name in ("Bors", "Castillon", "Arbignieu", "Valence", "Saint-Denis"):
        found = departements(gazetteer.communes(name))
        assert found
        assert len(found) == len(set(found)), name


def test_former_communes_are_marked(gazetteer: Gazetteer) -> None:
    (lomme,) = gazetteer.communes("Lomme")
    assert lomme == Commune("Lomme", "59", lomme.population, ancienne=True)
    (arbignieu,) = gazetteer.communes("Arbignieu")
    assert arbignieu == Commune("Arbignieu", "01", 0, ancienne=True)


def test_unknown_names(gazetteer: Gazetteer) -> None:
    for name in ("", "  ", "Gotham", "Saint", "Nulle-Part-sur-Mer"):
        assert gazetteer.communes(name) == ()


def test_every_commune_is_found_by_its_name(gazetteer: Gazetteer) -> None:
    """The whole list is folded at once; it must come to the same as name by name."""
    for line in COMMUNES:
        name, departement, *_ = line.split(",")
        assert departement in departements(gazetteer.communes(name)), name


# Names in a sentence


@pytest.mark.parametrize(
    ("sentence", "start", "length", "name"),
    [
        ("habite a saint etienne du rouvray depuis peu", 2, 4, "Saint-Étienne-du-Rouvray"),
        ("saint etienne du sud", 0, 2, "Saint-Étienne"),
        ("l isle d abeau", 0, 4, "L'Isle-d'Abeau"),
        ("st denis", 0, 2, "Saint-Denis"),
        ("paris 13eme arrondissement", 0, 3, "Paris 13e"),
        ("paris 13 depuis", 0, 2, "Paris 13e"),
        ("vit au mans", 1, 2, "Le Mans"),
        ("vient du havre", 1, 2, "Le Havre"),
        ("maire des ulis", 1, 2, "Les Ulis"),
        ("le mans", 0, 2, "Le Mans"),
        ("aux marais", 0, 2, "Aux Marais"),
        ("suit des cours", 2, 1, "Cours"),
    ],
)
def test_longest_match(
    gazetteer: Gazetteer, sentence: str, start: int, length: int, name: str
) -> None:
    match = gazetteer.longest_match(sentence.split(), start)
    assert match is not None
    assert match[0] == length
    assert match[1][0].nom == name


@pytest.mark.parametrize(
    ("sentence", "start"),
    [("une personne agee", 1), ("saint", 0), ("du", 0), ("mans", 0), ("paris", 1), ("", 0)],
)
def test_no_match(gazetteer: Gazetteer, sentence: str, start: int) -> None:
    assert gazetteer.longest_match(sentence.split(), start) is None


@settings(deadline=None)
@given(line=st.sampled_from(COMMUNES))
def test_longest_match_finds_any_commune_in_a_sentence(gazetteer: Gazetteer, line: str) -> None:
    name = line.split(",")[0]
    tokens = ["elle", "habite", *fold(name).split()]
    match = gazetteer.longest_match(tokens, 2)
    assert match is not None
    assert match[0] == len(tokens) - 2
    assert fold(name) in {fold(commune.nom) for commune in match[1]}


def test_longer_names(gazetteer: Gazetteer) -> None:
    assert gazetteer.longer_names("Clermont")[0].nom == "Clermont-Ferrand"
    assert {"92", "62"} == set(departements(gazetteer.longer_names("boulogne")))
    assert gazetteer.longer_names("Colomiers") == ()


# Post codes and départements


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("02100", ("02",)),
        ("31770", ("31",)),
        ("75013", ("75",)),
        ("75 013", ("75",)),
        ("75116", ("75",)),
        ("69003", ("69",)),
        ("20000", ("2A",)),
        ("20200", ("2B",)),
        ("97600", ("976",)),
        ("97400", ("974",)),
        ("01410", ("01", "39")),
        ("99999", ()),
        ("5901", ()),
        ("lille", ()),
        ("", ()),
    ],
)
def test_postcode(gazetteer: Gazetteer, code: str, expected: tuple[str, ...]) -> None:
    assert gazetteer.postcode(code) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Mayenne", "53"),
        ("cotes d armor", "22"),
        ("Côtes-d'Armor", "22"),
        ("COTES D’ARMOR", "22"),
        ("la Drôme", "26"),
        ("dans le Nord", "59"),
        ("département de l'Ain", "01"),
        ("La Réunion", "974"),
        ("réunion", "974"),
        ("Seine St Denis", "93"),
        ("Val d'Oise", "95"),
        ("59", "59"),
        ("le 93", "93"),
        ("2a", "2A"),
        ("2B", "2B"),
        ("976", "976"),
        ("01", "01"),
        ("20", None),
        ("99", None),
        ("1", None),
        ("Lyon", None),
        ("Corse", None),
        ("dans", None),
        ("Mayenne et Sarthe", None),
        ("", None),
    ],
)
def test_departement(gazetteer: Gazetteer, text: str, code: str | None) -> None:
    assert gazetteer.departement(text) == code


@pytest.mark.parametrize(
    ("sentence", "start", "expected"),
    [
        ("dans le val de marne depuis", 2, (3, "94")),
        ("les alpes de haute provence", 1, (4, "04")),
        ("a la reunion", 1, (2, "974")),
        ("une reunion", 1, None),
        ("le 59", 1, None),
        ("seine st denis", 0, (3, "93")),
        ("le nord", 1, (1, "59")),
        ("", 0, None),
    ],
)
def test_departement_longest_match(
    gazetteer: Gazetteer, sentence: str, start: int, expected: tuple[int, str] | None
) -> None:
    assert gazetteer.departement_longest_match(sentence.split(), start) == expected


def test_every_departement_by_name_and_code(gazetteer: Gazetteer) -> None:
    lines = (DATA / "departements.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert len(lines) == 101
    for line in lines:
        code, name = line.split(",")[:2]
        assert gazetteer.departement(name) == code
        assert gazetteer.departement(code.lower()) == code
        tokens = fold(name).split()
        assert gazetteer.departement_longest_match(tokens, 0) == (len(tokens), code)


# Words that are places too


@pytest.mark.parametrize(
    "name",
    [
        *("sens", "Tours", "MÈRE", "Y", "Eu", "vienne", "Orange", "l'hôpital", "Le Port", "Vitré"),
        *("Marie", "albert", "Fontaine", "La Réunion", "cher", "Saint-Joseph", "Bretagne", "ars"),
    ],
)
def test_common_word(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.common_word(name)


@pytest.mark.parametrize("name", ["Paris", "Nice", "Lille", "Limoges", "Cholet", "Saint-Quentin"])
def test_towns_first(gazetteer: Gazetteer, name: str) -> None:
    assert not gazetteer.common_word(name)


def test_common_words_are_places(gazetteer: Gazetteer) -> None:
    """A word that is no place's name would be a slip of the pen in the list."""
    lines = (DATA / "communes_mots_courants.txt").read_text(encoding="utf-8").splitlines()
    names = [line for line in lines if line and not line.startswith("#")]
    assert len(names) > 1000
    strange = [n for n in names if not gazetteer.communes(n) and not gazetteer.departement(n)]
    assert strange == []


def test_lookalikes_are_no_towns(gazetteer: Gazetteer) -> None:
    lines = (DATA / "mots_proches_de_villes.txt").read_text(encoding="utf-8").splitlines()
    words = [line for line in lines if line and not line.startswith("#")]
    assert len(words) > 300
    assert [word for word in words if gazetteer.communes(word)] == []


# Loading


def test_loading_is_quick() -> None:
    assert best_of(5, lambda: Gazetteer.load(DATA)) < 0.150


@pytest.mark.parametrize("name", ["saint xtienne", "Sainte-Genevieve-des-Boix", "x" * 5_000])
def test_close_is_quick(gazetteer: Gazetteer, name: str) -> None:
    assert best_of(3, lambda: gazetteer.close(name)) < 0.005


def test_malformed_line_is_refused() -> None:
    with pytest.raises(ValueError):
        Gazetteer(["Belley,01,9000"], {"01": "Ain"}, common_words=["Vienne"], lookalikes=["Bellay"])


def test_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Gazetteer.load(tmp_path)


def test_standard_library_only() -> None:
    script = (
        "import sys; sys.path.insert(0, '.'); import bot.understanding.gazetteer;"
        "names = {name.partition('.')[0] for name in sys.modules};"
        "print(sorted(names - set(sys.stdlib_module_names) - {'bot', '__main__'}))"
    )
    result = subprocess.run(
        [sys.executable, "-I", "-S", "-c", script],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert result.stdout.strip() == "[]"
