"""How the directory's database is opened."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import create_engine, event, text
from sqlalchemy.engine import Connection, Engine, make_url

# Seconds given to a database server to let us in.
_PATIENCE = 5
# Any number that nothing else in the database locks.
_LOCK = 3646_2026


def open_engine(url: str) -> Engine:
    """Return an engine for a SQLite or PostgreSQL ``url``; nothing is connected yet.

    Raises sqlalchemy.exc.ArgumentError when the url is none.
    """
    parsed = make_url(url)
    patience = {"connect_timeout": _PATIENCE} if parsed.get_backend_name() == "postgresql" else {}
    engine = create_engine(parsed, pool_pre_ping=True, connect_args=patience)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


@contextmanager
def exclusive(engine: Engine) -> Iterator[Connection]:
    """Give a connection in one transaction that no other process can hold at the same time.

    Commits at the end, rolls everything back, tables included, when an exception goes through.
    """
    exclusively = engine.execution_options(directory_exclusive=True)
    with exclusively.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        yield connection


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    for pragma in ("busy_timeout = 10000", "journal_mode = WAL", "foreign_keys = ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # The driver begins no transaction before tables are made, nor does it ever lock at once.
    exclusively = connection.get_execution_options().get("directory_exclusive")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if exclusively else "BEGIN")
