"""The patterns and grammars on the real data, nothing learnt; the clock stands at a known day."""

from __future__ import annotations

import datetime

import pytest

from actions.assembly import DATA
from bot.catalogue import load_catalogue
from bot.understanding.people import People, read_people
from bot.understanding.reader import Reader, Reading
from bot.understanding.text import Words

TODAY = datetime.date(2026, 11, 21)


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader.load(DATA, load_catalogue(DATA / "faits.yml"), lambda: TODAY)


@pytest.fixture(scope="session")
def words(reader):
    """Text → canonical words, as the reader sees them."""

    def of(text: str) -> Words:
        return Words(text, reader.vocabulary.abbreviations, reader.speller)

    return of


@pytest.fixture(scope="session")
def people(reader, words):
    """Text → who is who."""

    def of(text: str) -> tuple[Words, People]:
        read = words(text)
        return read, read_people(read, reader.roles)

    return of


@pytest.fixture(scope="session")
def facts(reader):
    """Text → the facts retained, and their values."""

    def of(text: str) -> dict[str, object]:
        reading: Reading = reader.read(text)
        return {a.fait: a.valeur for a in reading.assertions if a.retenue}

    return of
