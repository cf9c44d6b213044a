"""Bring a database to the newest revision of the directory's tables."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy.engine import Connection

MIGRATIONS = Path(__file__).parent / "migrations"


def migrate(connection: Connection, revision: str = "head") -> None:
    """Upgrade to ``revision`` inside the transaction of ``connection``.

    Raises alembic.util.CommandError when the database is at a revision this code does not know.
    """
    command.upgrade(alembic_config(connection), revision)


def alembic_config(connection: Connection) -> Config:
    """Return Alembic's settings, which stand here instead of in an alembic.ini."""
    config = Config()
    # Alembic's settings are a ConfigParser's: a percent sign in the path would be read as code.
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
