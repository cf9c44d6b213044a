"""A caller who is a program: dials by SIP, hears what the line carries, speaks and types on it."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Deque, List, Sequence

from aiortp import RTPSession, get_codec
from aiosipua import SipUAC, SipUAS, build_sdp
from aiosipua.refer import notify_refer

from gateway.hearing.ear import Ear, Utterance
from gateway.hearing.endpoint import Thresholds
from gateway.hearing.recogniser import Recogniser
from gateway.sip.media import Media, free_port
from gateway.sip.transport import GatewayTransport
from gateway.sound.frames import FRAME_MS, SILENCE, Samples, cut
from gateway.speech.voices import Voice

_HOST = "127.0.0.1"
_PORTS = 20000, 20199
#: Payload types: mu-law, A-law, G.722, keys.
CODECS = {0: "PCMU", 8: "PCMA", 9: "G722"}
PCMA, _KEYS = 8, 101
_EAR = Thresholds(pause=600, longest=20_000)
#: Seconds of silence after which the assistant is believed to be done.
_DONE = 1.6
_KEY_SECONDS = 0.35


class HungUp(Exception):
    """The other side ended the call."""


class Caller:
    """takes: whether a transfer succeeds. codec: one of CODECS."""

    def __init__(
        self, voice: Voice, recogniser: Recogniser, takes: bool = True, codec: int = PCMA
    ) -> None:
        self._voice, self._recogniser, self._takes = voice, recogniser, takes
        self._codec = codec
        self._ear, self._mouth = Ear(_EAR), deque()  # type: ignore[var-annotated]
        self._mouth: Deque[Samples]
        self._parts: asyncio.Queue[asyncio.Task[str]] = asyncio.Queue()
        self._quiet = 0
        self._stamp = 0
        self.sound: List[Samples] = []
        self.referred: List[str] = []
        self.over = asyncio.Event()

    async def dial(self, port: int, number: str = "3646") -> None:
        """Call a number at a port of this machine. Raises RuntimeError when it is refused."""
        self._transport = GatewayTransport((_HOST, 0))
        await self._transport.start()
        self._uac = SipUAC(self._transport)
        uas = SipUAS(self._transport, uac=self._uac)
        self._transport.on_message = uas._on_message
        uas.on_bye = lambda call, request: self.over.set()
        uas.on_refer = self._refer
        media = free_port(_HOST, *_PORTS, set())
        offer = build_sdp(_HOST, media, self._codec, CODECS[self._codec])
        me, them = f"sip:demo@{_HOST}", f"sip:{number}@{_HOST}:{port}"
        self._call = self._uac.send_invite(me, them, (_HOST, port), offer)
        await self._call.wait_answered()
        answer = self._call.sdp_answer
        assert answer is not None and answer.rtp_address is not None
        self._rtp = await RTPSession.create(
            (_HOST, media),
            answer.rtp_address,
            self._codec,
            codec=get_codec(self._codec),
            dtmf_payload_type=_KEYS,
            skip_audio_gaps=True,
            jitter_prefetch=2,
        )
        self._media = Media(_Bare(self._rtp), get_codec(self._codec).sample_rate, 600.0, self.over.set)
        self._media.listen(self._frame)

    async def leave(self) -> None:
        """Hang up, if the other side did not, and let everything go."""
        if not self.over.is_set():
            self._call.hangup(self._uac)
            await asyncio.sleep(0.3)
        await self._media.close()
        await self._transport.stop()

    # ------------------------------------------------------------------ speaking
    async def say(self, text: str) -> None:
        """Speak, to the end. Raises HungUp."""
        await self.play(self._voice.say(text))

    async def play(self, samples: Samples) -> None:
        """Play sound, to the end. Raises HungUp."""
        self._forget()
        self._mouth.extend(cut(samples))
        while self._mouth:
            await self._or_hung_up(asyncio.sleep(FRAME_MS / 1000))
        self._quiet = 0

    async def type(self, digits: str) -> None:
        """Press keys. Raises HungUp."""
        self._forget()
        for digit in digits:
            self._stamp += 8000
            self._rtp.send_dtmf(digit, timestamp=self._stamp)
            await self._or_hung_up(asyncio.sleep(_KEY_SECONDS))
        self._quiet = 0

    # ------------------------------------------------------------------ hearing
    async def hear(self) -> str:
        """What the assistant says, to the end. Raises HungUp when it hangs up, all being heard."""
        heard: List[str] = []
        while True:
            part = await self._or_hung_up(self._parts.get(), heard)
            heard.append(await part)
            while not self._parts.empty() or self._ear.speaking or self._quiet < _DONE * 1000:
                if not self._parts.empty():
                    heard.append(await self._parts.get_nowait())
                await self._or_hung_up(asyncio.sleep(FRAME_MS / 1000), heard)
            words = " ".join(part for part in heard if part)
            if words:
                return words

    async def _or_hung_up(self, doing, heard: Sequence[str] = ()):  # noqa: ANN001, ANN202
        task, over = asyncio.ensure_future(doing), asyncio.ensure_future(self.over.wait())
        try:
            await asyncio.wait({task, over}, return_when=asyncio.FIRST_COMPLETED)
            if task.done():
                return task.result()
            rest = [await self._parts.get_nowait() for _ in range(self._parts.qsize())]
            raise HungUp(" ".join([*heard, *rest]).strip())
        finally:
            task.cancel()
            over.cancel()

    def _forget(self) -> None:
        self._ear.forget()
        self._parts = asyncio.Queue()

    def _frame(self, heard: Samples, keys: Sequence[str]) -> Samples:
        self.sound.append(heard)
        utterance = self._ear(heard)
        if utterance is not None:
            self._parts.put_nowait(asyncio.ensure_future(self._words(utterance)))
        self._quiet = 0 if self._ear.speaking else self._quiet + FRAME_MS
        return self._mouth.popleft() if self._mouth else SILENCE

    async def _words(self, utterance: Utterance) -> str:
        return (await self._recogniser.hear(utterance.samples)).text

    # ------------------------------------------------------------------ transfers
    def _refer(self, call, uri: str) -> None:  # noqa: ANN001
        self.referred.append(uri)
        notify_refer(call, 200 if self._takes else 480)


class _Bare:
    """An RTP session as `Media` wants it."""

    def __init__(self, session: RTPSession) -> None:
        object.__setattr__(self, "rtp_session", session)

    def __setattr__(self, name: str, value: object) -> None:
        setattr(self.rtp_session, name, value)

    async def close(self) -> None:
        """Let the ports go."""
        await self.rtp_session.close()
