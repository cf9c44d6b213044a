"""A real server of the assistant, in its own process, on a free loopback port."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import uuid
from pathlib import Path
from typing import Any, Optional

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 120


class LiveServer:
    """`python -m bot.server`, with the database at `url` and more environment variables.

    What it prints goes to a file: a pipe that nobody reads would stop it once full.
    """

    def __init__(self, url: str, **environment: str) -> None:
        self.url, self.environment = url, environment
        self.log = tempfile.TemporaryFile()  # noqa: SIM115  (as long as the server)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.process: Optional[subprocess.Popen] = None

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> "LiveServer":
        """Start it and wait until it is ready."""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bot.server", "--port", str(self.port)],
            cwd=ROOT,
            env={**os.environ, "DATABASE_URL": self.url, **self.environment},
            stdout=self.log,
            stderr=subprocess.STDOUT,
        )
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise RuntimeError(self.printed())
            try:
                if self.get("/pret")[1] == {"pret": True}:
                    return self
            except OSError:
                time.sleep(0.2)
        raise RuntimeError("the server did not become ready")

    def stop(self, how: int = signal.SIGINT) -> str:
        """End it with a signal; what it printed."""
        self.process.send_signal(how)
        self.process.wait(timeout=30)
        return self.printed()

    def printed(self) -> str:
        """Everything it printed since it was made."""
        self.log.seek(0)
        return self.log.read().decode(errors="replace")

    def get(self, path: str) -> tuple[int, Any]:
        """GET a JSON resource."""
        return self._call(urllib.request.Request(self.address + path))

    def post(self, body: Any) -> tuple[int, Any]:
        """POST to the REST channel; `body` is sent as is when it is bytes."""
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        request = urllib.request.Request(
            self.address + "/webhooks/rest/webhook", data, {"Content-Type": "application/json"}
        )
        return self._call(request)

    def say(self, sender: str, text: str, canal: str = "web") -> list[dict]:
        """One message; the assistant's messages."""
        status, messages = self.post(
            {"sender": sender, "message": text, "metadata": {"canal": canal}}
        )
        assert status == 200, messages
        return messages

    @staticmethod
    def _call(request: urllib.request.Request) -> tuple[int, Any]:
        try:
            with urllib.request.urlopen(request, timeout=30) as response:
                return response.status, json.load(response)
        except urllib.error.HTTPError as error:
            return error.code, json.load(error)


def sender() -> str:
    """A new conversation id."""
    return f"live-{uuid.uuid4().hex}"


def payloads(messages: list[dict], kind: str) -> list[dict]:
    """The payloads of that type."""
    return [m["custom"] for m in messages if m.get("custom", {}).get("type") == kind]
