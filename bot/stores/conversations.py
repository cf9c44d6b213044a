"""Where conversations are kept: events appended to a table, on SQLite or PostgreSQL.

Rasa's own SQL store counts and re-reads at each save, leaves SQLite without WAL, blocks the event
loop, and Rasa wraps it so that a failure silently forgets everything (docs/decisions/0003). This
one appends, works in a thread, and raises: the channel then says that something went wrong.
"""

from __future__ import annotations

import asyncio
import json
import os
from pathlib import Path
from typing import Any, Iterable, List, Optional, Text

import sqlalchemy as sa
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SerializedTrackerAsText, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.engine import Engine
from sqlalchemy.pool import QueuePool

_metadata = sa.MetaData()
EVENTS = sa.Table(
    "conversation_events",
    _metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("sender_id", sa.String(255), nullable=False, index=True),
    sa.Column("rang", sa.Integer, nullable=False),
    sa.Column("horodatage", sa.Float, nullable=False, index=True),
    sa.Column("evenement", sa.Text, nullable=False),
    sa.UniqueConstraint("sender_id", "rang", name="uq_conversation_rang"),
)
#: How long a write waits for another one, in seconds.
BUSY_SECONDS = 5
_PERSISTED = "_persisted_events"


def open_engine(url: str) -> Engine:
    """An engine for conversations: on SQLite, write-ahead log and a bounded wait."""
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
        cursor.close()

    return engine


class ConversationStore(TrackerStore, SerializedTrackerAsText):
    """Appends the events of each turn; `url` is any SQLAlchemy URL.

    Raises sqlalchemy.exc.SQLAlchemyError when the database does: nothing is lost in silence.
    """

    def __init__(
        self,
        domain: Optional[Domain] = None,
        url: Optional[Text] = None,
        event_broker: Optional[EventBroker] = None,
        **kwargs: Any,
    ) -> None:
        from actions.assembly import DATABASE_URL

        self.engine = open_engine(url or os.environ.get("DATABASE_URL") or DATABASE_URL)
        _metadata.create_all(self.engine)
        super().__init__(domain, event_broker, **kwargs)

    async def retrieve(self, sender_id: Text) -> Optional[DialogueStateTracker]:
        """The conversation of `sender_id`, or None when there is none."""
        rows = await self._run(self._read, sender_id)
        if not rows:
            return None
        slots = self.domain.slots if self.domain else []
        tracker = DialogueStateTracker.from_dict(sender_id, [json.loads(r) for r in rows], slots)
        setattr(tracker, _PERSISTED, len(rows))
        return tracker

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Append the events that are not stored yet, in one transaction."""
        await self.stream_events(tracker)
        known = getattr(tracker, _PERSISTED, None)
        stored = await self._run(self._append, tracker.sender_id, list(tracker.events), known)
        setattr(tracker, _PERSISTED, stored)

    async def keys(self) -> Iterable[Text]:
        """Every conversation id."""
        return await self._run(self._senders)

    async def delete(self, sender_id: Text) -> None:
        """Erase a conversation, really."""
        await self._run(self._erase, sender_id)

    @staticmethod
    async def _run(function: Any, *args: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(None, function, *args)

    def _read(self, sender_id: Text) -> List[Text]:
        query = (
            sa.select(EVENTS.c.evenement)
            .where(EVENTS.c.sender_id == sender_id)
            .order_by(EVENTS.c.rang)
        )
        with self.engine.connect() as connection:
            return [row.evenement for row in connection.execute(query)]

    def _append(self, sender_id: Text, events: List[Any], known: Optional[int]) -> int:
        with self.engine.begin() as connection:
            if known is None:
                count = sa.select(sa.func.count()).where(EVENTS.c.sender_id == sender_id)
                known = connection.execute(count).scalar_one()
            rows = [
                {
                    "sender_id": sender_id,
                    "rang": rank,
                    "horodatage": event.timestamp,
                    "evenement": json.dumps(event.as_dict(), ensure_ascii=False),
                }
                for rank, event in enumerate(events[known:], known)
            ]
            if rows:
                connection.execute(EVENTS.insert(), rows)
        return len(events)

    def _senders(self) -> List[Text]:
        with self.engine.connect() as connection:
            return [r[0] for r in connection.execute(sa.select(EVENTS.c.sender_id).distinct())]

    def _erase(self, sender_id: Text) -> None:
        with self.engine.begin() as connection:
            connection.execute(EVENTS.delete().where(EVENTS.c.sender_id == sender_id))
