"""How often the web channel is used at most: by a conversation, and by an address.

An address may be a whole hospital: what it may do is generous; one conversation is one person.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from sanic.request import Request

from bot.window import Window

#: A request's body, in bytes: four thousand characters, however they are written, and some room.
MAX_BODY = 32_000


def address_of(request: Request) -> str:
    """Who asks: the client's address when Sanic is told of its proxy, else the socket's."""
    return request.remote_addr or request.ip


@dataclass(frozen=True)
class Limits:
    """The three windows, fresh for each server."""

    openings: Window = field(default_factory=lambda: Window(300, 300))
    messages: Window = field(default_factory=lambda: Window(20, 60))
    messages_of_address: Window = field(default_factory=lambda: Window(600, 60))
