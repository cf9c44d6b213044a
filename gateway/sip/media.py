"""The sound of one call: RTP in and out on a clock of 20 ms, silence included, keys apart."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import socket
from collections import deque
from typing import Any, Callable, Deque, List, Optional

import numpy as np

from gateway.calls.line import OnFrame
from gateway.sound.frames import (
    FRAME,
    FRAME_MS,
    RATE,
    SILENCE,
    Doubler,
    Halver,
    Samples,
    from_pcm,
    to_pcm,
)
from gateway.sound.recording import Recording

logger = logging.getLogger(__name__)
#: Payload types of G.722, then G.711 (A-law, mu-law).
CODECS = [9, 8, 0]
_TICK = FRAME_MS / 1000
#: Frames that may wait before the oldest are dropped.
_MOST = 10
#: Seconds the clock may be late before it gives up catching up.
_LATE = 0.2
_KEYS = frozenset("0123456789*#")


class Media:
    """session: an RTP session of aiortp, or of aiosipua around one, started.

    rate: of its sound, 8 000 or 16 000. deaf: seconds without a packet before `on_gone` is called.
    """

    def __init__(
        self,
        session: Any,
        rate: int,
        deaf: float,
        on_gone: Callable[[], None],
        recording: Optional[Recording] = None,
    ) -> None:
        self._session, self._narrow = session, rate != RATE
        self._double, self._halve = Doubler(), Halver()
        self._heard: Deque[Samples] = deque()
        self._left: Samples = SILENCE[:0]
        self._keys: List[str] = []
        self._on_frame: Optional[OnFrame] = None
        self._patience, self._on_gone = int(deaf / _TICK), on_gone
        self._without = 0
        self._recording = recording
        self._clock: Optional[asyncio.Task] = None
        session.on_audio = self._audio
        session.on_dtmf = self._key

    def listen(self, on_frame: OnFrame) -> None:
        """Give frames to `on_frame`, and send what it returns; starts the clock."""
        self._on_frame = on_frame
        if self._clock is None:
            self._clock = asyncio.create_task(self._run())

    async def close(self) -> None:
        """Stop the clock and close the session."""
        if self._clock is not None:
            self._clock.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._clock
        await self._session.close()

    def _audio(self, pcm: bytes, timestamp: int) -> None:
        samples = from_pcm(pcm)
        samples = self._double(samples) if self._narrow else samples
        whole = cut_whole(self._left, samples)
        self._left = whole.pop()
        self._heard.extend(whole)
        while len(self._heard) > _MOST:
            self._heard.popleft()

    def _key(self, digit: str, duration: int) -> None:
        if digit in _KEYS:
            self._keys.append(digit)

    async def _run(self) -> None:
        loop = asyncio.get_running_loop()
        due = loop.time()
        while True:
            self._tick()
            due += _TICK
            if loop.time() - due > _LATE:
                due = loop.time()
            await asyncio.sleep(max(0.0, due - loop.time()))

    def _tick(self) -> None:
        heard = self._next()
        keys, self._keys = self._keys, []
        try:
            frame = self._on_frame(heard, keys) if self._on_frame else SILENCE
        except Exception:  # the line is held whatever breaks: the call itself says what it does
            logger.exception("appel : une trame n'a pas pu être traitée")
            frame = SILENCE
        if self._recording is not None:
            self._recording.add(heard, frame)
        self._session.rtp_session.send_audio_pcm_auto(
            to_pcm(self._halve(frame) if self._narrow else frame)
        )

    def _next(self) -> Samples:
        if self._heard:
            self._without = 0
            return self._heard.popleft()
        self._without += 1
        if self._without == self._patience:
            self._on_gone()
        return SILENCE


def cut_whole(left: Samples, samples: Samples) -> list[Samples]:
    """Whole frames, then what is left for the next time."""
    whole = np.concatenate([left, samples])
    end = len(whole) // FRAME * FRAME
    return [*whole[:end].reshape(-1, FRAME), whole[end:]]


def free_port(host: str, first: int, last: int, taken: set[int]) -> int:
    """An even UDP port, free with the next one. Raises OSError when there is none."""
    for port in range(first + first % 2, last, 2):
        if port in taken:
            continue
        with socket.socket(type=socket.SOCK_DGRAM) as rtp, socket.socket(
            type=socket.SOCK_DGRAM
        ) as rtcp:
            try:
                rtp.bind((host, port))
                rtcp.bind((host, port + 1))
            except OSError:
                continue
            return port
    raise OSError("Plus de ports libres dans GATEWAY_MEDIA_PORTS.")
