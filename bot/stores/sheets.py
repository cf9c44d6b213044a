"""Where sheets are kept under their reference, for a limited time and without who they are about."""

from __future__ import annotations

import datetime
import json
from typing import Any, Iterable, Mapping, Optional

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from bot.stores.engine import METADATA

SHEETS = sa.Table(
    "fiches",
    METADATA,
    sa.Column("reference", sa.String(16), primary_key=True),
    sa.Column("expire", sa.String(10), nullable=False, index=True),  # last day, 2026-12-21
    sa.Column("contenu", sa.Text, nullable=False),
)


class SheetStore:
    """Sheets on an engine of `open_engine`. Raises sqlalchemy.exc.SQLAlchemyError."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        SHEETS.create(engine, checkfirst=True)

    def keep(self, reference: str, content: Mapping[str, Any], until: datetime.date) -> None:
        """Keep `content`, anything JSON holds, until that day included; replaces the former."""
        row = {
            "expire": until.isoformat(),
            "contenu": json.dumps(content, ensure_ascii=False),
        }
        with self._engine.begin() as connection:
            update = SHEETS.update().where(SHEETS.c.reference == reference).values(**row)
            if not connection.execute(update).rowcount:
                connection.execute(SHEETS.insert().values(reference=reference, **row))

    def all(self) -> list[tuple[str, dict[str, Any]]]:
        """Everything kept, by reference."""
        query = sa.select(SHEETS.c.reference, SHEETS.c.contenu).order_by(SHEETS.c.reference)
        with self._engine.connect() as connection:
            return [(r.reference, json.loads(r.contenu)) for r in connection.execute(query)]

    def find(self, reference: str, today: datetime.date) -> Optional[dict[str, Any]]:
        """What is kept under a reference; None when there is nothing, or no more."""
        query = sa.select(SHEETS.c.contenu).where(
            SHEETS.c.reference == reference, SHEETS.c.expire >= today.isoformat()
        )
        with self._engine.connect() as connection:
            row = connection.execute(query).first()
        return json.loads(row.contenu) if row else None


def delete_sheets(connection: Connection, references: Iterable[str]) -> int:
    """Delete these sheets; how many there were."""
    return sum(
        connection.execute(SHEETS.delete().where(SHEETS.c.reference == reference)).rowcount
        for reference in references
    )


def count_expired(connection: Connection, today: datetime.date) -> int:
    """How many sheets are past their last day."""
    query = sa.select(sa.func.count()).where(SHEETS.c.expire < today.isoformat())
    return int(connection.execute(query).scalar_one())


def delete_expired(connection: Connection, today: datetime.date) -> int:
    """Delete the sheets past their last day; how many there were."""
    return connection.execute(SHEETS.delete().where(SHEETS.c.expire < today.isoformat())).rowcount
