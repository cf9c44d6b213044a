"""Plays a phone call on the voice channel's contract and prints it as it goes.

    python -m tools.call FILE.yml [MORE.yml …] [--url http://127.0.0.1:5005]
    python -m tools.call --text [--annonce] [--url …]

Without --url, a server is started for the call and stopped after it. --text reads the caller from
the keyboard: a line is what they say, « :12 » what they type, an empty line a silence, « :fin »
hangs up. VOICE_TOKEN is sent when it is set. Files: tools/call_script.py. Ends with 1 when
something expected did not come.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from pathlib import Path
from typing import Any, Iterator, List, Mapping

from bot.source import SourceError
from tools.call_script import Tour, failures, load_script

ROOT = Path(__file__).resolve().parent.parent
_BASE = "/webhooks/voix"
_START_SECONDS = 120


class Line:
    """A telephone line to a server: one call at a time. Raises OSError, and ValueError if refused."""

    def __init__(self, url: str) -> None:
        self.url, self.session, self.seq = url.rstrip("/"), "", 0
        self._last: dict[str, Any] = {}

    def dial(self, announced: bool) -> List[Mapping[str, Any]]:
        """Begin a call; its first actions."""
        headers = {"prompt": "3646"} if announced else {}
        answer = self.post("/call", {"call_id": uuid.uuid4().hex, "to": "3646", "headers": headers})
        self.session, self.seq = answer["session_id"], 0
        return answer["actions"]

    def send(self, event: Mapping[str, Any]) -> List[Mapping[str, Any]]:
        """Tell an event, or the last one again when it is empty; the actions that answer it."""
        if event:
            self.seq += 1
            self._last = {"session_id": self.session, "seq": self.seq, **event}
        return self.post("/turn", self._last)["actions"]

    def post(self, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """POST a JSON body."""
        headers = {"Content-Type": "application/json"}
        if token := os.environ.get("VOICE_TOKEN"):
            headers["Authorization"] = f"Bearer {token}"
        request = urllib.request.Request(
            self.url + _BASE + path, json.dumps(body).encode(), headers
        )
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            raise ValueError(f"{error.code} : {error.read().decode(errors='replace')}") from None


def told(actions: List[Mapping[str, Any]]) -> Iterator[str]:
    """Actions as they are printed."""
    for action in actions:
        if "say" in action:
            slow = " (lentement)" if action["say"].get("rate") else ""
            yield f"  Assistant{slow} : {action['say']['text']}"
        elif "transfer" in action:
            yield f"  → transfert vers {action['transfer']['to']} [{action['transfer']['announce']}]"
        elif "hangup" in action:
            yield f"  → raccroche ({action['hangup']['reason']})"


def heard(event: Mapping[str, Any]) -> str:
    """An event as it is printed."""
    if not event:
        return "(la passerelle renvoie le même événement)"
    if event["kind"] == "speech":
        sure = f" [{event['confidence']:.2f}]" if "confidence" in event else ""
        return f"« {event['text']} »{sure}"
    return f"touches {event['digits']}" if event["kind"] == "dtmf" else f"({event['kind']})"


def play(line: Line, path: Path) -> List[str]:
    """Play a file, printing it; what was not as expected."""
    script = load_script(path)
    print(f"\n── {script.name}")
    print(*told(line.dial(script.annonce)), sep="\n")
    wrong: List[str] = []
    for tour in script.tours:
        print(f"Appelant : {heard(tour.body)}")
        actions = line.send(tour.body)
        print(*told(actions), sep="\n")
        wrong += failures(tour, actions)
    for problem in wrong:
        print(f"  ✗ {problem}")
    return wrong


def talk(line: Line, announced: bool) -> None:
    """A call by keyboard."""
    print(*told(line.dial(announced)), sep="\n")
    while True:
        try:
            tour = typed_line(input("Appelant : "))
        except EOFError:
            tour = Tour({"kind": "hangup"}, 0)
        actions = line.send(tour.body)
        print(*told(actions), sep="\n")
        if any("hangup" in action for action in actions):
            return


def typed_line(text: str) -> Tour:
    """What a line of the keyboard stands for."""
    if not text.strip():
        return Tour({"kind": "silence"}, 0)
    if text.strip() == ":fin":
        return Tour({"kind": "hangup"}, 0)
    if text.startswith(":"):
        return Tour({"kind": "dtmf", "digits": text[1:].strip()}, 0)
    return Tour({"kind": "speech", "text": text}, 0)


@contextlib.contextmanager
def server() -> Iterator[str]:
    """A server for the time of a call; its address. Raises RuntimeError when it does not start."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    process = subprocess.Popen(
        [sys.executable, "-m", "bot.server", "--port", str(port)],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
    )
    try:
        deadline = time.monotonic() + _START_SECONDS
        while not _ready(url):
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError("le serveur n'a pas démarré (« make train » a-t-il été lancé ?)")
            time.sleep(0.3)
        yield url
    finally:
        process.terminate()
        process.wait(timeout=30)


def _ready(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/pret", timeout=5) as answer:
            return answer.status == 200
    except OSError:
        return False


def main() -> int:
    """Play the files, or the keyboard."""
    parser = argparse.ArgumentParser(description="Joue un appel sur le canal vocal.")
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--text", action="store_true", help="l'appelant est au clavier")
    parser.add_argument("--annonce", action="store_true", help="commencer par l'annonce du 3646")
    parser.add_argument("--url", help="un serveur qui tourne ; sinon il en est démarré un")
    args = parser.parse_args()
    if not args.files and not args.text:
        parser.error("donnez un fichier d'appel, ou --text")
    try:
        with contextlib.nullcontext(args.url) if args.url else server() as url:
            if args.text:
                talk(Line(url), args.annonce)
                return 0
            wrong = [problem for path in args.files for problem in play(Line(url), path)]
            return 1 if wrong else 0
    except (SourceError, OSError, RuntimeError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    raise SystemExit(main())
