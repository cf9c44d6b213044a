"""Rasa's REST channel, made safe: it always answers, and tells in French what a request lacks.

`POST /webhooks/rest/webhook` with {"sender", "message", "metadata": {"canal": "web" | "voix"}}.
"""

from __future__ import annotations

from typing import Any, Awaitable, Callable, Dict, Text

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, response
from sanic.exceptions import InvalidUsage
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.bearers import RESERVED
from bot.channels.entrance import answer

MAX_SENDER = 200
CANAUX = ("web", "voix")


class BadRequest(ValueError):
    """A request that cannot be read; the message is for the person who sent it, in French."""


class RestChannel(InputChannel):
    """The REST channel of the contract."""

    @classmethod
    def name(cls) -> Text:
        """Keeps Rasa's address: /webhooks/rest/webhook."""
        return "rest"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The routes of the channel."""
        routes = Blueprint("rest_channel")

        @routes.get("/")
        async def alive(request: Request) -> HTTPResponse:
            return response.json({"status": "ok"})

        @routes.post("/webhook")
        async def receive(request: Request) -> HTTPResponse:
            try:
                sender, text, metadata = read_request(request)
            except BadRequest as error:
                return response.json({"erreur": str(error)}, status=400)
            messages = await answer(on_new_message, sender, text, metadata, self.name())
            return response.json(messages)

        return routes


def read_request(request: Request) -> tuple[str, str, Dict[str, Any]]:
    """Sender, text and metadata of a request. Raises BadRequest."""
    try:
        body = request.json
    except InvalidUsage:
        raise BadRequest("Le corps de la requête n'est pas du JSON lisible.") from None
    if not isinstance(body, dict):
        raise BadRequest("Le corps de la requête doit être un objet JSON.")
    sender, text = body.get("sender"), body.get("message")
    if not isinstance(sender, str) or not 0 < len(sender) <= MAX_SENDER:
        raise BadRequest(f"« sender » doit être un texte de 1 à {MAX_SENDER} signes.")
    if sender.startswith(RESERVED):
        taken = " ou ".join(f"« {prefix} »" for prefix in RESERVED)
        raise BadRequest(f"« sender » ne commence pas par {taken}, réservés à d'autres canaux.")
    if not isinstance(text, str):
        raise BadRequest("« message » doit être un texte.")
    metadata = body.get("metadata") or {}
    if not isinstance(metadata, dict):
        raise BadRequest("« metadata » doit être un objet JSON.")
    canal = metadata.get("canal", "web")
    if canal not in CANAUX:
        raise BadRequest("« canal » vaut « web » ou « voix ».")
    return sender, text, {"canal": canal}
