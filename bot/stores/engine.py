"""How the database of conversations, sheets and opinions is opened: SQLite or PostgreSQL."""

from __future__ import annotations

import logging
import time
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.pool import QueuePool

logger = logging.getLogger(__name__)
#: The tables of this package; each file adds its own.
METADATA = sa.MetaData()
#: How long a write waits for another one, in seconds.
BUSY_SECONDS = 5
#: How often, and how far apart in seconds, what meets another reader is tried again.
_TRIES, _PAUSE = 5, 0.2
#: A larger file (bytes) is rewritten by retention only: others would wait too long (half a second
#: for this size).
_SOON = 64 * 2**20


def open_engine(url: str) -> Engine:
    """An engine: on SQLite, write-ahead log, bounded wait, and what is deleted is overwritten."""
    if not url.startswith("sqlite"):
        return sa.create_engine(url, pool_pre_ping=True)
    database = sa.engine.make_url(url).database
    if database and database != ":memory:":
        Path(database).parent.mkdir(parents=True, exist_ok=True)
    engine = sa.create_engine(
        url,
        poolclass=QueuePool,
        connect_args={"check_same_thread": False, "timeout": BUSY_SECONDS},
    )

    @sa.event.listens_for(engine, "connect")
    def _tune(connection: Any, record: Any) -> None:
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=NORMAL")
        cursor.execute("PRAGMA secure_delete=ON")  # zeroes, rather than free pages full of words
        cursor.close()

    return engine


def settle_deletions(engine: Engine, *, patient: bool = False) -> bool:
    """Make what was deleted leave the disk too; whether it has.

    SQLite overwrites deleted rows, but leaves copies of rows it once moved from page to page, and
    former pages in its write-ahead log: the file is rewritten and the log emptied. A large file
    only when `patient`. PostgreSQL drops former rows when its autovacuum passes.
    """
    if engine.dialect.name != "sqlite":
        return True
    for _ in range(_TRIES):
        try:
            with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                if patient or _size(connection) <= _SOON:
                    connection.exec_driver_sql("VACUUM")
                busy = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").first()[0]
            if not busy:
                return True
        except sa.exc.OperationalError:  # somebody is writing
            pass
        time.sleep(_PAUSE)
    logger.warning("rows are deleted, but the file could not be rewritten: retention will do it")
    return False


def _size(connection: Connection) -> int:
    pages = connection.exec_driver_sql("PRAGMA page_count").first()[0]
    return int(pages * connection.exec_driver_sql("PRAGMA page_size").first()[0])
