"""Fill the directory's tables from the files people edit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.engine import Connection

from actions.directory.csv_files import checksum, read_directory
from actions.directory.models import CaisseRow, ContactRow, DepartementRow, SeedRow


def seed(connection: Connection, folder: Path) -> bool:
    """Make the tables say what the files of ``folder`` say; return whether they had to change.

    The caller's transaction makes it all or nothing. Raises DirectoryError when a file is wrong.
    """
    empreinte = checksum(folder)
    if connection.scalar(select(SeedRow.empreinte)) == empreinte:
        return False
    files = read_directory(folder)
    # The referring tables first, for the foreign keys.
    for model in (SeedRow, ContactRow, DepartementRow, CaisseRow):
        connection.execute(delete(model))
    connection.execute(insert(CaisseRow), _rows(files.caisses))
    connection.execute(insert(DepartementRow), _rows(files.departements))
    contacts = [{**row, "rang": rang} for rang, row in enumerate(_rows(files.contacts))]
    connection.execute(insert(ContactRow), contacts)
    connection.execute(insert(SeedRow), [{"id": 1, "empreinte": empreinte}])
    return True


def _rows(records: Sequence[Any]) -> list[dict[str, Any]]:
    return [asdict(record) for record in records]
