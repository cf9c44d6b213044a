"""The telephone's channel, whatever carries the sound: text and events in, actions out.

Under `/webhooks/voix/`; docs/voice-channel.md says what each address takes and gives.
"""

from __future__ import annotations

from typing import Any, Awaitable, Callable, Text

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.bearers import VOICE_PREFIX, new_bearer, sender_of
from bot.channels.voice_answer import refusal, told
from bot.channels.voice_calls import Calls, open_calls
from bot.channels.voice_request import admit, read_call, read_turn
from bot.channels.web_request import Refused
from bot.stores.conversations import store_of


class VoiceChannel(InputChannel):
    """The channel of phone gateways."""

    @classmethod
    def name(cls) -> Text:
        """Its address: /webhooks/voix/."""
        return "voix"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The routes of the channel. Raises SourceError when its words are not well written."""
        calls = open_calls(on_new_message)
        routes = Blueprint("voice_channel")
        _refuse(routes, calls)
        _serve(routes, calls)
        return routes


def _serve(routes: Blueprint, calls: Calls) -> None:
    @routes.get("/")
    async def alive(request: Request) -> HTTPResponse:
        return told({"status": "ok"})

    @routes.post("/call", stream=True)
    async def call(request: Request) -> HTTPResponse:
        admit(request)
        announced = await read_call(request)
        session = new_bearer()
        done = await calls.open(_store(request), sender_of(session, VOICE_PREFIX), announced)
        return told({"session_id": session, "actions": done})

    @routes.post("/turn", stream=True)
    async def turn(request: Request) -> HTTPResponse:
        admit(request)
        posted = await read_turn(request)
        sender = sender_of(posted.session, VOICE_PREFIX)
        done = await calls.turn(_store(request), sender, posted)
        return told({"seq": posted.seq, "actions": done})


def _refuse(routes: Blueprint, calls: Calls) -> None:
    """What is refused says why, and what to do of the caller: they are on the line all the same."""

    @routes.exception(Refused)
    async def refused(request: Request, error: Refused) -> HTTPResponse:
        more = {} if error.code == "jeton" else {"actions": calls.broken("")}
        return refusal(error, "Bearer", **more)

    @routes.exception(Exception)
    async def broken(request: Request, error: Exception) -> HTTPResponse:
        return told({"actions": calls.broken("a request of a gateway", error)})


def _store(request: Request):
    return store_of(request.app.ctx.agent)
