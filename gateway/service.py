"""The gateway as a whole: the telephone on one side, the assistant on the other, so many calls at once."""

from __future__ import annotations

import asyncio

from gateway.assistant import Assistant
from gateway.calls.call import Call, Parts
from gateway.calls.line import PhoneLine
from gateway.calls.room import Room
from gateway.calls.watch import Watch, nobody
from gateway.hearing.recogniser import Recogniser
from gateway.settings import Settings
from gateway.sip.line import SipLine
from gateway.sip.server import SipServer
from gateway.speech.cache import Speech
from gateway.speech.voices import Voice
from gateway.words import load_words


class Gateway:
    """Raises ModelMissing, SourceError when what it needs is not there."""

    def __init__(
        self, settings: Settings, watch: Watch = nobody, recogniser: Recogniser | None = None
    ) -> None:
        self._assistant = Assistant(settings)
        self._recogniser = recogniser or Recogniser(settings.model, settings.calls)
        self._speech = Speech(Voice())
        words = load_words()
        self._parts = Parts(
            self._assistant, self._recogniser, self._speech, words, settings.transfer, watch
        )
        self._room = Room(settings.calls, settings.waiting, settings.patience, self._speech, words)
        self._sip = SipServer(settings, self)

    @property
    def port(self) -> int:
        """Where SIP is listened to."""
        return self._sip.port

    async def start(self) -> None:
        """Listen. Raises OSError."""
        await self._sip.start()

    async def stop(self) -> None:
        """Hang up, and let everything go."""
        await self._sip.stop()
        self._assistant.close()
        self._recogniser.close()
        self._speech.close()

    @property
    def most(self) -> int:
        """Callers there may be at once, those who wait included."""
        return self._room.most

    async def answer(self, line: SipLine, dialled: str) -> None:
        """The whole call, once there is room for it."""
        async with self._room.place(line) as placed:
            if placed:
                await self._converse(line, dialled)

    async def _converse(self, line: PhoneLine, dialled: str) -> None:
        call = Call(line, self._parts)
        try:
            await call.run(dialled)
        except asyncio.CancelledError:
            await call.left()
            raise
