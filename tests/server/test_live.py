"""The server as its users meet it: over HTTP, restarted, given nonsense, on SQLite and PostgreSQL."""

from __future__ import annotations

import signal
import sqlite3
import urllib.request

import pytest

from bot.train import current_model, train
from tests.conversations.test_neuf_cas import CASES
from tests.postgres import postgres  # noqa: F401  (fixture)
from tests.server.live import LiveServer, payloads, sender


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    return tmp_path_factory.mktemp("live") / "live.sqlite"


@pytest.fixture(scope="module")
def server(database):
    current_model() or train()
    live = LiveServer(f"sqlite:///{database}").start()
    yield live
    if live.process.poll() is None:
        live.stop()


@pytest.mark.parametrize("case", CASES, ids=[f"cas_{c['cas']}" for c in CASES])
def test_the_nine_cases_over_http(case, server):
    who = sender()
    messages = server.say(who, case["textes"]["description"])
    if not payloads(messages, "orientation"):
        messages = server.say(who, "non")
    assert payloads(messages, "orientation")[-1]["orientation"] == case["orientation"]


@pytest.mark.parametrize(
    "body, word",
    [
        (b"{", "JSON"),
        (b"[1]", "objet"),
        ({"message": "bonjour"}, "sender"),
        ({"sender": "", "message": "bonjour"}, "sender"),
        ({"sender": "x" * 201, "message": "bonjour"}, "sender"),
        ({"sender": "x", "message": 3}, "message"),
        ({"sender": "x", "message": "a", "metadata": []}, None),
        ({"sender": "x", "message": "a", "metadata": "web"}, "metadata"),
        ({"sender": "x", "message": "a", "metadata": {"canal": "fax"}}, "canal"),
    ],
)
def test_bad_requests_are_told_in_french(body, word, server):
    status, answer = server.post(body)
    if word is None:
        assert status == 200
        return
    assert status == 400
    assert word in answer["erreur"]
    assert "Traceback" not in str(answer)


def test_empty_and_endless_messages_are_answered(server):
    assert server.say(sender(), "")[0]["text"]
    assert "4000" in server.say(sender(), "a" * 4001)[0]["text"]


def test_an_unknown_address_is_no_stack_trace(server):
    status, answer = server.get("/nulle-part")
    assert status == 404 and "Traceback" not in str(answer)


def test_health(server):
    assert server.get("/sante") == (200, {"sante": "ok"})
    assert server.get("/pret") == (200, {"pret": True})


def test_the_page_is_served_under_a_strict_policy(server):
    with urllib.request.urlopen(server.address + "/") as response:
        page, policy = response.read().decode(), response.headers["Content-Security-Policy"]
    assert 'lang="fr"' in page and "/assistant.js" in page
    assert "default-src 'none'" in policy and "unsafe" not in policy


def test_identifiers_are_not_kept(server, database):
    who = sender()
    text = ("Mme Zylberstein, 2 85 05 78 006 084 36, 06 12 34 56 78, zyl.ber@exemple.fr, "
            "est en arrêt depuis 2 mois")  # fmt: skip
    said = str(server.say(who, text))
    stored = "".join(row[0] for row in sqlite3.connect(database).execute(
        "SELECT evenement FROM conversation_events WHERE sender_id = ?", (who,)))  # fmt: skip
    assert "arrêt depuis 2 mois" in stored
    for secret in ("Zylberstein", "2 85 05 78", "06 12 34 56 78", "zyl.ber"):
        assert secret not in stored and secret not in said


def test_killed_in_the_middle_the_conversation_goes_on(server):
    who = sender()
    asked = payloads(
        server.say(who, "une dame de 45 ans est en arrêt de travail depuis 2 mois"), "question"
    )
    assert asked[-1]["fait"] == "difficulte_financiere"
    server.stop(signal.SIGKILL)
    server.start()
    decided = payloads(server.say(who, "oui"), "orientation")[-1]
    assert decided["orientation"] == "service_social"
    assert decided["faits"]["age"] == 45


def test_ctrl_c_stops_cleanly(server):
    printed = server.stop(signal.SIGINT)
    assert server.process.returncode == 0
    assert "Arrêté." in printed and "Traceback" not in printed
    server.start()


def test_the_same_on_postgresql(postgres):  # noqa: F811
    live = LiveServer(postgres.new_database()).start()
    try:
        who = sender()
        live.say(who, "Mme habite à Nice, 45 ans, en arrêt de travail depuis 2 mois")
        decided = payloads(live.say(who, "oui"), "orientation")[-1]
        assert decided["orientation"] == "service_social"
        assert "servicesocialnice@carsat-sudest.fr" in [c["courriel"] for c in decided["contacts"]]
    finally:
        live.stop()
