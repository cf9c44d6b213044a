"""The headers that let the listed sites read what this server answers."""

from __future__ import annotations

from typing import Mapping, Optional

from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import BaseHTTPResponse, HTTPResponse

from bot.channels.origins import Origins


def own_origin(request: Request) -> str:
    """Where the client believes this server is; a proxy is believed only if Sanic is told of it."""
    return f"{request.scheme}://{request.host}"


def shared(request: Request, origins: Origins, methods: str) -> Mapping[str, str]:
    """The headers for the page that asks; without an origin, or for a foreign one, only `Vary`."""
    origin: Optional[str] = request.headers.get("origin")
    if origin is None or not origins.lists(origin, own_origin(request)):
        return {"Vary": "Origin"}
    return {
        "Access-Control-Allow-Origin": origin,
        "Vary": "Origin",
        "Access-Control-Allow-Headers": "Authorization, Content-Type",
        "Access-Control-Allow-Methods": methods,
        "Access-Control-Max-Age": "7200",
        "Access-Control-Expose-Headers": "Retry-After",
    }


def share(routes: Blueprint, origins: Origins, methods: str) -> None:
    """Put these headers on everything the blueprint's routes answer."""

    @routes.middleware("response")
    async def add(request: Request, answer: BaseHTTPResponse) -> None:
        answer.headers.update(shared(request, origins, methods))


def preflight(request: Request, origins: Origins, refused: HTTPResponse) -> HTTPResponse:
    """The answer to `OPTIONS`: nothing, with the headers; `refused` to a site that is not listed."""
    origin = request.headers.get("origin")
    if origin is None or not origins.lists(origin, own_origin(request)):
        return refused
    return response.empty()
