"""The reader of this process, loaded at first use from `data/`.

ASSISTANT_DATE=2026-11-21 sets the clock, to replay a conversation as it was read that day.
"""

from __future__ import annotations

import datetime
import os
from functools import lru_cache
from pathlib import Path

from bot.catalogue import load_catalogue
from bot.understanding.reader import Reader

DATA = Path(__file__).resolve().parents[2] / "data"


@lru_cache(maxsize=1)
def reader() -> Reader:
    """Load and check the vocabulary once. Raises SourceError naming file and line."""
    return Reader.load(DATA, load_catalogue(DATA / "faits.yml"), _today)


def _today() -> datetime.date:
    fixed = os.environ.get("ASSISTANT_DATE")
    return datetime.date.fromisoformat(fixed) if fixed else datetime.date.today()
