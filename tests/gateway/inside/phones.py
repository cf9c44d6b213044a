"""A telephone line for tests: the real SIP server and a caller who dials it on loopback."""

from __future__ import annotations

import asyncio
import contextlib

from gateway.demo.caller import Caller
from gateway.settings import Settings
from gateway.sip.server import SipServer
from gateway.sound.frames import SILENCE
from gateway.speech.voices import Voice


class Desk:
    """Answers calls by doing what a test says; keeps what the line carried."""

    def __init__(self, does, most=2):
        self._does, self.most = does, most
        self.keys, self.sound, self.left, self.dialled = [], [], asyncio.Event(), []

    async def answer(self, line, dialled):
        self.dialled.append(dialled)
        try:
            line.listen(self._frame)
            await self._does(line)
        except asyncio.CancelledError:
            self.left.set()
            raise

    def _frame(self, heard, keys):
        self.keys.extend(keys)
        self.sound.append(heard)
        return SILENCE


@contextlib.asynccontextmanager
async def exchange(does, most=2, **settings):
    """A server whose desk does `does(line)`."""
    desk = Desk(does, most)
    server = SipServer(Settings(port=0, **settings), desk)
    await server.start()
    try:
        yield server, desk
    finally:
        await server.stop()


@contextlib.asynccontextmanager
async def caller(server, **options):
    """Somebody who dialled it."""
    person = Caller(Voice(), None, **options)
    await person.dial(server.port)
    try:
        yield person
    finally:
        await person.leave()


async def until(condition, seconds=10):
    """Wait for something; AssertionError when it does not come."""
    async with asyncio.timeout(seconds):
        while not condition():
            await asyncio.sleep(0.02)
