"""Blind transfers (REFER): asked for, then what becomes of them is waited for."""

from __future__ import annotations

import asyncio
import re
from typing import Dict

from aiosipua import IncomingCall, SipResponse, SipUAC
from aiosipua.dialog import DialogState

#: Seconds somebody has to answer.
RINGING = 40.0
_UNSAFE, _NOT_DIALLED = re.compile(r"[\s<>\"]"), re.compile(r"[^\w+*#.-]")


class Referrals:
    """The transfers that are under way, by Call-ID."""

    def __init__(self, uac: SipUAC, uri: str) -> None:
        self._uac, self._uri = uac, uri
        self._pending: Dict[str, asyncio.Future[bool]] = {}

    async def refer(self, call: IncomingCall, to: str) -> bool:
        """Ask the caller's side to call `to`; whether it was answered."""
        if call.dialog.state is not DialogState.CONFIRMED:
            return False
        answered = asyncio.get_running_loop().create_future()
        self._pending[call.call_id] = answered
        try:
            target = address(to, self._uri, call.source_addr)
            self._uac.send_refer(call.dialog, target, call.source_addr)
            return await asyncio.wait_for(answered, RINGING)
        except asyncio.TimeoutError:
            return False
        finally:
            self._pending.pop(call.call_id, None)

    def progress(self, call_id: str, status: int, reason: str = "") -> None:
        """The other side tells how it goes (NOTIFY)."""
        if status >= 200:
            self._settle(call_id, status < 300)

    def answered(self, response: SipResponse) -> None:
        """The other side answers the request itself: only a refusal says something."""
        refused = response.status_code >= 300
        if refused and response.cseq is not None and response.cseq.method.upper() == "REFER":
            self._settle(response.call_id or "", False)

    def gone(self, call_id: str) -> bool:
        """The caller left while being transferred: they have been taken. Whether they were."""
        return self._settle(call_id, True)

    def _settle(self, call_id: str, taken: bool) -> bool:
        future = self._pending.get(call_id)
        if future is None or future.done():
            return False
        future.set_result(taken)
        return True


def address(to: str, uri: str, peer: tuple[str, int]) -> str:
    """A number, or a SIP address as it is → the address to refer to; what has no place in one is left out.

    uri: how a number is written, {to} and {host} (of whoever called us) replaced.
    """
    if to.lower().startswith(("sip:", "sips:")):
        return _UNSAFE.sub("", to)
    host, port = peer
    there = host if port == 5060 else f"{host}:{port}"
    return uri.format(to=_NOT_DIALLED.sub("", to), host=there)
