"""Fixtures of the directory's tests: the real files, and each kind of database."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from actions.directory.repository import DATA, Directory
from bot.understanding.gazetteer import Gazetteer
from tests.postgres import postgres

__all__ = ["postgres"]


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """The real places, loaded once."""
    return Gazetteer.load(DATA)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The url of an empty database, of each kind in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'annuaire.db'}"
    return request.getfixturevalue("postgres").new_database()


@pytest.fixture
def open_directory(database_url: str) -> Iterator[Callable[..., Directory]]:
    """Open directories on the database; they are closed at the end."""
    opened = []

    def open_one(folder: Path = DATA) -> Directory:
        opened.append(Directory(database_url, folder))
        return opened[-1]

    yield open_one
    for directory in opened:
        directory.close()


@pytest.fixture
def directory(open_directory: Callable[..., Directory]) -> Directory:
    """The directory, prepared from the real files."""
    directory = open_directory()
    directory.prepare()
    return directory


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the real files, to be spoilt."""
    copy = tmp_path / "directory"
    copy.mkdir()
    for name in ("caisses.csv", "departements.csv", "contacts.csv"):
        shutil.copy(DATA / name, copy)
    return copy
