"""Where phone calls are, one row a call, beside their conversations. No Rasa here."""

from __future__ import annotations

import json
import time
from typing import Any, Iterable, Mapping, Optional

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from bot.stores.engine import METADATA

CALLS = sa.Table(
    "appels",
    METADATA,
    sa.Column("sender_id", sa.String(255), primary_key=True),
    sa.Column("horodatage", sa.Float, nullable=False, index=True),
    sa.Column("contenu", sa.Text, nullable=False),
)


class CallStore:
    """Calls on an engine of `open_engine`. Raises sqlalchemy.exc.SQLAlchemyError."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def find(self, sender: str) -> Optional[dict[str, Any]]:
        """What is kept of a call; None when nothing is."""
        query = sa.select(CALLS.c.contenu).where(CALLS.c.sender_id == sender)
        with self._engine.connect() as connection:
            row = connection.execute(query).first()
        return json.loads(row.contenu) if row else None

    def keep(self, sender: str, content: Mapping[str, Any]) -> None:
        """Keep `content`, anything JSON holds, in place of the former."""
        row = {"horodatage": time.time(), "contenu": json.dumps(content, ensure_ascii=False)}
        with self._engine.begin() as connection:
            update = CALLS.update().where(CALLS.c.sender_id == sender).values(**row)
            if not connection.execute(update).rowcount:
                connection.execute(CALLS.insert().values(sender_id=sender, **row))


def delete_calls(connection: Connection, senders: Iterable[str]) -> int:
    """Delete these calls; how many there were."""
    return sum(
        connection.execute(CALLS.delete().where(CALLS.c.sender_id == sender)).rowcount
        for sender in senders
    )


def delete_calls_before(connection: Connection, moment: float) -> int:
    """Delete the calls in which nothing happened since `moment`, in seconds since 1970."""
    return connection.execute(CALLS.delete().where(CALLS.c.horodatage < moment)).rowcount
