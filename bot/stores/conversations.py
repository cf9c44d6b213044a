"""Where conversations are kept: events appended to a table, on SQLite or PostgreSQL.

Rasa's own SQL store counts and re-reads at each save, leaves SQLite without WAL, blocks the event
loop, and Rasa wraps it so that a failure silently forgets everything (docs/decisions/0003). This
one appends, works in a thread, and raises: the channel then says that something went wrong.
"""

from __future__ import annotations

import asyncio
import json
import os
from typing import Any, Dict, Iterable, List, Optional, Text

import sqlalchemy as sa
from rasa.core.agent import Agent
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SerializedTrackerAsText, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

from actions.dialogue.conversation import FORGET
from bot.stores.engine import METADATA, open_engine
from bot.stores.events import EVENTS, erase, read_events

_PERSISTED = "_persisted_events"


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
        METADATA.create_all(self.engine)
        super().__init__(domain, event_broker, **kwargs)

    async def retrieve(self, sender_id: Text) -> Optional[DialogueStateTracker]:
        """The conversation of `sender_id`, or None when there is none."""
        events = await self.events(sender_id)
        if not events:
            return None
        slots = self.domain.slots if self.domain else []
        tracker = DialogueStateTracker.from_dict(sender_id, events, slots)
        setattr(tracker, _PERSISTED, len(events))
        return tracker

    async def events(self, sender_id: Text) -> List[Dict[Text, Any]]:
        """Every event of a conversation, oldest first; none when there is no such conversation."""
        return await self._run(self._read, sender_id)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Append the events that are not stored yet, in one transaction.

        A conversation whose partner asked to be forgotten is erased instead: Rasa saves at the
        very end of a turn, so nothing is written after.
        """
        if tracker.get_slot("conversation") == FORGET:
            await self.delete(tracker.sender_id)
            return
        await self.stream_events(tracker)
        known = getattr(tracker, _PERSISTED, None)
        stored = await self._run(self._append, tracker.sender_id, list(tracker.events), known)
        setattr(tracker, _PERSISTED, stored)

    async def keys(self) -> Iterable[Text]:
        """Every conversation id."""
        return await self._run(self._senders)

    async def delete(self, sender_id: Text) -> None:
        """Erase a conversation and its sheets, really."""
        await self._run(erase, self.engine, sender_id)

    @staticmethod
    async def _run(function: Any, *args: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(None, function, *args)

    def _read(self, sender_id: Text) -> List[Dict[Text, Any]]:
        with self.engine.connect() as connection:
            return [json.loads(row) for row in read_events(connection, sender_id)]

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


def store_of(agent: Agent) -> ConversationStore:
    """The store of an agent; the stock `rasa run` wraps it in one that knows nothing of erasing."""
    store = agent.tracker_store
    return getattr(store, "_tracker_store", store)
