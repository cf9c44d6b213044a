"""The directory as the rest of the project sees it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar

from alembic.util import CommandError
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.sql import Select

from actions.directory.engine import exclusive, open_engine
from actions.directory.errors import DirectoryUnavailableError, UnknownContactError
from actions.directory.migrate import migrate
from actions.directory.models import CaisseRow, ContactRow, DepartementRow
from actions.directory.records import Branche, Caisse, Contact, Departement
from actions.directory.seed import seed

DATA = Path(__file__).resolve().parents[2] / "data" / "directory"
#: Codes of the contacts that are teams of the service social in one département.
LOCAL_PREFIX = "service_social_"

Record = TypeVar("Record", Caisse, Contact, Departement)


class Directory:
    """Contacts, caisses and départements, kept in a database.

    Every method raises DirectoryUnavailableError when the database does not answer.
    """

    def __init__(self, url: str, folder: Path = DATA) -> None:
        """Use the SQLite or PostgreSQL database at ``url``, filled from the files of ``folder``.

        Raises DirectoryUnavailableError when ``url`` is no database's.
        """
        self._folder = folder
        with _said_in_french():
            self._engine = open_engine(url)

    def prepare(self) -> bool:
        """Migrate, then seed when the files changed; return whether the content changed.

        One transaction, safe when several processes start together. Raises DirectoryError when a
        file is wrong, the database keeping its former content.
        """
        with _said_in_french(), exclusive(self._engine) as connection:
            migrate(connection)
            return seed(connection, self._folder)

    def contacts(self, codes: Sequence[str]) -> list[Contact]:
        """Return the contacts of these codes, in that order.

        Raises UnknownContactError when a code is nobody's.
        """
        query = select(ContactRow).where(ContactRow.code.in_(codes))
        found = {contact.code: contact for contact in self._all(query, Contact)}
        unknown = [code for code in codes if code not in found]
        if unknown:
            raise UnknownContactError(f"contact inconnu de l'annuaire : {', '.join(unknown)}")
        return [found[code] for code in codes]

    def local_contacts(self, departement: str) -> list[Contact]:
        """Return the teams of the service social in a département that have an e-mail address."""
        query = (
            select(ContactRow)
            .where(ContactRow.departement == departement, ContactRow.courriel.is_not(None))
            .where(ContactRow.code.startswith(LOCAL_PREFIX, autoescape=True))
            .order_by(ContactRow.rang)
        )
        return self._all(query, Contact)

    def caisse(self, departement: str, branche: Branche) -> Caisse | None:
        """Return the caisse that serves a département for a branche, None when it is not known.

        Raises ValueError when ``branche`` is neither "service_social" nor "retraite".
        """
        columns = {
            "service_social": DepartementRow.caisse_service_social,
            "retraite": DepartementRow.caisse_retraite,
        }
        if branche not in columns:
            raise ValueError(f"branche inconnue : « {branche} »")
        query = (
            select(CaisseRow)
            .join(DepartementRow, columns[branche] == CaisseRow.code)
            .where(DepartementRow.code == departement)
        )
        return next(iter(self._all(query, Caisse)), None)

    def departement(self, code: str) -> Departement | None:
        """Return the département of this code ("59", "2A", "976"), None when there is none."""
        query = select(DepartementRow).where(DepartementRow.code == code)
        return next(iter(self._all(query, Departement)), None)

    def close(self) -> None:
        """Give back the connections."""
        self._engine.dispose()

    def _all(self, query: Select, record: type[Record]) -> list[Record]:
        with _said_in_french(), self._engine.connect() as connection:
            return [_record(record, row) for row in connection.execute(query).mappings()]


def _record(record: type[Record], row: Any) -> Record:
    return record(**{field.name: row[field.name] for field in fields(record)})


@contextmanager
def _said_in_french() -> Iterator[None]:
    try:
        yield
    except (SQLAlchemyError, CommandError) as error:
        raise DirectoryUnavailableError("l'annuaire ne répond pas") from error
