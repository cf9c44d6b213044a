"""Puts the assistant together from `data/` and a database: the one place that knows every part."""

from __future__ import annotations

import csv
import os
from functools import lru_cache
from pathlib import Path

from actions.answers.wording import load_wording
from actions.dialogue.remarks import load_remarks
from actions.dialogue.sheets import Sheets
from actions.dialogue.turns import Assistant
from actions.directory.repository import Directory
from actions.knowledge import load_finder, load_knowledge
from actions.policy import load_policy
from actions.policy.questions import load_chances
from actions.sheet.wording import load_sheet_wording
from bot.catalogue import load_catalogue
from bot.clock import today
from bot.conservation import load_conservation
from bot.stores.engine import open_engine
from bot.stores.opinions import OpinionStore
from bot.stores.sheets import SheetStore
from bot.window import Window

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
#: Unknown references tried in conversations, all together, before the assistant waits: this many
#: in ten minutes. There are three hundred thousand million references.
_MISSES, _SECONDS = 100, 600
#: Where the directory, conversations and sheets are kept: any SQLAlchemy URL.
DATABASE_URL = os.environ.get("DATABASE_URL", f"sqlite:///{ROOT / 'var' / 'assistant.sqlite'}")


def load_assistant(data: Path = DATA, database_url: str = DATABASE_URL) -> Assistant:
    """Load and check everything, prepare the database.

    Raises SourceError (a data file, with its line) or DirectoryError (the directory).
    """
    catalogue = load_catalogue(data / "faits.yml")
    contacts = contact_codes(data / "directory")
    policy = load_policy(data / "policy", catalogue, contacts)
    knowledge = load_knowledge(data / "knowledge", contacts)
    engine = open_engine(database_url)  # makes the folder of a first start
    directory = Directory(database_url, data / "directory")
    directory.prepare()
    sheets = Sheets(
        load_sheet_wording(data / "wording" / "fiche.yml", catalogue),
        SheetStore(engine),
        load_conservation(data / "conservation.yml").fiches,
        today,
        Window(_MISSES, _SECONDS),
    )
    return Assistant(
        catalogue,
        policy,
        load_chances(data / "policy" / "chances.yml", catalogue),
        load_wording(data / "wording" / "textes.yml"),
        directory,
        load_remarks(data / "dialogue", catalogue),
        sheets,
        OpinionStore(engine),
        knowledge,
        load_finder(knowledge, data / "knowledge", data.parent / "models"),
    )


def contact_codes(folder: Path) -> frozenset[str]:
    """Codes of the contacts of the directory, for checking the policy without a database."""
    with (folder / "contacts.csv").open(encoding="utf-8", newline="") as stream:
        return frozenset(row["code"] for row in csv.DictReader(stream))


def phone_numbers(folder: Path) -> tuple[str, ...]:
    """Every phone number of the directory, as written there."""
    with (folder / "contacts.csv").open(encoding="utf-8", newline="") as stream:
        return tuple({row["telephone"]: None for row in csv.DictReader(stream) if row["telephone"]})


def departement_codes(folder: Path) -> frozenset[str]:
    """Codes of the départements of the directory."""
    with (folder / "departements.csv").open(encoding="utf-8", newline="") as stream:
        return frozenset(row["code"] for row in csv.DictReader(stream))


@lru_cache(maxsize=1)
def assistant() -> Assistant:
    """The assistant of this process, loaded at first use."""
    return load_assistant()
