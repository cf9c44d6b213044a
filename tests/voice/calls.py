"""A caller without a telephone: events in, actions out, on a live server."""

from __future__ import annotations

import http.client
import json
from typing import Any, Mapping, Optional

from tests.server.live import LiveServer
from tools.call_script import spoken

BASE = "/webhooks/voix"
DESCRIPTION = "une dame de quarante-cinq ans en arrêt de travail depuis deux mois"
WHOLE = "une dame de quarante-cinq ans en arrêt depuis trois mois elle ne peut plus payer son loyer"


def post(
    server: LiveServer, path: str, body: Any, headers: Optional[Mapping[str, str]] = None
) -> tuple[int, Any]:
    """Status and JSON of a POST; a body of bytes is sent as is."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    connection.request("POST", BASE + path, data, {"Content-Type": "application/json", **(headers or {})})
    answer = connection.getresponse()
    found = answer.status, json.loads(answer.read())
    connection.close()
    return found


class Caller:
    """One call."""

    def __init__(self, server: LiveServer, **call: Any) -> None:
        self.server, self.seq = server, 0
        status, body = post(server, "/call", {"call_id": "abc", "to": "3646", **call})
        assert status == 200, body
        self.session, self.actions = body["session_id"], body["actions"]

    def event(self, kind: str, seq: Optional[int] = None, **more: Any) -> tuple[int, Any]:
        """Tell an event; status and body."""
        self.seq = self.seq + 1 if seq is None else seq
        body = {"session_id": self.session, "seq": self.seq, "kind": kind, **more}
        return post(self.server, "/turn", body)

    def say(self, text: str, **more: Any) -> str:
        """Say words; the words that answer."""
        status, body = self.event("speech", text=text, **more)
        assert status == 200 and body["seq"] == self.seq, body
        self.actions = body["actions"]
        return spoken(self.actions)

    @property
    def last(self) -> str:
        """What the last actions end with."""
        return next(iter(self.actions[-1]))
