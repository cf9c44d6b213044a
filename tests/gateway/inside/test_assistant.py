"""The contract's client, in front of a server that fails as servers do."""

from __future__ import annotations

import asyncio
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from gateway.actions import Gather, Transfer
from gateway.assistant import Assistant, Down
from gateway.settings import Settings

LISTEN = {"actions": [{"say": {"text": "Bonjour."}}, {"gather": {"hints": [], "no_input_ms": 7000}}]}


class Failing:
    """A server that answers what it is told to, one answer after the other: (status, body), None: never."""

    def __init__(self, *answers):
        self.answers, self.asked = list(answers), []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                outer.asked.append((self.path, body, self.headers.get("Authorization")))
                answer = outer.answers.pop(0) if len(outer.answers) > 1 else outer.answers[0]
                if answer is None:
                    outer.gone.wait(5)
                    return
                status, found = answer
                data = found if isinstance(found, bytes) else json.dumps(found).encode()
                self.send_response(status)
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *args):
                pass

        self.gone = threading.Event()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.gone.set()
        self.server.shutdown()
        self.server.server_close()


def ask(server, *events, **settings):
    async def run():
        assistant = Assistant(Settings(**{"url": server.url, "turn": 0.5, **settings}))
        line, plan = await assistant.open("3646")
        plans = [plan]
        for event in events:
            plans.append(await line.tell(**event))
        return plans

    return asyncio.run(run())


def test_events_are_numbered_and_the_token_given():
    opened = {"session_id": "abc", **LISTEN}
    with Failing((200, opened), (200, LISTEN)) as server:
        ask(server, {"kind": "speech", "text": "oui"}, {"kind": "silence"}, token="secret", prompt=True)
    assert [path for path, _, _ in server.asked] == ["/webhooks/voix/call"] + ["/webhooks/voix/turn"] * 2
    assert {token for _, _, token in server.asked} == {"Bearer secret"}
    call, speech, silence = (body for _, body, _ in server.asked)
    assert call["to"] == "3646" and call["headers"] == {"prompt": "3646"} and "from" not in call
    assert (speech["seq"], silence["seq"]) == (1, 2) and speech["session_id"] == "abc"
    assert speech["stt"]["engine"].startswith("faster-whisper") and "stt" not in silence


@pytest.mark.parametrize("failure", [None, (500, b"oops"), (200, b"not json"), (429, {}), (200, b"[]")])
def test_what_gets_no_answer_is_sent_again_under_the_same_number(failure):
    opened = {"session_id": "abc", **LISTEN}
    with Failing((200, opened), failure, (200, LISTEN)) as server:
        plans = ask(server, {"kind": "dtmf", "digits": "1"})
    assert isinstance(plans[1].then, Gather)
    assert [body["seq"] for path, body, _ in server.asked if path.endswith("turn")] == [1, 1]


def test_after_some_attempts_it_is_down():
    failing = Failing((200, {"session_id": "abc", **LISTEN}), (500, {}))
    with failing as server, pytest.raises(Down, match="make run"):
        ask(server, {"kind": "silence"}, attempts=2)
    assert len(server.asked) == 3


def test_a_wrong_token_is_named_at_once():
    with Failing((401, {"erreur": "non", "code": "jeton"})) as server, pytest.raises(Down, match="VOICE_TOKEN"):
        ask(server)
    assert len(server.asked) == 1


def test_a_refusal_says_what_to_do_of_the_caller():
    actions = [{"say": {"text": "Un problème."}}, {"transfer": {"to": "3646"}}]
    with Failing((200, {"session_id": "abc", **LISTEN}), (410, {"erreur": "fini", "actions": actions})) as server:
        assert ask(server, {"kind": "silence"})[1].then == Transfer("3646")


def test_a_refusal_that_says_nothing_is_down():
    with Failing((404, {"erreur": "où ?"})) as server, pytest.raises(Down, match="404"):
        ask(server)


def test_a_call_that_could_not_be_opened_has_no_more_events():
    actions = [{"say": {"text": "Un problème."}}, {"transfer": {"to": "3646"}}]
    with Failing((200, {"actions": actions})) as server, pytest.raises(Down):
        ask(server, {"kind": "silence"})


def test_nobody_there():
    with Failing((200, {})) as server:
        server.url = "http://127.0.0.1:9"
        with pytest.raises(Down, match="ASSISTANT_URL"):
            ask(server, attempts=1)
