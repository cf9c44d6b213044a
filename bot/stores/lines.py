"""Which of our calls a gateway's call is, and how many events of it came: under a digest. No Rasa here."""

from __future__ import annotations

import json
import time
from typing import Optional

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from bot.stores.engine import METADATA

LINES = sa.Table(
    "lignes",
    METADATA,
    sa.Column("cle", sa.String(64), primary_key=True),
    sa.Column("sender_id", sa.String(255), nullable=False),
    sa.Column("horodatage", sa.Float, nullable=False, index=True),
    sa.Column("numero", sa.Integer, nullable=False),
    sa.Column("vus", sa.Text, nullable=False),
)
#: Names of events remembered: a gateway resends what it has just sent.
_REMEMBERED = 20


class LineStore:
    """Lines on an engine of `open_engine`. Raises sqlalchemy.exc.SQLAlchemyError."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def open(self, key: str, sender: str) -> str:
        """The sender of the call under `key`: this one, unless it was opened before."""
        row = {"cle": key, "sender_id": sender, "horodatage": time.time(), "numero": 0, "vus": "{}"}
        try:
            with self._engine.begin() as connection:
                connection.execute(LINES.insert().values(**row))
        except sa.exc.IntegrityError:
            return self.find(key) or sender
        return sender

    def find(self, key: str) -> Optional[str]:
        """The sender of the call under `key`; None when there is no such call."""
        query = sa.select(LINES.c.sender_id).where(LINES.c.cle == key)
        with self._engine.connect() as connection:
            return connection.execute(query).scalar_one_or_none()

    def number(self, key: str, name: str) -> Optional[tuple[str, int]]:
        """The sender, and the number of the event of that name: the next one, or the one it was given.

        None when there is no such call. Two servers asked at once never give one number twice.
        """
        while True:
            with self._engine.begin() as connection:
                row = connection.execute(sa.select(LINES).where(LINES.c.cle == key)).first()
                if row is None:
                    return None
                seen = json.loads(row.vus)
                if name in seen:
                    return row.sender_id, seen[name]
                mine = row.numero + 1
                kept = dict([*seen.items(), (name, mine)][-_REMEMBERED:])
                update = LINES.update().where(LINES.c.cle == key, LINES.c.numero == row.numero)
                done = connection.execute(
                    update.values(numero=mine, vus=json.dumps(kept), horodatage=time.time())
                )
            if done.rowcount:
                return row.sender_id, mine


def delete_lines_before(connection: Connection, moment: float) -> int:
    """Delete the lines on which nothing came since `moment`, in seconds since 1970."""
    return connection.execute(LINES.delete().where(LINES.c.horodatage < moment)).rowcount
