"""Reading what jambonz sends, and whether jambonz it is. The caller's number is not even read."""

from __future__ import annotations

import base64
import hashlib
import hmac
import time
from typing import Any, Mapping

from sanic.request import Request

from bot.calls.events import SILENCE, Event
from bot.channels.jambonz_settings import BASIC, SECRET, Settings
from bot.channels.lines import LARGEST_BODY, spoken, typed
from bot.channels.voice_request import only_this_machine
from bot.channels.web_request import Refused, as_object, read_json

#: Seconds a signed request is good for, as in jambonz's own library.
_TOLERANCE = 300
#: How a call ends, in `call_status`.
_ENDED = frozenset({"completed", "failed", "busy", "no-answer"})
#: Ends of a transfer.
TAKEN, UNTOLD, FAILED = "taken", "untold", "failed"


async def read_hook(request: Request, settings: Settings) -> Mapping[str, Any]:
    """The body of a webhook. Raises Refused (400, 401, 403, 413, 415).

    With a secret it is signed, with a password it has it, with both it has both; with neither it
    comes from this machine.
    """
    secret, basic = settings.secret, settings.basic
    if not secret and not basic:
        only_this_machine(request, f"{SECRET} ou {BASIC}")
    expected = "Basic " + base64.b64encode(basic.encode()).decode()
    given = request.headers.get("authorization", "")
    if basic and not hmac.compare_digest(given.encode(), expected.encode()):
        raise Refused("jeton", 401, "Le mot de passe du webhook manque, ou n'est pas le bon.")
    raw = await read_json(request, LARGEST_BODY)
    header = request.headers.get("jambonz-signature", "")
    if secret and not signed(header, raw, secret, time.time()):
        raise Refused(
            "jeton", 401, "La signature manque, n'est pas la bonne, ou a plus de cinq minutes."
        )
    return as_object(raw)


def signed(header: str, raw: bytes, secret: str, now: float) -> bool:
    """Whether « t=<seconds>,v1=<hex> » signs that body: HMAC-SHA256 of « <seconds>.<body> »."""
    parts = [part.strip().partition("=") for part in header.split(",")]
    stamp = next((value for key, _, value in parts if key == "t"), "")
    if not (stamp.isascii() and stamp.isdigit() and len(stamp) <= 12):
        return False
    if abs(now - int(stamp)) > _TOLERANCE:
        return False
    expected = hmac.new(secret.encode(), f"{stamp}.".encode() + raw, hashlib.sha256).hexdigest()
    return any(
        key == "v1" and hmac.compare_digest(value.encode(), expected.encode())
        for key, _, value in parts
    )


def read_event(body: Mapping[str, Any]) -> Event:
    """What a `gather` ended with; what cannot be read is a silence: the caller says it again."""
    reason = body.get("reason")
    if reason == "dtmfDetected":
        return typed(body.get("digits", ""))
    if reason in ("speechDetected", "stt-low-confidence"):
        return _speech(body.get("speech"))
    return Event(SILENCE)  # « timeout », or the recogniser's « error »


def _speech(speech: object) -> Event:
    given = speech.get("alternatives") if isinstance(speech, dict) else None
    ways = [way for way in given if isinstance(way, dict)] if isinstance(given, list) else []
    texts = [way.get("transcript") for way in ways]
    return spoken(texts, ways[0].get("confidence") if ways else None)


def ended(body: Mapping[str, Any]) -> bool:
    """Whether the caller's call is over."""
    return body.get("call_status") in _ENDED and not body.get("parent_call_sid")


def transferred(body: Mapping[str, Any]) -> str:
    """How a transfer ended: TAKEN, FAILED, or UNTOLD when it was accepted and no end was told."""
    if body.get("dial_call_status") == "completed":
        return TAKEN
    if body.get("refer_status") != 202:
        return FAILED
    final = body.get("final_referred_call_status")
    if final is None:
        return UNTOLD
    return TAKEN if isinstance(final, int) and 200 <= final < 300 else FAILED
