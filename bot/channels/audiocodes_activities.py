"""Activities of the AudioCodes Bot API: what VoiceAI Connect tells → events, a call's actions → its own."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass
from typing import Any, Dict, List, Mapping, Optional

from bot.calls.events import HANGUP, SILENCE, TRANSFER_FAILED, Event
from bot.channels.lines import END_KEY, aloud, number_of, says, spoken, typed
from bot.channels.voice_calls import Actions
from bot.channels.web_request import unreadable

Activity = Dict[str, Any]
_LANGUAGE = "fr-FR"
_BETWEEN_KEYS_MS = 3_000
#: Silences in a row the gateway tells before it hangs up by itself: more than a call ever waits for.
_SILENCES = 5
_MOST, _LONGEST_ID = 20, 200
START = "start"


@dataclass(frozen=True)
class Told:
    """An activity of the gateway. event: None for what changes nothing, and for `start`."""

    id: str
    start: bool
    event: Optional[Event]


def read_activities(body: Mapping[str, Any]) -> List[Told]:
    """The activities of a request. Raises Refused (400)."""
    given = body.get("activities")
    if not isinstance(given, list) or len(given) > _MOST:
        raise unreadable(f"« activities » doit être une liste de {_MOST} activités au plus.")
    return [_told(one) for one in given]


def _told(one: object) -> Told:
    if not isinstance(one, dict):
        raise unreadable("Chaque activité est un objet.")
    name = one.get("id")
    if not isinstance(name, str) or not 0 < len(name) <= _LONGEST_ID:
        raise unreadable(f"Chaque activité a un « id », un texte de 1 à {_LONGEST_ID} signes.")
    if one.get("type") == "message":
        if not isinstance(one.get("text"), str):
            raise unreadable("« text » manque : c'est ce qui a été reconnu.")
        parameters = one.get("parameters")
        known = parameters if isinstance(parameters, dict) else {}
        return Told(name, False, spoken([one["text"]], known.get("confidence")))
    if one.get("type") != "event":
        return Told(name, False, None)
    return Told(name, one.get("name") == START, _event(one))


def _event(one: Mapping[str, Any]) -> Optional[Event]:
    name, value = one.get("name"), one.get("value")
    if name == "DTMF":
        return typed(value)
    if name == "noUserInput":
        return Event(SILENCE)
    if name == "transferStatus" and isinstance(value, dict) and value.get("status") == "failed":
        return Event(TRANSFER_FAILED)
    if name in ("hangup", "conversationEnd"):
        return Event(HANGUP)
    return None


def activities(actions: Actions, name: str) -> List[Activity]:
    """A call's actions. name: the activity they answer, from which each gets its own id."""
    last = actions[-1] if actions else {}
    done: List[Activity] = []
    if "gather" in last:  # first, so that whoever cuts in is listened to with these settings
        done.append(
            {"type": "event", "name": "config", "sessionParams": _listening(last["gather"])}
        )
    for say in says(actions):
        cut = {"bargeIn": say["barge_in"], "bargeInOnDTMF": say["barge_in"]}
        done.append({"type": "message", "text": aloud(say), "activityParams": cut})
    if "transfer" in last:
        target = {"transferTarget": _target(last["transfer"]["to"])}
        done.append({"type": "event", "name": "transfer", "activityParams": target})
    elif "hangup" in last:
        done.append({"type": "event", "name": "hangup"})
    now = datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="milliseconds")
    stamp = now.replace("+00:00", "Z")
    return [
        {"id": str(uuid.uuid5(uuid.NAMESPACE_OID, f"{name}/{rank}")), "timestamp": stamp, **one}
        for rank, one in enumerate(done)
    ]


def _listening(gather: Mapping[str, Any]) -> Dict[str, Any]:
    return {
        "language": _LANGUAGE,
        "sttContextPhrases": gather["hints"],
        "sendEventsToBot": ["noUserInput"],
        "userNoInputTimeoutMS": gather["no_input_ms"],
        "userNoInputRetries": _SILENCES,
        "sendDTMF": True,
        "dtmfCollect": True,
        "dtmfCollectMaxDigits": gather["max_digits"],
        "dtmfCollectInterDigitTimeoutMS": _BETWEEN_KEYS_MS,
        "dtmfCollectSubmitDigit": END_KEY,
    }


def _target(to: str) -> str:
    number = number_of(to)
    return f"tel:{number}" if number else to
