"""How the telephone's channels answer over HTTP."""

from __future__ import annotations

from typing import Any

from sanic import response
from sanic.response import HTTPResponse

from bot.channels.web_request import Refused

_HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


def told(body: Any) -> HTTPResponse:
    """A JSON answer, kept by nobody on the way."""
    return response.json(body, headers=_HEADERS)


def refusal(error: Refused, scheme: str, **more: Any) -> HTTPResponse:
    """Why a request is refused, in French. scheme: how to authenticate. more: added to the body."""
    words = error.details or "Le corps de la requête est trop grand."
    headers = {**_HEADERS, "WWW-Authenticate": scheme} if error.status == 401 else _HEADERS
    body = {"erreur": words, "code": error.code, **more}
    return response.json(body, status=error.status, headers=headers)
