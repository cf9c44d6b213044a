"""SIP over UDP as a gateway needs it: from known addresses only, requests resent until answered,
an invitation received twice played once. Nothing of what callers send is written to the log."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field
from typing import Any, Callable, Dict, Optional

from aiosipua import SipRequest, SipResponse, UdpSipTransport

logger = logging.getLogger(__name__)
#: Seconds after which a request that got no answer is sent again (RFC 3261, T1 doubling).
_AGAIN = (0.5, 1.0, 2.0, 4.0)
_RESENT = frozenset({"BYE", "REFER"})
#: (Call-ID, number and method of the request).
Key = tuple[str, str]


@dataclass
class GatewayTransport(UdpSipTransport):
    """admits: whether an address may speak to us. on_answer: told of each final response."""

    admits: Callable[[str], bool] = lambda address: True
    on_answer: Optional[Callable[[SipResponse], None]] = None
    _pending: Dict[Key, asyncio.Task] = field(default_factory=dict, init=False, repr=False)
    _invited: set[Key] = field(default_factory=set, init=False, repr=False)

    async def start(self) -> None:
        """Bind; `local_addr` then has the real port."""
        loop = asyncio.get_running_loop()
        transport, _ = await loop.create_datagram_endpoint(
            lambda: _Datagrams(self), local_addr=self.local_addr
        )
        self._udp_transport = transport
        self.local_addr = (self.local_addr[0], transport.get_extra_info("sockname")[1])

    async def stop(self) -> None:
        """Stop resending, and close."""
        for task in self._pending.values():
            task.cancel()
        await super().stop()

    def send(self, message: SipRequest | SipResponse, addr: tuple[str, int]) -> None:
        """Send a message; some requests again until they are answered."""
        super().send(message, addr)
        key = _key(message)
        if isinstance(message, SipRequest) and message.method in _RESENT and key:
            task = asyncio.get_running_loop().create_task(self._insist(message, addr))
            self._pending[key] = task
            task.add_done_callback(lambda _: self._pending.pop(key, None))

    async def _insist(self, message: SipRequest, addr: tuple[str, int]) -> None:
        for seconds in _AGAIN:
            await asyncio.sleep(seconds)
            if self._udp_transport is None:
                return
            super().send(message, addr)

    def received(self, data: bytes, addr: tuple[str, int]) -> None:
        """A datagram came."""
        if not self.admits(addr[0]):
            logger.warning("passerelle : message d'une adresse non admise (GATEWAY_PEERS), ignoré")
            return
        listener, self.on_message = self.on_message, self._sorted(self.on_message)
        try:
            self._dispatch(data, addr)
        finally:
            self.on_message = listener

    def forget(self, call_id: str) -> None:
        """A call is over."""
        self._invited = {key for key in self._invited if key[0] != call_id}

    def _sorted(self, listener: Any) -> Callable[[Any, tuple[str, int]], None]:
        def sort(message: Any, addr: tuple[str, int]) -> None:
            key = _key(message)
            if isinstance(message, SipResponse):
                self._answered(message, key)
            elif message.method == "INVITE" and key:
                if key in self._invited:  # resent: the answer is on its way, or resent as well
                    return
                self._invited.add(key)
            listener(message, addr)

        return sort

    def _answered(self, response: SipResponse, key: Optional[Key]) -> None:
        if key in self._pending:
            self._pending.pop(key).cancel()
        if self.on_answer is not None and response.status_code >= 200:
            self.on_answer(response)


def _key(message: Any) -> Optional[Key]:
    if not message.call_id or message.cseq is None:
        return None
    return message.call_id, f"{message.cseq.seq} {message.cseq.method.upper()}"


class _Datagrams(asyncio.DatagramProtocol):
    def __init__(self, owner: GatewayTransport) -> None:
        self._owner = owner

    def datagram_received(self, data: bytes, addr: Any) -> None:
        self._owner.received(data, (str(addr[0]), int(addr[1])))
