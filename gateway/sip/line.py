"""A caller's line: an accepted call and its sound."""

from __future__ import annotations

import asyncio
from typing import Awaitable, Callable

from aiosipua import IncomingCall

from gateway.calls.line import OnFrame
from gateway.sip.media import Media


class SipLine:
    """refer: asks the other side to call somebody else; whether they answered."""

    def __init__(
        self, call: IncomingCall, media: Media, refer: Callable[[IncomingCall, str], Awaitable[bool]]
    ) -> None:
        self._call, self._media, self._refer = call, media, refer
        self.over = asyncio.Event()

    def listen(self, on_frame: OnFrame) -> None:
        """Start the clock."""
        self._media.listen(on_frame)

    async def transfer(self, to: str) -> bool:
        """Hand the caller over."""
        return not self.over.is_set() and await self._refer(self._call, to)

    def hang_up(self) -> None:
        """End the call, unless it is already."""
        if not self.over.is_set():
            self.over.set()
            self._call.hangup()

    async def close(self) -> None:
        """Let the sound's ports go."""
        await self._media.close()
