"""The reader of this process, loaded at first use from `data/`."""

from __future__ import annotations

import datetime
from functools import lru_cache
from pathlib import Path
from typing import Callable

from bot.catalogue import load_catalogue
from bot.clock import today
from bot.understanding.reader import Reader
from bot.understanding.training import educated

ROOT = Path(__file__).resolve().parents[2]
DATA, MODELS = ROOT / "data", ROOT / "models"


@lru_cache(maxsize=1)
def reader() -> Reader:
    """The vocabulary, checked, and what is learnt. Raises SourceError naming file and line."""
    return load_reader(today)


def load_reader(clock: Callable[[], datetime.date], data: Path = DATA) -> Reader:
    """A reader of `data` with its own clock."""
    catalogue = load_catalogue(data / "faits.yml")
    return educated(Reader.load(data, catalogue, clock), data, catalogue, MODELS)
