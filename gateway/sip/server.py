"""The SIP side: invitations become lines, lines that hang up are told."""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from typing import Dict, Optional, Protocol

from aiosipua import IncomingCall, SdpNegotiationError, SipRequest, SipUAC, SipUAS
from aiosipua.rtp_bridge import CallSession

from gateway.settings import Settings
from gateway.sip.line import SipLine
from gateway.sip.media import CODECS, Media, free_port
from gateway.sip.referring import Referrals
from gateway.sip.transport import GatewayTransport
from gateway.sound.recording import Recording

logger = logging.getLogger(__name__)
_AGENT = "passerelle-voix"
_BUSY, _UNACCEPTABLE = 486, 488


class Desk(Protocol):
    """Who answers calls."""

    @property
    def most(self) -> int:
        """Callers there may be at once."""

    async def answer(self, line: SipLine, dialled: str) -> None:
        """The whole call; cancelled when the caller hangs up."""


class SipServer:
    """Listens to SIP, and gives each call to the desk."""

    def __init__(self, settings: Settings, desk: Desk) -> None:
        self._settings, self._desk = settings, desk
        self._transport = GatewayTransport((settings.host, settings.port), admits=settings.admits)
        self._lines: Dict[str, SipLine] = {}
        self._tasks: Dict[str, asyncio.Task] = {}
        self._ports: set[int] = set()

    @property
    def port(self) -> int:
        """Where it listens."""
        return self._transport.local_addr[1]

    async def start(self) -> None:
        """Listen. Raises OSError when the port is taken."""
        quiet = logging.getLogger("aiosipua")  # its messages hold callers' numbers
        quiet.setLevel(logging.CRITICAL + 1)
        await self._transport.start()
        told = (self._settings.told, self.port)
        uac = SipUAC(self._transport, advertised_addr=told)
        self._uas = SipUAS(self._transport, uac=uac, user_agent=_AGENT, advertised_addr=told)
        self._referrals = Referrals(uac, self._settings.transfer_uri)
        self._transport.on_message = self._uas._on_message
        self._transport.on_answer = self._referrals.answered
        self._uas.on_invite = self._invited
        self._uas.on_reinvite = self._again
        self._uas.on_bye = self._bye
        self._uas.on_ack_timeout = lambda call: self._left(call.call_id)
        self._uas.on_transfer_progress = self._referrals.progress

    async def stop(self) -> None:
        """Hang up everywhere, and close."""
        for task in list(self._tasks.values()):
            task.cancel()
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)
        await self._uas.stop()

    # ------------------------------------------------------------------ calls
    def _invited(self, call: IncomingCall) -> None:
        if len(self._tasks) >= self._desk.most:
            call.reject(_BUSY)
            self._transport.forget(call.call_id)
            return
        task = asyncio.get_running_loop().create_task(self._answer(call))
        self._tasks[call.call_id] = task
        task.add_done_callback(lambda _: self._tasks.pop(call.call_id, None))

    async def _answer(self, call: IncomingCall) -> None:
        recording = Recording() if self._settings.recordings else None
        session = self._session(call)
        if session is None:
            call.reject(_UNACCEPTABLE)
            self._transport.forget(call.call_id)
            return
        try:
            await session.start()
            media = Media(
                session,
                session.codec_sample_rate,
                self._settings.deaf,
                lambda: self._left(call.call_id),
                recording,
            )
            line = SipLine(call, media, self._referrals.refer)
            self._lines[call.call_id] = line
            call.accept(session.sdp_answer)
            await self._desk.answer(line, _dialled(call))
        except asyncio.CancelledError:
            pass  # the caller hung up: the desk has been told by its own cancellation
        finally:
            await self._over(call, session)
            if recording is not None and self._settings.recordings is not None:
                recording.keep(self._settings.recordings / f"{_name()}.wav")

    def _session(self, call: IncomingCall) -> Optional[CallSession]:
        """The sound that both sides can carry, None when there is none."""
        if call.sdp_offer is None:
            return None
        try:
            port = free_port(self._settings.host, *self._settings.media, self._ports)
            session = CallSession(
                self._settings.host,
                port,
                call.sdp_offer,
                advertised_ip=self._settings.told,
                supported_codecs=CODECS,
                dtmf_payload_type=_keys_payload(call),
                skip_audio_gaps=True,
                jitter_prefetch=2,
                symmetric_rtp=True,
            )
        except (SdpNegotiationError, ValueError, OSError) as error:
            logger.warning("appel refusé : %s", type(error).__name__)
            return None
        self._ports.add(port)
        return session

    async def _over(self, call: IncomingCall, session: CallSession) -> None:
        line = self._lines.pop(call.call_id, None)
        if line is not None:
            line.hang_up()
            await line.close()
        else:
            await session.close()
        self._ports.discard(session._rtp_port)
        self._transport.forget(call.call_id)

    # ------------------------------------------------------------------ what the caller's side does
    def _again(self, call: IncomingCall) -> None:
        """A re-INVITE (hold, new address): the same answer; where sound goes follows the packets."""
        call.accept(call.sdp_answer)

    def _bye(self, call: IncomingCall, request: SipRequest) -> None:
        self._left(call.call_id)

    def _left(self, call_id: str) -> None:
        line = self._lines.get(call_id)
        if line is not None:
            line.over.set()
        if not self._referrals.gone(call_id) and call_id in self._tasks:
            self._tasks[call_id].cancel()


def _keys_payload(call: IncomingCall) -> int:
    """The payload type the caller's side announces for keys."""
    audio = call.sdp_offer.audio if call.sdp_offer else None
    for codec in audio.codecs if audio else ():
        if codec.encoding_name.lower() == "telephone-event":
            return codec.payload_type
    return 101


def _dialled(call: IncomingCall) -> str:
    """The number that was dialled; the caller's own is not looked at."""
    to = call.invite.to_addr
    return (to.uri.user if to and to.uri else "") or "inconnu"


def _name() -> str:
    return f"{time.strftime('%Y%m%d-%H%M%S')}-{secrets.token_hex(3)}"


