"""jambonz's webhooks: its events → a call's, a call's actions → its verbs. See docs/gateways.md."""

from __future__ import annotations

import os
from typing import Any, Awaitable, Callable, Mapping, Text

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.calls.events import HANGUP, TRANSFER_FAILED, Event
from bot.channels.jambonz_request import (
    TAKEN,
    UNTOLD,
    ended,
    read_event,
    read_hook,
    transferred,
)
from bot.channels.jambonz_settings import Settings, read_settings
from bot.channels.jambonz_verbs import Verbs, hanging_up, leaving, verbs
from bot.channels.lines import Lines
from bot.channels.voice_answer import refusal, told
from bot.channels.voice_calls import open_calls
from bot.channels.web_request import Refused, unreadable
from bot.stores.conversations import store_of


class JambonzChannel(InputChannel):
    """The channel of a jambonz platform."""

    @classmethod
    def name(cls) -> Text:
        """Its address: /webhooks/jambonz/."""
        return "jambonz"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The routes. Raises SourceError for ill-written words, SettingError for a wrong setting."""
        settings = read_settings(os.environ)
        lines = Lines(self.name(), open_calls(on_new_message))
        routes = Blueprint("jambonz_channel")
        _refuse(routes, lines, settings.way)
        _serve(routes, lines, settings)
        return routes


def _serve(routes: Blueprint, lines: Lines, settings: Settings) -> None:
    way = settings.way

    @routes.get("/")
    async def alive(request: Request) -> HTTPResponse:
        return told({"status": "ok"})

    @routes.post("/appel", stream=True)
    async def call(request: Request) -> HTTPResponse:
        key = _key(lines, await read_hook(request, settings))
        return told(verbs(await lines.open(store_of(request.app.ctx.agent), key), way))

    @routes.post("/suite/<mark:[0-9a-f]{1,16}>", stream=True)
    async def go_on(request: Request, mark: str) -> HTTPResponse:
        body = await read_hook(request, settings)
        return told(await play(request, body, f"suite/{mark}", read_event(body)))

    @routes.post("/transfert/<mark:[0-9a-f]{1,16}>", stream=True)
    async def transfer(request: Request, mark: str) -> HTTPResponse:
        body = await read_hook(request, settings)
        outcome = transferred(body)
        if outcome == TAKEN:
            return told(hanging_up())
        if outcome == UNTOLD:
            return told(leaving(mark))
        return told(await play(request, body, f"transfert/{mark}", Event(TRANSFER_FAILED)))

    @routes.post("/etat", stream=True)
    async def status(request: Request) -> HTTPResponse:
        body = await read_hook(request, settings)
        key, store = _key(lines, body), store_of(request.app.ctx.agent)
        if ended(body) and await lines.knows(store, key):
            await lines.play(store, key, "fin", Event(HANGUP))
        return told({})

    async def play(request: Request, body: Mapping[str, Any], name: str, event: Event) -> Verbs:
        reply = await lines.play(store_of(request.app.ctx.agent), _key(lines, body), name, event)
        return verbs(reply if reply.actions else lines.failed("", event=event), way)


def _refuse(routes: Blueprint, lines: Lines, way: str) -> None:
    @routes.exception(Refused)
    async def refused(request: Request, error: Refused) -> HTTPResponse:
        return refusal(error, "Basic")

    @routes.exception(Exception)
    async def broken(request: Request, error: Exception) -> HTTPResponse:
        # jambonz reads no verb in an error: the caller would be cut off
        return told(verbs(lines.failed("a webhook of jambonz", error), way))


def _key(lines: Lines, body: Mapping[str, Any]) -> str:
    key = lines.key(body.get("call_sid"))
    if key is None:
        raise unreadable("« call_sid » manque : c'est l'identifiant de l'appel.")
    return key
