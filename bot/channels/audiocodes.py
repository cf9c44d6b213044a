"""The AudioCodes Bot API, over HTTP: a conversation of VoiceAI Connect is a call. See docs/gateways.md."""

from __future__ import annotations

import uuid
from typing import Any, Awaitable, Callable, List, Text

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.calls.events import HANGUP, Event
from bot.channels.audiocodes_activities import Activity, Told, activities, read_activities
from bot.channels.lines import LARGEST_BODY, Lines
from bot.channels.voice_answer import refusal, told
from bot.channels.voice_calls import Actions, open_calls
from bot.channels.voice_request import admit
from bot.channels.web_request import Refused, read_object, unreadable
from bot.stores.conversations import ConversationStore, store_of

TOKEN = "AUDIOCODES_TOKEN"
#: How often the gateway tells that a conversation lasts, in seconds; nothing here depends on it.
_REFRESHED = 120
#: A conversation in its URL: the digest of its name.
_KEY = "<key:[0-9a-f]{64}>"


class AudioCodesChannel(InputChannel):
    """The channel of VoiceAI Connect."""

    @classmethod
    def name(cls) -> Text:
        """Its address: /webhooks/audiocodes/."""
        return "audiocodes"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The routes of the channel. Raises SourceError when its words are not well written."""
        lines = Lines(self.name(), open_calls(on_new_message))
        routes = Blueprint("audiocodes_channel")
        _refuse(routes, lines)
        _create(routes, lines)
        _serve(routes, lines)
        return routes


def _create(routes: Blueprint, lines: Lines) -> None:
    @routes.get("/")
    async def alive(request: Request) -> HTTPResponse:
        return told({"status": "ok"})

    @routes.get("/webhook")
    async def validate(request: Request) -> HTTPResponse:
        admit(request, TOKEN)
        return told({"type": "ac-bot-api", "success": True})

    @routes.post("/webhook", stream=True)
    async def create(request: Request) -> HTTPResponse:
        admit(request, TOKEN)
        key = lines.key((await read_object(request, LARGEST_BODY)).get("conversation"))
        if key is None:
            raise unreadable("« conversation » manque : c'est l'identifiant de l'appel.")
        await lines.open(store_of(request.app.ctx.agent), key)
        here = f"conversation/{key}"  # from the address of this very request
        return told(
            {
                "activitiesURL": f"{here}/activities",
                "refreshURL": f"{here}/refresh",
                "disconnectURL": f"{here}/disconnect",
                "expiresSeconds": _REFRESHED,
            }
        )


def _serve(routes: Blueprint, lines: Lines) -> None:
    @routes.post(f"/conversation/{_KEY}/activities", stream=True)
    async def converse(request: Request, key: str) -> HTTPResponse:
        admit(request, TOKEN)
        body = await read_object(request, LARGEST_BODY)
        done: List[Activity] = []
        for one in read_activities(body):
            actions = await _answered(lines, store_of(request.app.ctx.agent), key, one)
            done += activities(actions, one.id)
            if actions and "gather" not in actions[-1]:  # the call goes elsewhere
                break
        return told({"conversation": body.get("conversation"), "activities": done})

    @routes.post(f"/conversation/{_KEY}/disconnect", stream=True)
    async def disconnect(request: Request, key: str) -> HTTPResponse:
        await known(request, key)
        await lines.play(store_of(request.app.ctx.agent), key, "fin", Event(HANGUP))
        return told({})

    @routes.post(f"/conversation/{_KEY}/refresh", stream=True)
    async def refresh(request: Request, key: str) -> HTTPResponse:
        await known(request, key)
        return told({})

    async def known(request: Request, key: str) -> None:
        admit(request, TOKEN)
        await read_object(request, LARGEST_BODY)
        if not await lines.knows(store_of(request.app.ctx.agent), key):
            raise Refused(
                "appel_inconnu", 404, "Cette conversation est inconnue, ou trop ancienne."
            )


async def _answered(lines: Lines, store: ConversationStore, key: str, one: Told) -> Actions:
    if one.start:
        return (await lines.open(store, key)).actions
    if one.event is None:
        return []
    return (await lines.play(store, key, one.id, one.event)).actions


def _refuse(routes: Blueprint, lines: Lines) -> None:
    @routes.exception(Refused)
    async def refused(request: Request, error: Refused) -> HTTPResponse:
        return refusal(error, "Bearer")

    @routes.exception(Exception)
    async def broken(request: Request, error: Exception) -> HTTPResponse:
        done = lines.failed("a request of VoiceAI Connect", error).actions
        return told({"activities": activities(done, uuid.uuid4().hex)})
