"""Erasing a conversation over HTTP: `DELETE /conversation/<sender>`, the same as saying « effacer »."""

from __future__ import annotations

import logging
from urllib.parse import unquote

from rasa.core.agent import Agent
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from actions.assembly import assistant
from bot.channels.bearers import RESERVED
from bot.channels.rest import MAX_SENDER
from bot.in_process import failure_text, incident
from bot.stores.conversations import store_of

logger = logging.getLogger(__name__)


def erasure_routes() -> Blueprint:
    """The route that erases; erasing what does not exist is no mistake."""
    routes = Blueprint("erasure")

    @routes.delete("/conversation/<sender:path>")
    async def erase(request: Request, sender: str) -> HTTPResponse:
        sender = unquote(sender)
        if not 0 < len(sender) <= MAX_SENDER or sender.startswith(RESERVED):
            words = assistant().sheets.wording.say("conversation_illisible", maximum=MAX_SENDER)
            return response.json({"erreur": words}, status=400)
        return await erased(request.app.ctx.agent, sender)

    return routes


async def erased(agent: Agent, sender: str) -> HTTPResponse:
    """Erase a conversation and its sheets, never in the middle of a turn; what is answered."""
    try:
        async with agent.lock_store.lock(sender):
            await store_of(agent).delete(sender)
    except Exception as error:  # whatever broke, it must not pass for erased
        return failed("erasing", error)
    words = assistant().sheets.wording.say("conversation_effacee")
    return response.json({"efface": True, "message": words})


def failed(doing: str, error: Exception) -> HTTPResponse:
    """503, with an incident number that the log links to what broke."""
    number = incident()
    logger.error("incident %s: %s failed, %s", number, doing, type(error).__name__)
    return response.json({"erreur": failure_text(number), "code": "panne"}, status=503)
