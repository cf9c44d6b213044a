"""The telephone's channel, whatever carries the sound: text and events in, actions out.

Under `/webhooks/voix/`; docs/voice-channel.md says what each address takes and gives.
"""

from __future__ import annotations

import os
from typing import Any, Awaitable, Callable, Dict, List, Text

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.calls.phone import the_phone
from bot.channels.bearers import VOICE_PREFIX, new_bearer, sender_of
from bot.channels.entrance import answer
from bot.channels.exchanges import Exchanges
from bot.channels.voice_calls import Calls
from bot.channels.voice_request import TRANSFER, admit, read_call, read_turn
from bot.channels.web_request import Refused
from bot.stores.conversations import store_of
from bot.window import Window

#: Where a person is reached, when VOICE_TRANSFER says nothing else.
_A_PERSON = "3646"
#: Events of one call, in a minute: a gateway in a loop stops there.
_EVENTS, _SECONDS = 60, 60
_HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


class VoiceChannel(InputChannel):
    """The channel of phone gateways."""

    @classmethod
    def name(cls) -> Text:
        """Its address: /webhooks/voix/."""
        return "voix"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The routes of the channel. Raises SourceError when its words are not well written."""
        the_phone()

        async def answered(sender: str, text: str, message_id: str) -> List[Dict[str, Any]]:
            canal = {"canal": "voix"}
            return await answer(on_new_message, sender, text, canal, self.name(), message_id)

        to = os.environ.get(TRANSFER) or _A_PERSON
        calls = Calls(the_phone, Exchanges(answered), to)
        routes = Blueprint("voice_channel")
        _refuse(routes, calls)
        _serve(routes, calls)
        return routes


def _serve(routes: Blueprint, calls: Calls) -> None:
    events = Window(_EVENTS, _SECONDS)

    @routes.get("/")
    async def alive(request: Request) -> HTTPResponse:
        return response.json({"status": "ok"}, headers=_HEADERS)

    @routes.post("/call", stream=True)
    async def call(request: Request) -> HTTPResponse:
        admit(request)
        announced = await read_call(request)
        session = new_bearer()
        done = await calls.open(_store(request), sender_of(session, VOICE_PREFIX), announced)
        return response.json({"session_id": session, "actions": done}, headers=_HEADERS)

    @routes.post("/turn", stream=True)
    async def turn(request: Request) -> HTTPResponse:
        admit(request)
        posted = await read_turn(request)
        sender = sender_of(posted.session, VOICE_PREFIX)
        if events.take(sender):
            raise Refused("trop_d_evenements", 429, "Trop d'événements en peu de temps.")
        done = await calls.turn(_store(request), sender, posted)
        return response.json({"seq": posted.seq, "actions": done}, headers=_HEADERS)


def _refuse(routes: Blueprint, calls: Calls) -> None:
    """What is refused says why, and what to do of the caller: they are on the line all the same."""

    @routes.exception(Refused)
    async def refused(request: Request, error: Refused) -> HTTPResponse:
        body: Dict[str, Any] = {"erreur": _words(error), "code": error.code}
        headers = dict(_HEADERS)
        if error.status == 401:
            headers["WWW-Authenticate"] = "Bearer"
        if error.code != "jeton":
            body["actions"] = calls.broken("")
        return response.json(body, status=error.status, headers=headers)

    @routes.exception(Exception)
    async def broken(request: Request, error: Exception) -> HTTPResponse:
        done = calls.broken("a request of a gateway", error)
        return response.json({"actions": done}, status=200, headers=_HEADERS)


def _words(error: Refused) -> str:
    return error.details or "Le corps de la requête est trop grand."


def _store(request: Request):
    return store_of(request.app.ctx.agent)
