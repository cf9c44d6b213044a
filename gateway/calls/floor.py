"""Who has the floor: the turn being played, fed by the line's clock, its outcomes waited for."""

from __future__ import annotations

import asyncio
from typing import List, Optional, Sequence

import numpy as np

from gateway.actions import Gather
from gateway.calls.turn import Outcome, Turn
from gateway.hearing.ear import Ear
from gateway.sound.frames import SILENCE, Samples

#: The key of a person: heard even between two turns.
_A_PERSON = "0"


class Floor:
    """One for a call."""

    def __init__(self) -> None:
        self._ear = Ear()
        self._turn: Optional[Turn] = None
        self._kept: List[str] = []
        self._outcomes: asyncio.Queue[Outcome] = asyncio.Queue()
        self._sounded: Optional[asyncio.Event] = None

    def begin(self, gather: Optional[Gather]) -> Turn:
        """A new turn, that of the one before being over."""
        self._outcomes = asyncio.Queue()
        self._turn = Turn(self._ear, gather, self._kept)
        self._kept = []
        self._sounded = asyncio.Event()
        return self._turn

    def end(self) -> None:
        """Nobody's turn: silence is sent, and only the key of a person is kept."""
        self._turn = None

    async def outcome(self) -> Outcome:
        """What the turn comes to next."""
        return await self._outcomes.get()

    async def sounded(self) -> None:
        """Wait until something of this turn is heard by the caller."""
        if self._sounded is not None:
            await self._sounded.wait()

    def frame(self, heard: Samples, keys: Sequence[str]) -> Samples:
        """A frame of the caller, the keys typed → the frame to send."""
        if self._turn is None:
            self._ear(heard)
            self._kept.extend(key for key in keys if key == _A_PERSON)
            return SILENCE
        frame, outcome = self._turn.tick(heard, keys)
        if outcome is not None:
            self._outcomes.put_nowait(outcome)
        if self._sounded is not None and not self._sounded.is_set() and np.any(frame):
            self._sounded.set()
        return frame
