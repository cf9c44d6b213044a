"""The directory on real databases: SQLite, and PostgreSQL where it is installed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, TimeoutError
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text
from sqlalchemy.exc import IntegrityError

from actions.directory.csv_files import read_directory
from actions.directory.engine import exclusive, open_engine
from actions.directory.errors import (
    DirectoryError,
    DirectoryUnavailableError,
    UnknownContactError,
)
from actions.directory.migrate import alembic_config, migrate
from actions.directory.models import Base
from actions.directory.repository import DATA, Directory

ROOT = DATA.parents[1]


def rename(file: Path, old: str, new: str) -> None:
    """Replace a text that is in the file."""
    content = file.read_text(encoding="utf-8")
    assert old in content
    file.write_text(content.replace(old, new), encoding="utf-8")


def test_contacts_keep_the_order_asked(directory: Directory) -> None:
    codes = ["samu_15", "service_social_3646", "ccas", "ameli"]
    contacts = directory.contacts(codes)
    assert [contact.code for contact in contacts] == codes
    assert [contact.telephone for contact in contacts] == ["15", "3646", None, None]
    assert contacts[3].url == "https://www.ameli.fr"
    assert contacts[1].nom == "Service social de l'Assurance Maladie"
    assert directory.contacts([]) == []


def test_same_contact_twice(directory: Directory) -> None:
    assert len(directory.contacts(["ccas", "ccas"])) == 2


def test_unknown_contact_is_an_error(directory: Directory) -> None:
    with pytest.raises(UnknownContactError, match="inconnu de l'annuaire : centre_antipoison"):
        directory.contacts(["ccas", "centre_antipoison"])


def test_database_says_what_the_files_say(directory: Directory) -> None:
    files = read_directory(DATA)
    assert directory.contacts([contact.code for contact in files.contacts]) == files.contacts
    for departement in files.departements:
        assert directory.departement(departement.code) == departement
    assert directory.departement("99") is None


@pytest.mark.parametrize(
    ("departement", "emails"),
    [
        (
            "13",
            [
                "servicesocialbdrouest@carsat-sudest.fr",
                "servicesocialbdrestssd@carsat-sudest.fr",
            ],
        ),
        ("2A", ["servicesocialajaccio@carsat-sudest.fr"]),
        ("2B", ["servicesocialbastia@carsat-sudest.fr"]),
        ("59", []),
        ("976", []),
        ("99", []),
    ],
)
def test_local_contacts(directory: Directory, departement: str, emails: list[str]) -> None:
    assert [contact.courriel for contact in directory.local_contacts(departement)] == emails


def test_local_contacts_are_of_the_service_social(
    open_directory: Callable[..., Directory], folder: Path
) -> None:
    with (folder / "contacts.csv").open("a", encoding="utf-8") as file:
        file.write("servicexsocial_06,Autre,,autre@exemple.fr,,06,essai,essai,C\n")
    directory = open_directory(folder)
    directory.prepare()
    emails = [contact.courriel for contact in directory.local_contacts("06")]
    assert emails == ["servicesocialnice@carsat-sudest.fr"]


def test_caisse_of_each_branche(directory: Directory) -> None:
    service_social = directory.caisse("75", "service_social")
    retraite = directory.caisse("75", "retraite")
    assert service_social and service_social.nom == "Cramif"
    assert retraite and retraite.nom == "Cnav Île-de-France"
    assert directory.caisse("2A", "retraite") == directory.caisse("06", "service_social")
    assert directory.caisse("99", "retraite") is None
    with pytest.raises(ValueError, match="branche inconnue"):
        directory.caisse("75", "famille")  # type: ignore[arg-type]


def test_records_are_frozen(directory: Directory) -> None:
    (contact,) = directory.contacts(["ccas"])
    with pytest.raises(FrozenInstanceError):
        contact.telephone = "0"  # type: ignore[misc]


def test_prepare_seeds_once(open_directory: Callable[..., Directory], folder: Path) -> None:
    directory = open_directory(folder)
    assert directory.prepare() is True
    assert directory.prepare() is False
    assert open_directory(folder).prepare() is False


def test_prepare_follows_the_files(open_directory: Callable[..., Directory], folder: Path) -> None:
    directory = open_directory(folder)
    directory.prepare()
    rename(folder / "contacts.csv", "samu_15,Samu,15", "samu_15,SAMU,15")
    rename(folder / "contacts.csv", "police_17,", "police_secours,")
    assert directory.prepare() is True
    assert directory.contacts(["samu_15"])[0].nom == "SAMU"
    assert directory.contacts(["police_secours"])[0].telephone == "17"
    with pytest.raises(UnknownContactError):
        directory.contacts(["police_17"])


def test_a_mistake_leaves_the_former_content(
    open_directory: Callable[..., Directory], folder: Path
) -> None:
    directory = open_directory(folder)
    directory.prepare()
    rename(folder / "contacts.csv", "samu_15,Samu,15", "samu_15,Samu,quinze")
    with pytest.raises(DirectoryError, match=r"^contacts\.csv:\d+: téléphone malformé « quinze »"):
        directory.prepare()
    assert directory.contacts(["samu_15"])[0].telephone == "15"


def test_first_failure_leaves_no_table(
    open_directory: Callable[..., Directory], database_url: str, folder: Path
) -> None:
    """Tables are rolled back too: the next start finds a database as empty as before."""
    rename(folder / "caisses.csv", ",cramif\n", ",autre\n")
    with pytest.raises(DirectoryError, match="type de caisse inconnu"):
        open_directory(folder).prepare()
    engine = open_engine(database_url)
    assert inspect(engine).get_table_names() == []
    engine.dispose()
    assert open_directory().prepare() is True


def test_a_failing_insert_leaves_the_former_content(
    directory: Directory, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    """What the files' checks let through and the database refuses rolls back as well."""
    files = read_directory(folder)
    contacts = [*files.contacts, files.contacts[0]]
    broken = type(files)(files.caisses, files.departements, contacts)
    monkeypatch.setattr("actions.directory.seed.read_directory", lambda _: broken)
    monkeypatch.setattr("actions.directory.seed.checksum", lambda _: "autre")
    with pytest.raises(DirectoryUnavailableError) as caught:
        directory.prepare()
    assert isinstance(caught.value.__cause__, IntegrityError)
    assert directory.contacts(["samu_15"])[0].telephone == "15"


