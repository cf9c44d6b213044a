"""The events of conversations as a table, and their erasure. No Rasa here."""

from __future__ import annotations

import json
from typing import Any, Iterable, Iterator, List, Optional

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from bot.stores.calls import delete_calls
from bot.stores.engine import METADATA, settle_deletions
from bot.stores.sheets import delete_sheets

EVENTS = sa.Table(
    "conversation_events",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("sender_id", sa.String(255), nullable=False, index=True),
    sa.Column("rang", sa.Integer, nullable=False),
    sa.Column("horodatage", sa.Float, nullable=False, index=True),
    sa.Column("evenement", sa.Text, nullable=False),
    sa.UniqueConstraint("sender_id", "rang", name="uq_conversation_rang"),
)


def read_events(connection: Connection, sender: str) -> List[str]:
    """The events of a conversation, as JSON, oldest first."""
    query = sa.select(EVENTS.c.evenement).where(EVENTS.c.sender_id == sender)
    return [row.evenement for row in connection.execute(query.order_by(EVENTS.c.rang))]


def every_event(engine: Engine) -> Iterator[dict[str, Any]]:
    """Every event of every conversation, oldest first, without whose it is."""
    METADATA.create_all(engine)
    with engine.connect() as connection:
        for row in connection.execute(sa.select(EVENTS.c.evenement).order_by(EVENTS.c.id)):
            yield json.loads(row.evenement)


def erase(engine: Engine, sender: str) -> tuple[int, int]:
    """Erase a conversation and its sheets, really; how many events and sheets there were.

    Its sheets are those it drew and those it took up: whoever holds a reference may erase it.
    """
    with engine.begin() as connection:
        references = set(_references(read_events(connection, sender)))
        sheets = delete_sheets(connection, references)
        events = _delete_events(connection, sender)
        calls = delete_calls(connection, [sender])
    if events or sheets or calls:
        settle_deletions(engine)
    return events, sheets


def silent_since(connection: Connection, moment: float) -> List[str]:
    """Conversations in which nothing happened since `moment`, in seconds since 1970."""
    last = sa.func.max(EVENTS.c.horodatage)
    query = sa.select(EVENTS.c.sender_id).group_by(EVENTS.c.sender_id).having(last < moment)
    return [row.sender_id for row in connection.execute(query)]


def delete_conversations(connection: Connection, senders: Iterable[str]) -> int:
    """Delete these conversations and their calls, their sheets living their own time; how many events."""
    senders = list(senders)
    delete_calls(connection, senders)
    return sum(_delete_events(connection, sender) for sender in senders)


def _delete_events(connection: Connection, sender: str) -> int:
    return connection.execute(EVENTS.delete().where(EVENTS.c.sender_id == sender)).rowcount


def _references(events: Iterable[str]) -> Iterator[str]:
    """Every reference the conversation went through: « autre situation » forgets none of them."""
    for text in events:
        event: dict[str, Any] = json.loads(text)
        if event.get("event") == "slot" and event.get("name") == "conversation":
            state: Optional[dict[str, Any]] = event.get("value")
            if state and state.get("reference"):
                yield str(state["reference"])
