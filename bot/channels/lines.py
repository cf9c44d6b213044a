"""What gateways with a protocol of their own share: their name for a call → ours, their events → numbers.

The session is drawn at random, as for every call, and its secret thrown away: the gateway names the
call, the database knows it under a digest of that name, and any process may answer what comes next.
"""

from __future__ import annotations

import hashlib
import logging
import secrets
from dataclasses import dataclass
from typing import Any, List, Mapping, Optional, Sequence
from xml.sax.saxutils import escape

from bot.calls.events import DTMF, SILENCE, SPEECH, TRANSFER_FAILED, Event
from bot.channels.bearers import VOICE_PREFIX, new_bearer, sender_of
from bot.channels.voice_calls import Actions, Calls, aside
from bot.channels.voice_request import (
    LONGEST_TEXT,
    MOST_ALTERNATIVES,
    Posted,
    announced,
    are_keys,
    is_confidence,
)
from bot.channels.web_request import Refused
from bot.in_process import incident
from bot.stores.conversations import ConversationStore
from bot.stores.lines import LineStore

logger = logging.getLogger(__name__)
#: Largest body, in bytes: gateways hand on the raw output of the recogniser, word by word.
LARGEST_BODY = 256_000
_LONGEST_ID = 200
#: The key that ends digits: alone, it is itself what was typed.
END_KEY = "#"


@dataclass(frozen=True)
class Reply:
    """What a call does next; none for an event too old to be answered again.

    mark: names this reply, so that what follows it can be told from what followed another.
    """

    actions: Actions
    mark: str


class Lines:
    """The calls of one gateway, under the names it gives them."""

    def __init__(self, gateway: str, calls: Calls) -> None:
        self._gateway, self._calls = gateway, calls

    def key(self, call: object) -> Optional[str]:
        """The digest of the gateway's name of a call; None when it is no name."""
        if not isinstance(call, str) or not 0 < len(call) <= _LONGEST_ID:
            return None
        return hashlib.sha256(f"{self._gateway} {call}".encode()).hexdigest()

    async def knows(self, store: ConversationStore, key: str) -> bool:
        """Whether that call was opened. Raises what the database does."""
        return await aside(LineStore(store.engine).find, key) is not None

    async def open(self, store: ConversationStore, key: str) -> Reply:
        """Begin a call; asked again, the same first actions."""
        try:
            drawn = sender_of(new_bearer(), VOICE_PREFIX)
            sender = await aside(LineStore(store.engine).open, key, drawn)
        except Exception as error:  # whatever broke, the caller gets words and a person
            return self.failed("opening a line", error)
        return Reply(await self._calls.open(store, sender, announced()), "0")

    async def play(self, store: ConversationStore, key: str, name: str, event: Event) -> Reply:
        """Answer an event; asked again under the same name, the same actions.

        Whatever goes wrong gives a sentence and a transfer, or an end when it is the transfer that
        failed: two machines must not send a caller to and fro.
        """
        try:
            numbered = await aside(LineStore(store.engine).number, key, name)
            if numbered is None:
                return self.failed("", event=event)
            sender, number = numbered
            actions = await self._calls.turn(store, sender, Posted("", number, event))
        except Refused as refusal:
            if refusal.code == "seq_depasse":
                return Reply([], "")
            if refusal.code == "appel_fini":
                return Reply([{"hangup": {"reason": "fin"}}], "")
            return self.failed("", event=event)
        except Exception as error:  # whatever broke, the caller gets words and a person
            return self.failed("an event of a line", error, event)
        if event.kind == TRANSFER_FAILED and "transfer" in actions[-1]:
            return self.failed("", event=event)
        return Reply(actions, str(number))

    def failed(
        self, doing: str, error: Optional[Exception] = None, event: Optional[Event] = None
    ) -> Reply:
        """A sentence, then a person, or the end when nobody took over; `error` is logged."""
        if event is not None and event.kind == TRANSFER_FAILED:
            if error is not None:
                logger.error("incident %s: %s failed, %s", incident(), doing, type(error).__name__)
            return Reply(self._calls.lost(), secrets.token_hex(4))
        return Reply(self._calls.broken(doing, error), secrets.token_hex(4))


# ------------------------------------------------------------------ what gateways say → events
def spoken(texts: Sequence[object], confidence: Any) -> Event:
    """Words recognised, the likeliest first; a silence when there are none.

    confidence: 0 to 1. Recognisers that give none send 0, or nothing.
    """
    heard = [text[:LONGEST_TEXT] for text in texts if isinstance(text, str) and text.strip()]
    if not heard:
        return Event(SILENCE)
    believed = confidence if is_confidence(confidence) and confidence else None
    return Event(SPEECH, heard[0], believed, tuple(heard[1 : MOST_ALTERNATIVES + 1]))


def typed(digits: object) -> Event:
    """Keys typed; a silence when they are none."""
    keys = str(digits) if isinstance(digits, (str, int)) and not isinstance(digits, bool) else None
    if keys == "":  # the key that ends digits is not among them
        keys = END_KEY
    return Event(DTMF, digits=keys) if keys is not None and are_keys(keys) else Event(SILENCE)


# ------------------------------------------------------------------ actions → what gateways say
def aloud(say: Mapping[str, Any]) -> str:
    """A `say` as text, or as SSML when it is to be said slowly."""
    if say.get("rate") != "slow":
        return str(say["text"])
    return f'<speak><prosody rate="slow">{escape(say["text"])}</prosody></speak>'


def says(actions: Actions) -> List[Mapping[str, Any]]:
    """The `say` of each sentence of a reply, in order."""
    return [action["say"] for action in actions if "say" in action]


def number_of(to: str) -> Optional[str]:
    """A phone number without its spaces; None for an address (sip:, tel:)."""
    plain = to.replace(" ", "").replace(".", "")
    return plain if plain.lstrip("+").isdigit() else None
