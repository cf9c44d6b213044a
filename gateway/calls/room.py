"""So many calls at once, so many who wait « un instant », and beyond, the line is busy."""

from __future__ import annotations

import asyncio
import contextlib
from typing import AsyncIterator

from gateway.calls.floor import Floor
from gateway.calls.line import PhoneLine
from gateway.calls.turn import Finished
from gateway.speech.cache import Speech
from gateway.words import Words

#: Seconds between two reminders to those who wait.
_AGAIN = 12.0


class Room:
    """at_once: calls served; waiting: callers who may wait, `patience` seconds at most.

    most: callers there may be, those who wait included.
    """

    def __init__(
        self, at_once: int, waiting: int, patience: float, speech: Speech, words: Words
    ) -> None:
        self._slots, self.most = asyncio.Semaphore(at_once), at_once + waiting
        self._patience, self._speech, self._words = patience, speech, words

    @contextlib.asynccontextmanager
    async def place(self, line: PhoneLine) -> AsyncIterator[bool]:
        """A place for a call: at once, or after a wait. False: there was none, the line hung up."""
        if not self._slots.locked():
            await self._slots.acquire()
        elif not await self._wait(line):
            await self._say(line, self._words.encore_occupees)
            line.hang_up()
            yield False
            return
        try:
            yield True
        finally:
            self._slots.release()

    async def _wait(self, line: PhoneLine) -> bool:
        """Whether a place came free in time; the caller is told to wait, and told again."""
        telling = asyncio.create_task(self._remind(line))
        try:
            await asyncio.wait_for(self._slots.acquire(), self._patience)
        except asyncio.TimeoutError:
            return False
        finally:
            telling.cancel()
        return True

    async def _remind(self, line: PhoneLine) -> None:
        while True:
            await self._say(line, self._words.toutes_occupees)
            await asyncio.sleep(_AGAIN)

    async def _say(self, line: PhoneLine, text: str) -> None:
        floor = Floor()
        line.listen(floor.frame)
        turn = floor.begin(None)
        turn.add(await self._speech.say(text), False)
        turn.complete()
        while not isinstance(await floor.outcome(), Finished):
            pass
