"""jambonz and VoiceAI Connect, as their documents tell them: events out, verbs or activities in."""

from __future__ import annotations

import hashlib
import hmac
import http.client
import json
import time
import uuid
from typing import Any, List, Mapping, Optional

from tests.server.live import LiveServer
from tests.voice import verb_schema

SECRET, TOKEN, NUMBER = "secret-du-compte", "jeton-de-la-passerelle", "+33612345678"
Actions = List[Mapping[str, Any]]


def request(server: LiveServer, path: str, body: Any, headers: Mapping[str, str], method: str = "POST") -> tuple[int, Any]:
    """Status and JSON of a request; a body of bytes is sent as is."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    connection.request(method, path, data, {"Content-Type": "application/json", **headers})
    answer = connection.getresponse()
    found = answer.status, json.loads(answer.read())
    connection.close()
    return found


def signature(data: bytes, secret: str = SECRET, at: Optional[float] = None) -> dict[str, str]:
    """The header of jambonz for that body."""
    stamp = int(time.time() if at is None else at)
    mac = hmac.new(secret.encode(), f"{stamp}.".encode() + data, hashlib.sha256).hexdigest()
    return {"Jambonz-Signature": f"t={stamp},v1={mac}"}


class Jambonz:
    """A call on jambonz: what it would do with our verbs, and send to our hooks."""

    def __init__(self, server: LiveServer) -> None:
        self.server, self.sid, self.verbs = server, str(uuid.uuid4()), []
        self._last: tuple[str, dict[str, Any]] = ("", {})

    def attributes(self) -> dict[str, Any]:
        """What every webhook of a call carries."""
        return {
            "call_sid": self.sid, "direction": "inbound", "from": NUMBER, "to": "3646",
            "call_id": f"{self.sid[:8]}-163f-123b-05ba-02ac5d37b1a5", "sip_status": 200, "sip_reason": "OK",
            "call_status": "in-progress", "caller_id": NUMBER, "account_sid": "300be250-5a79-46bd-8393-45e7d26c2e34",
            "application_sid": "16f9efd3-bb18-475f-8b13-8750aacda925", "originating_sip_trunk_name": "PABX",
        }  # fmt: skip

    def post(self, path: str, **more: Any) -> tuple[int, Any]:
        """POST a signed webhook."""
        data = json.dumps({**self.attributes(), **more}, separators=(",", ":")).encode()
        return request(self.server, path, data, signature(data))

    def hook(self, path: str, **more: Any) -> Actions:
        """POST a webhook whose answer replaces the application."""
        self._last = path, more
        status, self.verbs = self.post(path, **more)
        assert status == 200, self.verbs
        verb_schema.check(self.verbs)
        return as_actions(self.verbs)

    def dial(self) -> Actions:
        """The call webhook."""
        sip = {"headers": {"from": f"<sip:{NUMBER}@pabx>", "to": "<sip:3646@sbc>"}, "method": "INVITE"}
        return self.hook("/webhooks/jambonz/appel", call_status="trying", sip_status=100, sip=sip)

    def send(self, event: Mapping[str, Any]) -> Actions:
        """An event of the contract, as jambonz tells it; the last one again when it is empty."""
        if not event:
            return self.hook(self._last[0], **self._last[1])
        kind = event["kind"]
        if kind == "interrupt":  # jambonz stops the speech by itself, and tells nothing
            return [{"gather": {}}]
        if kind == "hangup":
            status, _ = self.post("/webhooks/jambonz/etat", call_status="completed", duration=61)
            assert status == 200
            return [{"hangup": {}}]
        if kind == "transfer_failed":
            refer = self.verbs[-2]
            return self.hook(refer["actionHook"], refer_status=202, final_referred_call_status=486)
        return self.hook(self.verbs[-1]["actionHook"], **heard_by_jambonz(event, self.verbs[-1]))


def heard_by_jambonz(event: Mapping[str, Any], gather: Mapping[str, Any]) -> dict[str, Any]:
    """What the actionHook of that gather gets."""
    if event["kind"] == "silence":
        return {"reason": "timeout"}
    if event["kind"] == "dtmf":
        keys = event["digits"].partition(gather["finishOnKey"])[0]
        assert len(keys) <= gather["maxDigits"], "jambonz would have ended before"
        return {"reason": "dtmfDetected", "digits": keys}
    ways = [event["text"], *event.get("alternatives", ())]
    found = [{"confidence": event.get("confidence", 0), "transcript": way} for way in ways]
    speech = {"language_code": "fr-FR", "channel_tag": 1, "is_final": True, "alternatives": found}
    return {"reason": "speechDetected", "speech": speech}


def as_actions(verbs: List[Mapping[str, Any]]) -> Actions:
    """Verbs as actions of the contract, for what is expected of them."""
    done: List[Mapping[str, Any]] = []
    for verb in verbs:
        said = verb if verb["verb"] == "say" else verb.get("say", {})
        done += [{"say": {"text": text}} for text in said.get("text", ())]
    kinds = {"gather": "gather", "sip:refer": "transfer", "dial": "transfer", "hangup": "hangup"}
    last = next(verb["verb"] for verb in reversed(verbs) if verb["verb"] != "redirect")
    return [*done, {kinds[last]: {}}]


class VoiceAI:
    """A conversation of VoiceAI Connect."""

    def __init__(self, server: LiveServer) -> None:
        self.server, self.name = server, str(uuid.uuid4())
        self.activities: List[Mapping[str, Any]] = []
        self.urls: Mapping[str, str] = {}
        self._last: dict[str, Any] = {}

    def post(self, url: str, **body: Any) -> tuple[int, Any]:
        """POST to an address given relative to the bot's."""
        headers = {"Authorization": f"Bearer {TOKEN}"}
        return request(self.server, f"/webhooks/audiocodes/{url}", {"conversation": self.name, **body}, headers)

    def create(self) -> None:
        """Create the conversation."""
        status, self.urls = self.post("webhook", id=str(uuid.uuid4()), timestamp="2026-11-21T08:00:00.000Z")
        assert status == 200, self.urls

    def tell(self, *activities: Mapping[str, Any]) -> Actions:
        """POST activities; the bot's, as actions of the contract."""
        stamped = [{"id": str(uuid.uuid4()), "timestamp": "2026-11-21T08:00:01.000Z", "language": "fr-FR", **a} for a in activities]
        self._last = {"activities": stamped}
        return self.again()

    def again(self) -> Actions:
        """The last activities again."""
        status, body = self.post(self.urls["activitiesURL"], **self._last)
        assert status == 200 and body["conversation"] == self.name, body
        self.activities = body["activities"]
        return from_activities(self.activities)

    def dial(self) -> Actions:
        """Create, then start."""
        self.create()
        caller = {"caller": NUMBER, "callerHost": "pabx", "callee": "3646", "calleeHost": "sbc"}
        return self.tell({"type": "event", "name": "start", "parameters": caller})

    def send(self, event: Mapping[str, Any]) -> Actions:
        """An event of the contract, as VoiceAI Connect tells it."""
        if not event:
            return self.again()
        kind = event["kind"]
        if kind == "interrupt":  # it stops the speech by itself, and tells nothing
            return [{"gather": {}}]
        if kind == "hangup":
            status, _ = self.post(self.urls["disconnectURL"], reason="Client Side", reasonCode="client-disconnected")
            assert status == 200
            return [{"hangup": {}}]
        if kind == "transfer_failed":
            value = {"status": "failed", "reasonCode": "declined", "reason": "SIP ;cause=603"}
            return self.tell({"type": "event", "name": "transferStatus", "value": value})
        if kind == "silence":
            return self.tell({"type": "event", "name": "noUserInput", "value": 1})
        if kind == "dtmf":
            return self.tell({"type": "event", "name": "DTMF", "value": event["digits"]})
        known = {"confidence": event["confidence"]} if "confidence" in event else {}
        return self.tell({"type": "message", "text": event["text"], "parameters": {**known, "recognitionOutput": {"IsFinal": True}}})


def from_activities(activities: List[Mapping[str, Any]]) -> Actions:
    """Activities as actions of the contract; each is well formed."""
    done: List[Mapping[str, Any]] = []
    for one in activities:
        uuid.UUID(one["id"])
        assert one["timestamp"].endswith("Z") and one["type"] in ("message", "event"), one
        if one["type"] == "message":
            assert set(one["activityParams"]) == {"bargeIn", "bargeInOnDTMF"} and one["text"]
            done.append({"say": {"text": one["text"]}})
    names = [one["name"] for one in activities if one["type"] == "event"]
    if not names:
        return done
    return [*done, {{"config": "gather", "transfer": "transfer", "hangup": "hangup"}[names[-1]]: {}}]
