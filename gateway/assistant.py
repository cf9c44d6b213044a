"""The assistant, by its contract: a call is opened, its events told, each under its own number.

An event that gets no answer is sent again under the same number: the channel plays it once.
The caller's number is not among what is sent.
"""

from __future__ import annotations

import asyncio
import json
import logging
import urllib.error
import urllib.request
import uuid
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Mapping, Optional

from gateway.actions import Plan, read_plan
from gateway.hearing.recogniser import ENGINE
from gateway.settings import Settings

logger = logging.getLogger(__name__)
_BASE = "/webhooks/voix"
#: Seconds between two attempts.
_PAUSE = 0.5
_REFUSED = (401, 403)
_AGAIN = (408, 429)


class Down(RuntimeError):
    """The assistant does not answer, or not to us; the message says why, in French."""


class Assistant:
    """Where calls are opened."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._threads = ThreadPoolExecutor(4 * settings.calls, thread_name_prefix="assistant")

    async def open(self, dialled: str) -> tuple["Line", Plan]:
        """Open a call; its first plan. dialled: the number that was called. Raises Down."""
        headers = {"prompt": dialled} if self._settings.prompt else {}
        body = {"call_id": uuid.uuid4().hex, "to": dialled, "headers": headers}
        answer = await self.post("/call", body)
        session = answer.get("session_id")
        if not isinstance(session, str):  # it broke: words and a transfer, and no session
            return Line(self, None), _plan(answer)
        return Line(self, session), _plan(answer)

    async def post(self, path: str, body: Mapping[str, Any]) -> Mapping[str, Any]:
        """The JSON that answers, asked again when it does not come. Raises Down."""
        for attempt in range(self._settings.attempts):
            if attempt:
                await asyncio.sleep(_PAUSE)
            loop = asyncio.get_running_loop()
            try:
                return await loop.run_in_executor(self._threads, self._post, path, dict(body))
            except (OSError, ValueError) as error:
                logger.warning("assistant: %s failed, %s", path, type(error).__name__)
        raise Down("L'assistant ne répond pas : est-il lancé (« make run »), à l'adresse ASSISTANT_URL ?")

    def _post(self, path: str, body: Mapping[str, Any]) -> Mapping[str, Any]:
        request = urllib.request.Request(
            self._settings.url + _BASE + path,
            json.dumps(body).encode(),
            {"Content-Type": "application/json"},
        )
        if self._settings.token:
            request.add_header("Authorization", f"Bearer {self._settings.token}")
        try:
            with urllib.request.urlopen(request, timeout=self._settings.turn) as answer:
                return _object(answer.read())
        except urllib.error.HTTPError as error:
            if error.code in _REFUSED:
                raise Down("L'assistant refuse la passerelle : VOICE_TOKEN est-il le même ?") from None
            if error.code >= 500 or error.code in _AGAIN:
                raise
            answer = _object(error.read())
            if "actions" not in answer:
                raise Down(f"L'assistant a refusé un événement ({error.code}).") from None
            logger.warning("assistant: refused, %s", answer.get("code"))
            return answer

    def close(self) -> None:
        """Let the threads go."""
        self._threads.shutdown(wait=False, cancel_futures=True)


class Line:
    """One call. session: None when the assistant could not open one."""

    def __init__(self, assistant: Assistant, session: Optional[str]) -> None:
        self._assistant, self._session, self._seq = assistant, session, 0

    async def tell(self, kind: str, **what: Any) -> Plan:
        """Tell an event; what to do next. Raises Down."""
        if self._session is None:
            raise Down("L'assistant n'a pas ouvert l'appel.")
        self._seq += 1
        body = {"session_id": self._session, "seq": self._seq, "kind": kind, **what}
        if kind == "speech":
            body["stt"] = dict(ENGINE)
        return _plan(await self._assistant.post("/turn", body))


def _plan(answer: Mapping[str, Any]) -> Plan:
    try:
        return read_plan(answer.get("actions") or [])
    except ValueError as error:
        raise Down(str(error)) from None


def _object(data: bytes) -> Mapping[str, Any]:
    found = json.loads(data)
    if not isinstance(found, dict):
        raise ValueError("not an object")
    return found
