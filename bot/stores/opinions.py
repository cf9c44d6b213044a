"""Where opinions on an orientation are kept: without the situation, nor who gave them."""

from __future__ import annotations

from typing import List

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from actions.dialogue.opinions import Opinion
from bot.stores.engine import METADATA

OPINIONS = sa.Table(
    "avis",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("jour", sa.String(10), nullable=False),  # a day, no hour: nothing to match with
    sa.Column("orientation", sa.String(64), nullable=False),
    sa.Column("regle", sa.String(64), nullable=False),
    sa.Column("politique", sa.String(32), nullable=False),
    sa.Column("canal", sa.String(16), nullable=False),
    sa.Column("utile", sa.Boolean, nullable=False),
    sa.Column("mot", sa.Text, nullable=False),
)


class OpinionStore:
    """Opinions on an engine of `open_engine`. Raises sqlalchemy.exc.SQLAlchemyError."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        OPINIONS.create(engine, checkfirst=True)

    def add(self, opinion: Opinion) -> None:
        """Keep one more."""
        with self._engine.begin() as connection:
            connection.execute(OPINIONS.insert().values(**opinion.to_dict()))

    def all(self) -> List[Opinion]:
        """Every opinion, oldest first."""
        columns = [c for c in OPINIONS.c if c.name != "id"]
        query = sa.select(*columns).order_by(OPINIONS.c.id)
        with self._engine.connect() as connection:
            return [Opinion(**row) for row in connection.execute(query).mappings()]
