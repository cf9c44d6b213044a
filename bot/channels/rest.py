"""Rasa's REST channel, made safe: it always answers, and tells in French what a request lacks.

`POST /webhooks/rest/webhook` with {"sender", "message", "metadata": {"canal": "web" | "voix"}}.
"""

from __future__ import annotations

import logging
from typing import Any, Awaitable, Callable, Dict, List, Text

from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from sanic import Blueprint, response
from sanic.exceptions import InvalidUsage
from sanic.request import Request
from sanic.response import HTTPResponse

from actions.assembly import assistant
from bot.channels.refusals import Refusals
from bot.in_process import failure_text, incident
from bot.privacy import mask

logger = logging.getLogger(__name__)
MAX_SENDER = 200
CANAUX = ("web", "voix")
REFUSALS = Refusals()


class BadRequest(ValueError):
    """A request that cannot be read; the message is for the person who sent it, in French."""


class WholeMessages(CollectingOutputChannel):
    """Collects messages as they were written: Rasa's own cuts a text at each blank line."""

    async def send_text_message(self, recipient_id: Text, text: Text, **kwargs: Any) -> None:
        """Keep one message one message."""
        await self._persist_message(self._message(recipient_id, text=text))


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
            refused = REFUSALS.of(sender, text, assistant().wording)
            if refused:
                return response.json(refused)
            messages = await answer(on_new_message, sender, clean(text), metadata)
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
    if not isinstance(text, str):
        raise BadRequest("« message » doit être un texte.")
    metadata = body.get("metadata") or {}
    if not isinstance(metadata, dict):
        raise BadRequest("« metadata » doit être un objet JSON.")
    canal = metadata.get("canal", "web")
    if canal not in CANAUX:
        raise BadRequest("« canal » vaut « web » ou « voix ».")
    return sender, text, {"canal": canal}


def clean(text: str) -> str:
    """A message fit for Rasa: no identifier, no leading « / » (a command for Rasa)."""
    printable = "".join(c if c.isprintable() or c in "\n\t" else " " for c in text)
    return mask(printable).lstrip("/ \t\n") or "?"


async def answer(
    on_new_message: Callable[[UserMessage], Awaitable[Any]],
    sender: str,
    text: str,
    metadata: Dict[str, Any],
) -> List[Dict[str, Any]]:
    """The assistant's messages; a sentence with an incident number when there would be none."""
    collector = WholeMessages()
    number = incident()
    try:
        await on_new_message(
            UserMessage(
                text, collector, sender, input_channel=RestChannel.name(), metadata=metadata
            )
        )
    except Exception as error:  # whatever broke, the partner gets words and an id
        logger.error("incident %s: turn failed, %s", number, type(error).__name__)
        return _failure(sender, number)
    if not collector.messages:
        logger.error("incident %s: the turn ended without an answer", number)
        return _failure(sender, number)
    return collector.messages


def _failure(sender: str, number: str) -> List[Dict[str, Any]]:
    payload = {"type": "information", "sujet": "panne", "source": "assistant", "incident": number}
    return [
        {"recipient_id": sender, "text": failure_text(number)},
        {"recipient_id": sender, "custom": payload},
    ]
