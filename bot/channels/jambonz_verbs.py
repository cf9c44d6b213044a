"""What a call does next, as verbs of jambonz. Each was read in @jambonz/verb-specifications 0.1.13."""

from __future__ import annotations

from typing import Any, Dict, List, Mapping

from bot.channels.jambonz_settings import DIAL, REFER
from bot.channels.lines import END_KEY, Reply, aloud, number_of, says

Verbs = List[Dict[str, Any]]
#: Where hooks are, from the root of the host of the call webhook.
BASE = "/webhooks/jambonz"
_LANGUAGE = "fr-FR"
#: Seconds: between two keys; left to an accepted transfer to take the caller away.
_BETWEEN_KEYS, _TRANSFERRED = 3, 30


def verbs(reply: Reply, way: str = REFER) -> Verbs:
    """The verbs of a reply; none when there is nothing to say.

    way: how a call is transferred, REFER (the caller leaves jambonz) or DIAL (jambonz stays between).
    """
    if not reply.actions:
        return []
    spoken, last = says(reply.actions), reply.actions[-1]
    if "gather" in last:
        return _listening(spoken, last["gather"], reply.mark)
    said: Verbs = [_say([say]) for say in spoken]
    if "transfer" in last:
        return said + _transfer(last["transfer"]["to"], f"{BASE}/transfert/{reply.mark}", way)
    return [*said, *hanging_up()]


def hanging_up() -> Verbs:
    """The end of the call."""
    return [{"verb": "hangup"}]


def leaving(mark: str) -> Verbs:
    """An accepted transfer, whose end nobody told: whoever is still there after a while was not taken."""
    redirect = {"verb": "redirect", "actionHook": f"{BASE}/transfert/{mark}"}
    return [{"verb": "pause", "length": _TRANSFERRED}, redirect]


def _say(spoken: List[Mapping[str, Any]]) -> Dict[str, Any]:
    return {"verb": "say", "text": [aloud(say) for say in spoken]}


def _listening(spoken: List[Mapping[str, Any]], gather: Mapping[str, Any], mark: str) -> Verbs:
    """What may not be cut is said first; what may is said while listening."""
    whole = max((rank + 1 for rank, say in enumerate(spoken) if not say["barge_in"]), default=0)
    cut = spoken[whole:]
    listen: Dict[str, Any] = {
        "verb": "gather",
        "actionHook": f"{BASE}/suite/{mark}",
        "input": ["digits", "speech"],
        "bargein": bool(cut),
        "dtmfBargein": bool(cut),
        "finishOnKey": END_KEY,
        "minDigits": 1,  # without it, jambonz never starts the timer between two keys
        "maxDigits": gather["max_digits"],
        "interDigitTimeout": _BETWEEN_KEYS,
        "timeout": gather["no_input_ms"] / 1000,
        # « default »: the recogniser of the jambonz application
        "recognizer": {"vendor": "default", "language": _LANGUAGE, "hints": gather["hints"]},
    }
    if cut:
        listen["say"] = {"text": _say(cut)["text"]}
    return [*([_say(spoken[:whole])] if whole else []), listen]


def _transfer(to: str, hook: str, way: str) -> Verbs:
    """To a person; what jambonz could not even try comes back by the redirection."""
    number = number_of(to)
    if way == DIAL:
        target = {"type": "phone", "number": number} if number else {"type": "sip", "sipUri": to}
        tried: Dict[str, Any] = {"verb": "dial", "target": [target], "actionHook": hook}
    else:
        tried = {"verb": "sip:refer", "referTo": number or to, "actionHook": hook}
    return [tried, {"verb": "redirect", "actionHook": hook}]
