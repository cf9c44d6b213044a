"""What is done once in a conversation, one thing at a time, whoever asks and whoever leaves.

A turn belongs to the server, not to the connection that asked for it: it goes on when the browser
leaves, and whoever asks for the same one meanwhile waits for it. Nothing is remembered here once
done: what was said is in the database.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import Any, Awaitable, Callable, Dict, List, Protocol, TypeVar

from bot.channels.entrance import told_failure
from bot.channels.history import (
    OPENING,
    Message,
    last_rank,
    messages,
    not_kept,
    was_answered,
    was_heard,
)

T = TypeVar("T")
#: (sender, text, message id) → what the assistant said, as Rasa collects it.
Answer = Callable[[str, str, str], Awaitable[List[Dict[str, Any]]]]


class Events(Protocol):
    """Where conversations are kept (bot/stores/conversations.py)."""

    async def events(self, sender_id: str) -> List[Dict[str, Any]]:
        """Every event of a conversation, oldest first; none when there is no such conversation."""


class UnknownConversation(LookupError):
    """The conversation was never opened, or it is no more."""


class NotKept(RuntimeError):
    """A turn left nothing in the store."""


@dataclass(frozen=True)
class Told:
    """What a message is answered with.

    messages: kept ones, then those that are not. fin: the last rank kept. known: whether the
    conversation was still there.
    """

    messages: tuple[Message, ...]
    fin: int
    known: bool = True


@dataclass
class _Door:
    """The lock of a conversation, and how many hold it or wait for it."""

    lock: asyncio.Lock
    waiting: int = 0


class Exchanges:
    """Turns of web conversations: each id once, one at a time in a conversation."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer
        self._running: dict[tuple[str, str], asyncio.Task[Any]] = {}
        self._doors: dict[str, _Door] = {}

    async def begin(self, store: Events, sender: str, greeting: str) -> List[Dict[str, Any]]:
        """Play the turn that opens a new conversation; its events.

        Raises NotKept when nothing of it was, and what the store raises.
        """

        async def turn() -> None:
            await self._answer(sender, greeting, OPENING)

        await self.once(sender, OPENING, turn)
        events = await store.events(sender)
        if not was_answered(events, OPENING):
            raise NotKept
        return events

    async def say(
        self, store: Events, sender: str, text: str, message_id: str, after: int = -1
    ) -> Told:
        """Play the turn of a message, unless it was; what there is to tell above the rank `after`.

        Never raises: when the database does, it is told in words.
        """

        async def turn() -> List[Message]:
            events = await store.events(sender)
            if not events:
                raise UnknownConversation
            if was_heard(events, message_id):
                return []
            said = await self._answer(sender, text, message_id)
            kept = was_answered(await store.events(sender), message_id)
            return [] if kept else not_kept(said, time.time())

        try:
            lost = await self.once(sender, message_id, turn)
            events = await store.events(sender)
        except UnknownConversation:
            return Told((), -1, known=False)
        except Exception as error:  # whatever broke, the partner gets words and an id
            failure = not_kept(told_failure(sender, "a web turn", error), time.time())
            return Told(tuple(failure), after)
        return Told((*messages(events, after), *lost), last_rank(events))

    async def once(self, sender: str, name: str, work: Callable[[], Awaitable[T]]) -> T:
        """The result of `work`, alone in its conversation; shared by all who ask under that name.

        It goes on to its end even when whoever waits is cancelled.
        """
        key = (sender, name)
        task = self._running.get(key)
        if task is None:
            task = asyncio.get_running_loop().create_task(self._alone(sender, work))
            self._running[key] = task
            task.add_done_callback(lambda done: self._forget(key, done))
        return await asyncio.shield(task)

    async def _alone(self, sender: str, work: Callable[[], Awaitable[T]]) -> T:
        door = self._doors.setdefault(sender, _Door(asyncio.Lock()))
        door.waiting += 1
        try:
            async with door.lock:
                return await work()
        finally:
            door.waiting -= 1
            if not door.waiting:
                self._doors.pop(sender, None)

    def _forget(self, key: tuple[str, str], done: asyncio.Task[Any]) -> None:
        self._running.pop(key, None)
        if not done.cancelled():
            done.exception()  # whoever waited has it; nobody may have
