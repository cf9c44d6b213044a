"""Erasing a conversation over HTTP: `DELETE /conversation/<sender>`, the same as saying « effacer »."""

from __future__ import annotations

import logging
from urllib.parse import unquote

from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from actions.assembly import assistant
from bot.channels.rest import MAX_SENDER
from bot.in_process import failure_text, incident

logger = logging.getLogger(__name__)


def erasure_routes() -> Blueprint:
    """The route that erases; erasing what does not exist is no mistake."""
    routes = Blueprint("erasure")

    @routes.delete("/conversation/<sender:path>")
    async def erase(request: Request, sender: str) -> HTTPResponse:
        say = assistant().sheets.wording.say
        sender = unquote(sender)
        if not 0 < len(sender) <= MAX_SENDER:
            words = say("conversation_illisible", maximum=MAX_SENDER)
            return response.json({"erreur": words}, status=400)
        agent = request.app.ctx.agent
        try:
            async with agent.lock_store.lock(sender):  # never in the middle of a turn
                await agent.tracker_store.delete(sender)
        except Exception as error:  # whatever broke, it must not pass for erased
            number = incident()
            logger.error("incident %s: erasing failed, %s", number, type(error).__name__)
            return response.json({"erreur": failure_text(number)}, status=503)
        return response.json({"efface": True, "message": say("conversation_effacee")})

    return routes
