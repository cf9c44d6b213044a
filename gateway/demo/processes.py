"""The assistant, in its own process and its own Python, for the time of a call."""

from __future__ import annotations

import contextlib
import os
import secrets
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Iterator

from gateway.settings import ROOT

_PYTHON = ROOT / ".venv" / "bin" / "python"
_SECONDS = 180


@dataclass(frozen=True)
class Running:
    """Where it is, and what lets in."""

    url: str
    token: str


@contextlib.contextmanager
def assistant() -> Iterator[Running]:
    """Start it on a free port, with a database of its own. Raises RuntimeError, in French."""
    if not _PYTHON.exists():
        raise RuntimeError("L'environnement de l'assistant manque : lancez « make env ».")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    running = Running(f"http://127.0.0.1:{port}", secrets.token_hex(16))
    with tempfile.TemporaryDirectory(prefix="appel-") as folder, tempfile.TemporaryFile() as log:
        environment = {
            **os.environ,
            "DATABASE_URL": f"sqlite:///{folder}/appel.sqlite",
            "VOICE_TOKEN": running.token,
        }
        process = subprocess.Popen(
            [str(_PYTHON), "-m", "bot.server", "--port", str(port)],
            cwd=ROOT,
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait(process, running.url, log)
            yield running
        finally:
            process.terminate()
            process.wait(timeout=30)


def _wait(process: subprocess.Popen, url: str, log) -> None:  # noqa: ANN001
    deadline = time.monotonic() + _SECONDS
    while not _ready(url):
        if process.poll() is not None or time.monotonic() > deadline:
            log.seek(0)
            printed = log.read().decode(errors="replace")[-1000:]
            raise RuntimeError(f"L'assistant n'a pas démarré (« make train » ?).\n{printed}")
        time.sleep(0.3)


def _ready(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/pret", timeout=5) as answer:
            return answer.status == 200
    except OSError:
        return False
