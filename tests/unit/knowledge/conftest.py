"""The knowledge as it ships."""

from __future__ import annotations

import pytest

from actions.assembly import DATA, ROOT, contact_codes
from actions.knowledge import load_finder, load_knowledge

CONTACTS = contact_codes(DATA / "directory")


@pytest.fixture(scope="session")
def knowledge():
    """Every topic."""
    return load_knowledge(DATA / "knowledge", CONTACTS)


@pytest.fixture(scope="session")
def finder(knowledge):
    """What is learnt from their questions."""
    return load_finder(knowledge, DATA / "knowledge", ROOT / "models")