def test_unprepared_database_says_so_in_french(open_directory: Callable[..., Directory]) -> None:
    with pytest.raises(DirectoryUnavailableError, match="l'annuaire ne répond pas"):
        open_directory().contacts(["ccas"])


@pytest.mark.parametrize(
    "url",
    [
        "postgresql+psycopg2://personne@127.0.0.1:1/rien",
        "sqlite:////nulle/part/annuaire.db",
        "pas une adresse",
        "inconnu://ici",
    ],
)
def test_no_database_says_so_in_french(url: str) -> None:
    with pytest.raises(DirectoryUnavailableError, match="l'annuaire ne répond pas"):
        Directory(url).prepare()


def test_a_later_database_is_refused(directory: Directory, database_url: str) -> None:
    engine = open_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE annuaire_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(DirectoryUnavailableError):
        directory.prepare()


def test_migrations_make_the_models(directory: Directory, database_url: str) -> None:
    engine = open_engine(database_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "version_table": "annuaire_version"}
        )
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def test_migrations_go_back(directory: Directory, database_url: str) -> None:
    engine = open_engine(database_url)
    with exclusive(engine) as connection:
        command.downgrade(alembic_config(connection), "base")
    assert inspect(engine).get_table_names() == ["annuaire_version"]
    with exclusive(engine) as connection:
        migrate(connection)
        assert "annuaire_contacts" in inspect(connection).get_table_names()
    engine.dispose()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE annuaire_departements SET caisse_retraite = 'nulle_part' WHERE code = '01'",
        "UPDATE annuaire_contacts SET departement = '99' WHERE code = 'cssm'",
        "UPDATE annuaire_contacts SET source = '' WHERE code = 'cssm'",
        "INSERT INTO annuaire_etat (id, empreinte) VALUES (2, 'x')",
        "DELETE FROM annuaire_caisses WHERE code = 'cramif'",
    ],
)
def test_database_keeps_its_own_rules(
    directory: Directory, database_url: str, statement: str
) -> None:
    engine = open_engine(database_url)
    with pytest.raises(IntegrityError), engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def test_sqlite_is_in_wal_mode(tmp_path: Path) -> None:
    directory = Directory(f"sqlite:///{tmp_path / 'annuaire.db'}")
    directory.prepare()
    engine = open_engine(f"sqlite:///{tmp_path / 'annuaire.db'}")
    with engine.connect() as connection:
        assert connection.scalar(text("PRAGMA journal_mode")) == "wal"
        assert connection.scalar(text("PRAGMA foreign_keys")) == 1
    engine.dispose()
    directory.close()


def test_processes_starting_together_prepare_once(database_url: str) -> None:
    script = (
        "import sys; from actions.directory.repository import Directory;"
        "print(Directory(sys.argv[1]).prepare())"
    )
    command_line = [sys.executable, "-c", script, database_url]
    processes = [
        subprocess.Popen(
            command_line, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for _ in range(4)
    ]
    results = [process.communicate(timeout=60) for process in processes]
    assert [error for _, error in results] == [""] * 4
    assert sorted(output.strip() for output, _ in results) == ["False"] * 3 + ["True"]


def test_prepare_waits_for_its_turn(directory: Directory, database_url: str) -> None:
    """Whoever prepares holds the database before reading anything from it."""
    engine = open_engine(database_url)
    with ThreadPoolExecutor(1) as pool:
        with exclusive(engine):
            waiting = pool.submit(directory.prepare)
            with pytest.raises(TimeoutError):
                waiting.result(timeout=0.5)
        assert waiting.result(timeout=10) is False
    engine.dispose()


def test_reading_goes_on_meanwhile(directory: Directory, database_url: str) -> None:
    engine = open_engine(database_url)
    with exclusive(engine) as connection:
        connection.execute(text("UPDATE annuaire_contacts SET nom = 'x'"))
        assert directory.contacts(["samu_15"])[0].nom == "Samu"
    assert directory.contacts(["samu_15"])[0].nom == "x"
    engine.dispose()


def test_reading_needs_no_database_library() -> None:
    """Whoever handles the records imports no SQL."""
    script = (
        "import sys, actions.directory.records, actions.directory.errors;"
        "print([name for name in sys.modules if name.startswith(('sqlalchemy', 'alembic'))])"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "[]"
