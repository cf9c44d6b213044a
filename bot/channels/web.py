"""The widget's channel: what was said is kept before it is shown, and once whatever happens.

Under `/webhooks/web/`; docs/web-channel.md says what each address takes and gives.
"""

from __future__ import annotations

import json
import math
import os
from typing import Any, Awaitable, Callable, Dict, List, Optional, Text

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from actions.assembly import DATA
from bot.channels import cors
from bot.channels.bearers import new_bearer, sender_of
from bot.channels.entrance import answer
from bot.channels.erasure import erased, failed
from bot.channels.exchanges import Exchanges, Told
from bot.channels.history import last_rank, messages, nothing_said
from bot.channels.limits import Limits, address_of
from bot.channels.origins import VARIABLE, Origins, parse_origins
from bot.channels.web_request import (
    Refused,
    read_after,
    read_body,
    read_conversation,
    read_message,
)
from bot.channels.widget_wording import WidgetWording, load_widget_wording
from bot.stores.conversations import ConversationStore, store_of

#: What the partner is supposed to say first; the answer is the greeting of the dialogue.
GREETING = "Bonjour"
METHODS = "GET, POST, DELETE"
_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
#: A proxy that kept lines back would make a quick answer a slow one.
_STREAM = {**_HEADERS, "X-Accel-Buffering": "no"}


class WebChannel(InputChannel):
    """The channel of the widget.

    origins: the sites that may embed it, those of WIDGET_ORIGINS by default. wording: its words,
    data/wording/widget.yml by default. Raises OriginsError, SourceError.
    """

    def __init__(
        self, origins: Optional[Origins] = None, wording: Optional[WidgetWording] = None
    ) -> None:
        self.origins = origins or parse_origins(os.environ.get(VARIABLE, ""))
        self.wording = wording or load_widget_wording(DATA / "wording" / "widget.yml")

    @classmethod
    def name(cls) -> Text:
        """Its address: /webhooks/web/."""
        return "web"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The routes of the channel."""

        async def answered(sender: str, text: str, message_id: str) -> List[Dict[str, Any]]:
            canal = {"canal": "web"}
            return await answer(on_new_message, sender, text, canal, self.name(), message_id)

        routes = Blueprint("web_channel")
        self._refuse(routes)
        cors.share(routes, self.origins, METHODS)
        self._conversation(routes, Exchanges(answered), Limits())
        return routes

    def _conversation(self, routes: Blueprint, exchanges: Exchanges, limits: Limits) -> None:
        departs = self.wording.starting_points()

        @routes.get("/")
        async def alive(request: Request) -> HTTPResponse:
            return response.json({"status": "ok"}, headers=_HEADERS)

        @routes.post("/conversation", stream=True)
        async def begin(request: Request) -> HTTPResponse:
            await read_body(request)  # nothing in it is of use; it must not be endless
            _within(limits.openings.take(address_of(request)), "trop_de_conversations")
            bearer = new_bearer()
            events = await exchanges.begin(_store(request), sender_of(bearer), GREETING)
            body = {"conversation": bearer, "messages": _shown(events), "departs": departs}
            return response.json(body, status=201, headers=_HEADERS)

        @routes.get("/conversation")
        async def history(request: Request) -> HTTPResponse:
            bearer, after = read_conversation(request), read_after(request)
            events = await _known(request, sender_of(bearer))
            body = {"messages": _shown(events, after), "fin": last_rank(events)}
            if nothing_said(events):
                body["departs"] = departs
            return response.json(body, headers=_HEADERS)

        @routes.delete("/conversation")
        async def erase(request: Request) -> HTTPResponse:
            sender = sender_of(read_conversation(request))
            agent = request.app.ctx.agent
            done = await exchanges.once(sender, "", lambda: erased(agent, sender))
            return response.raw(done.body, done.status, _HEADERS, done.content_type)

        @routes.post("/message", stream=True)
        async def say(request: Request) -> None:
            sender = sender_of(read_conversation(request))
            message = await read_message(request)
            _within(limits.messages_of_address.take(address_of(request)), "trop_de_messages")
            await _known(request, sender)
            _within(limits.messages.take(sender), "trop_de_messages")
            lines = await request.respond(
                headers=_STREAM, content_type="application/x-ndjson; charset=utf-8"
            )
            await lines.send(_line({"recu": message.id}))
            told = await exchanges.say(
                _store(request), sender, message.texte, message.id, message.depuis
            )
            for line in self._lines(told):
                await lines.send(line)
            await lines.eof()

    def _lines(self, told: Told) -> List[str]:
        lines = [_line({"message": m.to_dict()}) for m in told.messages]
        if not told.known:
            lines.append(_line(self._words(Refused("conversation_inconnue", 404))))
        return [*lines, _line({"fin": told.fin})]

    def _refuse(self, routes: Blueprint) -> None:
        """Refuse foreign sites, and say in French whatever is not served."""

        @routes.middleware("request")
        async def admit(request: Request) -> Optional[HTTPResponse]:
            if not self.origins.admits(request.headers, cors.own_origin(request)):
                return self._refusal(Refused("origine", 403))
            return None

        @routes.options("/")
        @routes.options("/conversation", name="preflight_conversation")
        @routes.options("/message", name="preflight_message")
        async def preflight(request: Request) -> HTTPResponse:
            return cors.preflight(request, self.origins, self._refusal(Refused("origine", 403)))

        @routes.exception(Refused)
        async def refused(request: Request, error: Refused) -> HTTPResponse:
            return self._refusal(error)

        @routes.exception(Exception)
        async def broken(request: Request, error: Exception) -> HTTPResponse:
            return failed("a request of the widget", error)

    def _refusal(self, refused: Refused) -> HTTPResponse:
        headers = dict(_HEADERS)
        if refused.status == 401:
            headers["WWW-Authenticate"] = "Bearer"
        if refused.status == 429:
            headers["Retry-After"] = str(refused.values["secondes"])
        return response.json(self._words(refused), status=refused.status, headers=headers)

    def _words(self, refused: Refused) -> Dict[str, str]:
        words = refused.details or self.wording.erreurs[refused.code].format(**refused.values)
        return {"erreur": words, "code": refused.code}


def _store(request: Request) -> ConversationStore:
    return store_of(request.app.ctx.agent)


async def _known(request: Request, sender: str) -> List[Dict[str, Any]]:
    """The events of a conversation. Raises Refused (404), and what the database does."""
    events = await _store(request).events(sender)
    if not events:
        raise Refused("conversation_inconnue", 404)
    return events


def _within(wait: float, code: str) -> None:
    """Raise Refused (429) when there is something to wait for."""
    if wait:
        raise Refused(code, 429, secondes=math.ceil(wait))


def _shown(events: List[Dict[str, Any]], after: int = -1) -> List[Dict[str, Any]]:
    return [message.to_dict() for message in messages(events, after)]


def _line(value: Dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False) + "\n"
