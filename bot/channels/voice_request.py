"""Reading what a gateway sends, and whether it may: what cannot be read is refused in French."""

from __future__ import annotations

import hmac
import os
import re
from dataclasses import dataclass
from typing import Any, Mapping, Optional

from sanic.request import Request

from bot.calls.events import DTMF, KINDS, SPEECH, Event
from bot.channels.bearers import is_bearer
from bot.channels.limits import address_of
from bot.channels.web_request import Refused, read_object, unreadable

TOKEN, TRANSFER, PROMPT = "VOICE_TOKEN", "VOICE_TRANSFER", "VOICE_PROMPT"
_LOOPBACK = frozenset({"127.0.0.1", "::1"})
#: Headers by which a proxy tells that somebody else is asking.
_FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip")
_DIGITS = re.compile(r"[0-9*#]{1,32}")
_LONGEST_ID, LONGEST_TEXT, MOST_ALTERNATIVES = 200, 4000, 10
#: Largest number of an event, of milliseconds.
_LARGEST = 10**9


@dataclass(frozen=True)
class Posted:
    """A turn of a call: whose, which one, what happened."""

    session: str
    seq: int
    event: Event


def admit(request: Request, name: str = TOKEN) -> None:
    """Raise Refused (401, 403) when the gateway may not ask.

    With the token of that environment variable, whoever has it; without, see `only_this_machine`.
    """
    token = os.environ.get(name, "")
    if not token:
        only_this_machine(request, name)
        return
    scheme, _, given = request.headers.get("authorization", "").strip().partition(" ")
    if scheme.lower() != "bearer" or not hmac.compare_digest(given.strip().encode(), token.encode()):
        raise Refused("jeton", 401, "Le jeton du canal vocal manque, ou n'est pas le bon.")


def only_this_machine(request: Request, name: str) -> None:
    """Raise Refused (403) unless who asks is on this machine, for nobody else.

    name: the environment variable that would let others ask.
    """
    forwarded = any(request.headers.get(header) for header in _FORWARDED)
    if forwarded or address_of(request) not in _LOOPBACK:
        raise Refused("jeton", 403, f"Sans {name}, le canal vocal ne sert que cette machine.")


async def read_call(request: Request) -> bool:
    """Whether the new call begins with the announcement. Raises Refused (400, 413, 415).

    Who calls (`from`) is not even read; neither are the numbers and the hour.
    """
    body = await read_object(request)
    call = body.get("call_id")
    if not isinstance(call, str) or not 0 < len(call) <= _LONGEST_ID:
        raise unreadable(f"« call_id » doit être un texte de 1 à {_LONGEST_ID} signes.")
    headers = body.get("headers") or {}
    if not isinstance(headers, dict):
        raise unreadable("« headers » doit être un objet JSON.")
    return bool(headers.get("prompt")) or announced()


def announced() -> bool:
    """Whether every call begins with the announcement."""
    return os.environ.get(PROMPT, "") == "1"


async def read_turn(request: Request) -> Posted:
    """The turn of a request. Raises Refused (400, 413, 415)."""
    body = await read_object(request)
    session, seq, kind = body.get("session_id"), body.get("seq"), body.get("kind")
    if not is_bearer(session):
        raise unreadable("« session_id » est celui que « call » a donné.")
    if not _whole(seq) or seq < 1:
        raise unreadable("« seq » doit être un entier, à partir de 1.")
    if kind not in KINDS:
        raise unreadable(f"« kind » doit être l'un de : {', '.join(KINDS)}.")
    for name in ("n_silence", "played_ms", "audio_ms"):
        if body.get(name) is not None and not _whole(body[name]):
            raise unreadable(f"« {name} » doit être un entier positif.")
    event = Event(kind, _text(body), _confidence(body), _alternatives(body), _digits(body))
    if kind == SPEECH and "text" not in body:
        raise unreadable("« text » manque : c'est ce qui a été reconnu.")
    if kind == DTMF and not event.digits:
        raise unreadable("« digits » manque : ce sont les touches frappées.")
    return Posted(str(session), seq, event)


def _text(body: Mapping[str, Any]) -> str:
    text = body.get("text") or ""
    if not isinstance(text, str) or len(text) > LONGEST_TEXT:
        raise unreadable(f"« text » doit être un texte de {LONGEST_TEXT} signes au plus.")
    return text


def _confidence(body: Mapping[str, Any]) -> Optional[float]:
    given = body.get("confidence")
    if given is None:
        return None
    if not is_confidence(given):
        raise unreadable("« confidence » doit être un nombre de 0 à 1.")
    return float(given)


def _alternatives(body: Mapping[str, Any]) -> tuple[str, ...]:
    """Other transcripts, each a text or {"text"}; more than ten are of no use."""
    given = body.get("alternatives") or []
    if not isinstance(given, list):
        raise unreadable("« alternatives » doit être une liste.")
    texts = [one.get("text") if isinstance(one, dict) else one for one in given]
    if not all(isinstance(text, str) and len(text) <= LONGEST_TEXT for text in texts):
        raise unreadable("Chaque alternative est un texte, ou un objet qui a « text ».")
    return tuple(texts[:MOST_ALTERNATIVES])


def _digits(body: Mapping[str, Any]) -> str:
    given = body.get("digits") or ""
    if given and not are_keys(given):
        raise unreadable("« digits » : de 1 à 32 touches, parmi 0 à 9, * et #.")
    return str(given)


def is_confidence(value: object) -> bool:
    """Whether it is a number from 0 to 1."""
    return isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value <= 1


def are_keys(value: object) -> bool:
    """Whether it is keys of a telephone, 32 at most."""
    return isinstance(value, str) and _DIGITS.fullmatch(value) is not None


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _LARGEST
