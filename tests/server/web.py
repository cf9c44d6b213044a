"""A widget without a browser: talks to the web channel of a live server, over plain sockets."""

from __future__ import annotations

import http.client
import json
import sqlite3
import uuid
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Iterator, Mapping, Optional

from tests.server.live import LiveServer

BASE = "/webhooks/web"
#: A site that embeds the widget.
PARTNER = "https://intranet.exemple.fr"
LEAVE = "une dame de 45 ans est en arrêt de travail depuis 2 mois"


def message_id() -> str:
    """A new message id."""
    return uuid.uuid4().hex


def call(
    server: LiveServer,
    method: str,
    path: str,
    body: Any = None,
    headers: Optional[Mapping[str, str]] = None,
) -> tuple[int, Mapping[str, str], Any]:
    """Status, headers (lower case) and JSON of a request; a body of bytes is sent as is."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    sent = dict(headers or {})
    if body is not None and not isinstance(body, bytes):
        body = json.dumps(body).encode()
        sent.setdefault("Content-Type", "application/json")
    connection.request(method, BASE + path, body, sent)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    found = {name.lower(): value for name, value in answer.getheaders()}
    if found.get("content-type", "").startswith("application/x-ndjson"):
        return answer.status, found, [json.loads(line) for line in text.splitlines()]
    return answer.status, found, json.loads(text) if text else None


class Widget:
    """One conversation: opened, spoken to, read again."""

    def __init__(self, server: LiveServer) -> None:
        self.server = server
        status, _, self.opening = call(server, "POST", "/conversation")
        assert status == 201, self.opening
        self.bearer = self.opening["conversation"]

    @property
    def authorization(self) -> dict[str, str]:
        """The header that opens this conversation."""
        return {"Authorization": f"Bearer {self.bearer}"}

    def post(self, body: Any, **headers: str) -> tuple[int, Mapping[str, str], Any]:
        """POST /message."""
        return call(self.server, "POST", "/message", body, {**self.authorization, **headers})

    def say(self, text: str, name: Optional[str] = None, after: int = -1) -> list[dict]:
        """The lines that answer a message, `recu` first and `fin` last."""
        body = {"id": name or message_id(), "texte": text, "depuis": after}
        status, _, lines = self.post(body)
        assert status == 200, lines
        assert lines[0] == {"recu": body["id"]} and set(lines[-1]) == {"fin"}
        return lines

    def history(self, after: Optional[int] = None) -> dict:
        """GET /conversation."""
        query = "" if after is None else f"?depuis={after}"
        status, _, body = call(
            self.server, "GET", "/conversation" + query, headers=self.authorization
        )
        assert status == 200, body
        return body

    def erase(self) -> tuple[int, Mapping[str, str], Any]:
        """DELETE /conversation."""
        return call(self.server, "DELETE", "/conversation", headers=self.authorization)

    def status(self) -> int:
        """What GET /conversation answers."""
        return call(self.server, "GET", "/conversation", headers=self.authorization)[0]

    def begin(self, text: str, name: str) -> "Half":
        """Send a message and read no further than its acknowledgement."""
        return Half(self, text, name)


class Half:
    """A message sent, acknowledged, its answer not read yet."""

    def __init__(self, widget: Widget, text: str, name: str) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", widget.server.port, timeout=30)
        body = json.dumps({"id": name, "texte": text, "depuis": -1})
        headers = {**widget.authorization, "Content-Type": "application/json"}
        self.connection.request("POST", BASE + "/message", body, headers)
        self.answer = self.connection.getresponse()
        assert self.answer.status == 200, self.answer.read()
        assert json.loads(self.answer.readline()) == {"recu": name}

    def leave(self) -> None:
        """Close the connection, as a page that is closed does."""
        self.answer.close()
        self.connection.close()

    def rest(self) -> list[dict]:
        """The lines that follow."""
        lines = [json.loads(line) for line in self.answer.read().decode().splitlines()]
        self.connection.close()
        return lines


def shown(lines: list[dict]) -> list[dict]:
    """The messages of streamed lines."""
    return [line["message"] for line in lines if "message" in line]


def said(messages: list[dict], who: str) -> list[str]:
    """The words of the partner, or of the assistant."""
    return [m["texte"] for m in messages if m["de"] == who]


def payloads(messages: list[dict], kind: str) -> list[dict]:
    """The payloads of that type."""
    return [m["donnees"] for m in messages if m["donnees"] and m["donnees"]["type"] == kind]


def once(messages: list[dict], text: str) -> None:
    """Assert that it was said once by the partner, answered once, and that every rank grows."""
    assert said(messages, "partenaire").count(text) == 1
    at = [m["texte"] for m in messages].index(text)
    answers = [m for m in messages[at + 1 :] if m["de"] == "assistant"]
    assert answers and len({m["texte"] for m in answers}) == len(answers)
    ranks = [m["rang"] for m in messages]
    assert ranks == sorted(set(ranks))


def written(database: Path) -> bytes:
    """Every byte of the database on disk, write-ahead log included."""
    return b"".join(f.read_bytes() for f in database.parent.glob(f"{database.name}*"))


@contextmanager
def nothing_can_be_saved(database: Path) -> Iterator[None]:
    """Hold the database's write lock: a turn that began cannot end before this does."""
    connection = sqlite3.connect(database, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")
        connection.close()
