"""Reading what the widget sends; what cannot be read is refused with a code and a French sentence."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, Mapping

from sanic.exceptions import InvalidUsage, PayloadTooLarge
from sanic.request import Request

from bot.channels.bearers import read_bearer
from bot.channels.history import OPENING
from bot.channels.limits import MAX_BODY

_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
_RANK = re.compile(r"-1|\d{1,12}")


class Refused(Exception):
    """A request that is not served.

    code: for the widget. status: of HTTP. values: what fills the sentence of that code in
    data/wording/widget.yml; `details` for whoever writes programs.
    """

    def __init__(self, code: str, status: int, details: str = "", **values: object) -> None:
        super().__init__(code)
        self.code, self.status, self.details, self.values = code, status, details, values


@dataclass(frozen=True)
class Posted:
    """A message as the widget sends it; `depuis`: the last rank it has seen, -1 for none."""

    id: str
    texte: str
    depuis: int


def read_conversation(request: Request) -> str:
    """The bearer of a request. Raises Refused (401)."""
    bearer = read_bearer(request.headers.get("authorization"))
    if bearer is None:
        raise Refused("non_identifiee", 401)
    return bearer


def read_after(request: Request) -> int:
    """`?depuis=`, the last rank seen; -1 when it is not said. Raises Refused (400)."""
    written = request.args.get("depuis", "-1")
    if not _RANK.fullmatch(written):
        raise unreadable("« depuis » est un rang : un entier, ou -1.")
    return int(written)


async def read_message(request: Request) -> Posted:
    """The message of a streamed request. Raises Refused (400, 413, 415)."""
    body = await read_object(request)
    return Posted(_id(body), _text(body), _after(body))


async def read_object(request: Request, most: int = MAX_BODY) -> Mapping[str, Any]:
    """The JSON object of a streamed request, of `most` bytes. Raises Refused (400, 413, 415)."""
    return as_object(await read_json(request, most))


async def read_json(request: Request, most: int = MAX_BODY) -> bytes:
    """The body of a streamed request that says it is JSON. Raises Refused (400, 413, 415).

    No page of another site can say so, without asking first.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise Refused("requete", 415, "Le corps de la requête est annoncé en « application/json ».")
    return await read_body(request, most)


def as_object(raw: bytes) -> Mapping[str, Any]:
    """The JSON object written in `raw`. Raises Refused (400)."""
    try:
        body = json.loads(raw)
    except (ValueError, RecursionError):
        raise unreadable("Le corps de la requête n'est pas du JSON lisible.") from None
    if not isinstance(body, dict):
        raise unreadable("Le corps de la requête doit être un objet JSON.")
    return body


async def read_body(request: Request, most: int = MAX_BODY) -> bytes:
    """The body of a streamed request, never more than `most` bytes. Raises Refused (400, 413)."""
    request.stream.request_max_size = most
    try:
        await request.receive_body()
    except PayloadTooLarge:
        raise Refused("trop_grand", 413) from None
    except InvalidUsage:
        raise unreadable("Le corps de la requête est mal découpé.") from None
    return request.body


def _id(body: Mapping[str, Any]) -> str:
    written = body.get("id")
    if not isinstance(written, str) or not _ID.fullmatch(written):
        raise unreadable("« id » doit compter de 8 à 64 lettres, chiffres, « _ » ou « - ».")
    if written == OPENING:
        raise unreadable(f"« {OPENING} » est l'identifiant de l'ouverture ; prenez-en un autre.")
    return written


def _text(body: Mapping[str, Any]) -> str:
    written = body.get("texte")
    if not isinstance(written, str):
        raise unreadable("« texte » doit être un texte.")
    return written


def _after(body: Mapping[str, Any]) -> int:
    written = body.get("depuis", -1)
    if not isinstance(written, int) or isinstance(written, bool) or written < -1:
        raise unreadable("« depuis » est un rang : un entier, ou -1.")
    return written


def unreadable(details: str) -> Refused:
    """A refusal (400) with those details."""
    return Refused("requete", 400, details)
