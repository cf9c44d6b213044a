"""Deletes what is kept too long: silent conversations and expired sheets.

    python -m bot.retention [--jours N] [--a-blanc]

Run it every day at a quiet hour (cron, systemd): on SQLite the file is rewritten. The server runs
it too when it starts. How long: data/conservation.yml. Opinions hold no situation and are kept.
"""

from __future__ import annotations

import argparse
import datetime
import os
import time
from dataclasses import dataclass
from typing import Optional, Sequence

from sqlalchemy.engine import Engine

from actions.assembly import DATA, DATABASE_URL
from bot.clock import today
from bot.conservation import LONGEST, load_conservation
from bot.stores.calls import delete_calls_before
from bot.stores.engine import METADATA, open_engine, settle_deletions
from bot.stores.events import delete_conversations, silent_since
from bot.stores.lines import delete_lines_before
from bot.stores.sheets import count_expired, delete_expired

_DAY = 86_400
#: So many conversations a transaction: whoever writes in the meantime hardly waits.
_BATCH = 100


@dataclass(frozen=True)
class Deleted:
    """How many conversations and sheets were deleted, or would be."""

    conversations: int
    fiches: int


def clean(
    engine: Engine, days: int, day: datetime.date, *, now: Optional[float] = None, dry: bool = False
) -> Deleted:
    """Delete conversations silent for `days` days and sheets expired on `day`.

    now: seconds since 1970, the present by default. dry: only count.
    """
    METADATA.create_all(engine)
    limit = (time.time() if now is None else now) - days * _DAY
    with engine.connect() as connection:
        senders = silent_since(connection, limit)
        sheets = count_expired(connection, day)
    if dry:
        return Deleted(len(senders), sheets)
    with engine.begin() as connection:  # calls whose conversation was erased meanwhile
        calls = delete_calls_before(connection, limit) + delete_lines_before(connection, limit)
    if not (senders or sheets or calls):
        return Deleted(0, 0)
    for first in range(0, len(senders), _BATCH):
        with engine.begin() as connection:
            delete_conversations(connection, senders[first : first + _BATCH])
    with engine.begin() as connection:
        sheets = delete_expired(connection, day)
    settle_deletions(engine, patient=True)
    return Deleted(len(senders), sheets)


def run(days: Optional[int] = None, dry: bool = False) -> list[str]:
    """Do it on the database of this process, `days` from the data by default; what was done, in words."""
    if days is None:
        days = load_conservation(DATA / "conservation.yml").conversations
    engine = open_engine(os.environ.get("DATABASE_URL") or DATABASE_URL)
    done = clean(engine, days, today(), dry=dry)
    engine.dispose()
    verb = "à effacer" if dry else "effacées"
    return [
        f"Conversations sans message depuis {days} jours, {verb} : {done.conversations}",
        f"Fiches expirées, {verb} : {done.fiches}",
    ]


def main(argv: Optional[Sequence[str]] = None) -> int:
    """Delete, or count with --a-blanc, and print how many."""
    parser = argparse.ArgumentParser(description="Efface ce qui est gardé trop longtemps.")
    parser.add_argument("--jours", type=_days, help="sinon data/conservation.yml")
    parser.add_argument("--a-blanc", action="store_true", help="compter sans effacer")
    args = parser.parse_args(argv)
    print("\n".join(run(args.jours, args.a_blanc)))
    return 0


def _days(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= LONGEST:
        raise argparse.ArgumentTypeError(f"un nombre de jours, de 1 à {LONGEST}")
    return int(text)


if __name__ == "__main__":
    raise SystemExit(main())
