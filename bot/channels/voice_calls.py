"""The calls of the voice channel: each event once, whatever is resent, killed or broken meanwhile."""

from __future__ import annotations

import asyncio
import logging
import os
from dataclasses import dataclass, field
from typing import Any, Awaitable, Callable, Dict, List, Optional, Sequence, TypeVar

from rasa.core.channels.channel import UserMessage

from bot.calls.conducting import begin, conduct
from bot.calls.moves import Move, actions, hanging_up, transferring
from bot.calls.phone import Phone, the_phone
from bot.calls.state import FINIE, CallState
from bot.channels.entrance import answer
from bot.channels.exchanges import Exchanges
from bot.channels.history import Message
from bot.channels.voice_request import TRANSFER, Posted
from bot.channels.web_request import Refused
from bot.in_process import incident
from bot.stores.calls import CallStore
from bot.stores.conversations import ConversationStore
from bot.window import Window

logger = logging.getLogger(__name__)
T = TypeVar("T")
Actions = List[Dict[str, Any]]
#: Answers kept to be given again: a gateway resends what it has just sent.
_KEPT = 5
#: What opens the conversation, so that it is there before the first words.
_GREETING = "Bonjour"
#: Where a person is reached, when VOICE_TRANSFER says nothing else.
_A_PERSON = "3646"
#: Events of one call, in a minute: a gateway in a loop stops there.
_EVENTS, _SECONDS = 60, 60


@dataclass(frozen=True)
class Kept:
    """What the database has of a call. answers: seq → actions, the last ones."""

    state: CallState
    seq: int = 0
    answers: Dict[str, Actions] = field(default_factory=dict)

    def to_dict(self) -> Dict[str, Any]:
        """A JSON-ready form."""
        return {"etat": self.state.to_dict(), "seq": self.seq, "reponses": self.answers}

    @classmethod
    def from_dict(cls, data: Dict[str, Any]) -> "Kept":
        """The inverse of `to_dict`."""
        return cls(CallState.from_dict(data["etat"]), data["seq"], data["reponses"])


class Calls:
    """Opens calls and answers their events. to: where a person is reached."""

    def __init__(self, phone: Callable[[], Phone], exchanges: Exchanges, to: str) -> None:
        self._phone, self._exchanges, self._to = phone, exchanges, to
        self._events = Window(_EVENTS, _SECONDS)

    async def open(self, store: ConversationStore, sender: str, announced: bool) -> Actions:
        """Begin a call, unless it was begun: its first actions.

        What breaks gives a sentence and a transfer.
        """

        async def once() -> Actions:
            calls = CallStore(store.engine)
            state, move = begin(self._phone(), announced)
            if await aside(calls.find, sender) is None:
                await self._exchanges.begin(store, sender, _GREETING)
                await aside(calls.keep, sender, Kept(state).to_dict())
            return self._actions(state, move)

        try:
            return await self._exchanges.once(f"appel {sender}", "0", once)
        except Exception as error:  # whatever broke, the caller gets words and a person
            return self.broken("opening a call", error)

    async def turn(self, store: ConversationStore, sender: str, posted: Posted) -> Actions:
        """Answer an event; the same actions when it is sent again.

        Raises Refused: 404 for an unknown call, 409 for an event older than the last ones, 410 once
        it is over, 429 for too many. Whatever else breaks gives a sentence and a transfer.
        """
        if self._events.take(sender):
            raise Refused("trop_d_evenements", 429, "Trop d'événements en peu de temps.")

        async def once() -> Actions:
            return await self._turn(store, sender, posted)

        try:
            # its own door: the turn of the dialogue, inside, goes through that of the conversation
            return await self._exchanges.once(f"appel {sender}", str(posted.seq), once)
        except Refused:
            raise
        except Exception as error:  # whatever broke, the caller gets words and a person
            return self.broken("a turn of a call", error)

    async def _turn(self, store: ConversationStore, sender: str, posted: Posted) -> Actions:
        calls = CallStore(store.engine)
        found = await aside(calls.find, sender)
        if found is None:
            raise Refused("appel_inconnu", 404, "Cet appel est inconnu, ou trop ancien.")
        kept = Kept.from_dict(found)
        if str(posted.seq) in kept.answers:
            return kept.answers[str(posted.seq)]
        if posted.seq <= kept.seq:
            raise Refused("seq_depasse", 409, "« seq » est dépassé : un plus grand a été traité.")
        if kept.state.etape == FINIE:
            raise Refused("appel_fini", 410, "Cet appel est terminé.")

        async def ask(text: str) -> Sequence[Message]:
            return await self._ask(store, sender, text, f"appel-{posted.seq}")

        state, move = await conduct(self._phone(), kept.state, posted.event, ask)
        done = self._actions(state, move)
        # nothing said before an erasure, nor before a caller hung up, is kept any longer
        former = {} if move.efface or state.etape == FINIE else kept.answers
        answers = dict([*former.items(), (str(posted.seq), done)][-_KEPT:])
        await aside(calls.keep, sender, Kept(state, posted.seq, answers).to_dict())
        return done

    async def _ask(
        self, store: ConversationStore, sender: str, text: str, name: str
    ) -> Sequence[Message]:
        """The assistant's messages, from what is stored when the turn was played already."""
        told = await self._exchanges.say(store, sender, text, name)
        if not told.known:  # it was erased: another begins
            await self._exchanges.begin(store, sender, _GREETING)
            told = await self._exchanges.say(store, sender, text, name)
        heard = [rank for rank, message in enumerate(told.messages) if message.id == name]
        if heard:
            return told.messages[heard[-1] + 1 :]
        return [message for message in told.messages if message.rang is None]

    def _actions(self, state: CallState, move: Move) -> Actions:
        phone = self._phone()
        return actions(move, state, phone.listening(state), self._to, phone.announce(state))

    def broken(self, doing: str, error: Optional[Exception] = None) -> Actions:
        """A sentence and a transfer; what broke goes to the log, under a number."""
        if error is not None:
            logger.error("incident %s: %s failed, %s", incident(), doing, type(error).__name__)
        phone = self._phone()
        return self._actions(CallState(), transferring(phone.speaker.say("panne")))

    def lost(self) -> Actions:
        """The end of a call that broke, and that nobody took over: how to call again."""
        said = self._phone().speaker.say("transfert_echoue")
        return self._actions(CallState(), hanging_up(said))


def open_calls(on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Calls:
    """The calls of a channel. Raises SourceError when the words of calls are not well written."""
    the_phone()

    async def answered(sender: str, text: str, message_id: str) -> List[Dict[str, Any]]:
        canal = {"canal": "voix"}
        return await answer(on_new_message, sender, text, canal, "voix", message_id)

    return Calls(the_phone, Exchanges(answered), os.environ.get(TRANSFER) or _A_PERSON)


async def aside(function: Callable[..., T], *args: Any) -> T:
    """Run what reads or writes the database without keeping other calls waiting."""
    return await asyncio.get_running_loop().run_in_executor(None, function, *args)
