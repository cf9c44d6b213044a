"""The widget's channel on a real server: nothing lost, nothing doubled, erased when asked."""

from __future__ import annotations

import hashlib
import json
import signal
import sqlite3
import threading
import time

import pytest

from tests.conversations.test_neuf_cas import CASES
from tests.server.web import (
    LEAVE,
    Widget,
    call,
    message_id,
    nothing_can_be_saved,
    once,
    payloads,
    said,
    shown,
    written,
)


# ------------------------------------------------------------------ a whole conversation
def test_it_opens_with_the_greeting_of_the_dialogue_and_starting_points(server):
    widget = Widget(server)
    (greeting,) = widget.opening["messages"]
    assert greeting["de"] == "assistant" and greeting["texte"].startswith("Bonjour")
    assert greeting["donnees"]["sujet"] == "accueil" and greeting["id"] is None
    assert 3 <= len(widget.opening["departs"]) <= 5
    again = widget.history()
    assert again["messages"] == widget.opening["messages"]
    assert again["departs"] == widget.opening["departs"]
    assert again["fin"] >= greeting["rang"]


def test_the_answer_is_one_message_with_its_buttons_and_its_payload(server):
    widget, name = Widget(server), message_id()
    lines = widget.say(LEAVE, name, widget.history()["fin"])
    mine, question = shown(lines)
    assert mine == {"rang": mine["rang"], "de": "partenaire", "id": name, "texte": LEAVE,
                    "boutons": [], "donnees": None, "heure": mine["heure"]}  # fmt: skip
    assert question["boutons"] == ["Oui", "Non", "Je ne sais pas"]
    assert question["donnees"]["fait"] == "difficulte_financiere" and question["texte"]
    assert mine["rang"] < question["rang"] <= lines[-1]["fin"]
    assert widget.history(lines[-1]["fin"]) == {"messages": [], "fin": lines[-1]["fin"]}


@pytest.mark.parametrize("case", CASES, ids=[f"cas_{c['cas']}" for c in CASES])
def test_the_nine_cases_through_the_widget(case, server):
    widget = Widget(server)
    lines = widget.say(case["textes"]["description"])
    if not payloads(shown(lines), "orientation"):
        lines = widget.say("non")
    assert payloads(shown(lines), "orientation")[-1]["orientation"] == case["orientation"]


def test_every_starting_point_is_understood(server):
    for depart in Widget(server).opening["departs"]:
        widget = Widget(server)
        lines = widget.say(depart["envoyer"], after=widget.history()["fin"])
        answer = shown(lines)[-1]
        kind, sujet = answer["donnees"]["type"], answer["donnees"].get("sujet", "")
        assert kind == "question" or sujet == "joindre_partenaire", (depart, answer)


def test_after_an_hour_of_silence_the_situation_is_still_known(server, database):
    widget = Widget(server)
    widget.say(LEAVE)
    sender = "web:" + hashlib.sha256(widget.bearer.encode()).hexdigest()
    with sqlite3.connect(database) as connection:
        query = "SELECT id, horodatage, evenement FROM conversation_events WHERE sender_id = ?"
        rows = connection.execute(query, (sender,)).fetchall()
        assert rows
        for number, stamp, text in rows:
            event = json.loads(text)
            event["timestamp"] -= 7200
            connection.execute("UPDATE conversation_events SET horodatage = ?, evenement = ? WHERE id = ?",
                               (stamp - 7200, json.dumps(event), number))  # fmt: skip
    connection.close()
    decided = payloads(shown(widget.say("oui")), "orientation")[-1]
    assert decided["faits"]["age"] == 45 and decided["orientation"] == "service_social"
    assert said(widget.history()["messages"], "partenaire") == [LEAVE, "oui"]


# ------------------------------------------------------------------ once, whatever happens
def test_the_acknowledgement_comes_before_the_answer(server, database):
    widget, name = Widget(server), message_id()
    with nothing_can_be_saved(database):
        half = widget.begin(LEAVE, name)  # returns once acknowledged, though nothing is saved
        time.sleep(1)
        assert said(widget.history()["messages"], "partenaire") == []
    lines = half.rest()
    assert payloads(shown(lines), "question") and "fin" in lines[-1]


def test_the_same_message_at_once_and_later_is_said_once(server, database):
    widget, name = Widget(server), message_id()
    with nothing_can_be_saved(database):
        halves = [widget.begin(LEAVE, name) for _ in range(3)]
        time.sleep(0.5)
    first, *others = [half.rest() for half in halves]
    assert payloads(shown(first), "question") and all(other == first for other in others)
    assert widget.say(LEAVE, name)[1:] == first
    once(widget.history()["messages"], LEAVE)


def test_many_tabs_are_heard_one_after_the_other(server):
    widget = Widget(server)
    texts = [f"elle habite à Nice, message {number}" for number in range(6)]
    threads = [threading.Thread(target=widget.say, args=(text,)) for text in texts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    history = widget.history()["messages"]
    assert sorted(said(history, "partenaire")) == texts
    for text in texts:
        once(history, text)
    assert [m["de"] for m in history[1::2]] == ["partenaire"] * 6  # never two turns mixed


def test_what_another_tab_said_is_told_too(server):
    widget = Widget(server)
    seen = widget.history()["fin"]
    widget.say(LEAVE)
    told = shown(widget.say("oui", after=seen))
    assert said(told, "partenaire") == [LEAVE, "oui"]


def test_a_browser_that_leaves_in_the_middle_finds_its_answer(server, database):
    widget, name = Widget(server), message_id()
    with nothing_can_be_saved(database):
        widget.begin(LEAVE, name).leave()
        time.sleep(0.5)
    deadline = time.monotonic() + 10
    while len(widget.history()["messages"]) < 3 and time.monotonic() < deadline:
        time.sleep(0.1)
    once(widget.history()["messages"], LEAVE)
    assert payloads(shown(widget.say(LEAVE, name)), "question")
    once(widget.history()["messages"], LEAVE)


def test_killed_in_the_middle_of_a_turn_then_sent_again_it_is_answered_once(server, database):
    widget, name = Widget(server), message_id()
    widget.say("elle habite à Nice")
    before = widget.history()["messages"]
    with nothing_can_be_saved(database):
        half = widget.begin(LEAVE, name)
        time.sleep(0.5)
        server.stop(signal.SIGKILL)
        half.leave()
    server.start()
    assert widget.history()["messages"] == before
    lines = widget.say(LEAVE, name)
    assert widget.say(LEAVE, name) == lines
    once(widget.history()["messages"], LEAVE)
    assert widget.history()["messages"][: len(before)] == before
    decided = payloads(shown(widget.say("oui")), "orientation")[-1]
    assert decided["faits"]["departement"] == "06"


def test_what_is_not_kept_comes_without_a_rank(server):
    widget = Widget(server)
    end = widget.history()["fin"]
    for text in ("", "   ", "a" * 4001):
        lines = widget.say(text, after=end)
        (refusal,) = shown(lines)
        assert refusal["rang"] is None and refusal["de"] == "assistant" and refusal["texte"]
        assert refusal["donnees"]["sujet"] in ("vide", "trop_long")
        assert lines[-1] == {"fin": end}
    assert len(widget.history()["messages"]) == 1


def test_a_database_too_busy_is_told_and_the_same_message_is_answered_later(server, database):
    widget, name = Widget(server), message_id()
    end = widget.history()["fin"]
    with nothing_can_be_saved(database):
        lines = widget.say(LEAVE, name, end)
    (failure,) = shown(lines)
    assert failure["rang"] is None and failure["donnees"]["sujet"] == "panne"
    assert lines[-1] == {"fin": end}
    assert payloads(shown(widget.say(LEAVE, name)), "question")
    once(widget.history()["messages"], LEAVE)


def test_a_database_that_is_down_gets_503_and_loses_nothing(server, database):
    widget = Widget(server)
    connection = sqlite3.connect(database, isolation_level=None)
    connection.execute("ALTER TABLE conversation_events RENAME TO elsewhere")
    try:
        for method, path, body in (("POST", "/conversation", None), ("GET", "/conversation", None),
                                   ("DELETE", "/conversation", None),
                                   ("POST", "/message", {"id": message_id(), "texte": LEAVE})):  # fmt: skip
            status, _, answer = call(server, method, path, body, widget.authorization)
            assert status == 503 and answer["code"] == "panne", (method, path)
            assert "3646" in answer["erreur"] and "Traceback" not in str(answer)
    finally:
        connection.execute("ALTER TABLE elsewhere RENAME TO conversation_events")
        connection.close()
    assert payloads(shown(widget.say(LEAVE)), "question")


# ------------------------------------------------------------------ erased
def test_erased_by_the_button(server, database):
    widget = Widget(server)
    widget.say(f"{LEAVE}, c'est une ferronnière")
    assert "ferronnière".encode() in written(database)
    status, _, body = widget.erase()
    assert (status, body["efface"]) == (200, True) and body["message"]
    assert "ferronnière".encode() not in written(database)
    status, _, body = widget.post({"id": message_id(), "texte": LEAVE})
    assert (status, body["code"]) == (404, "conversation_inconnue")
    assert widget.status() == 404
    assert widget.erase()[0] == 200  # erasing what is no more is no mistake


def test_erased_by_words(server, database):
    widget = Widget(server)
    widget.say(f"{LEAVE}, c'est une souffleuse de verre")
    lines = widget.say("efface tout")
    (answer,) = shown(lines)
    assert answer["rang"] is None and answer["donnees"]["sujet"] == "effacement"
    assert lines[-1] == {"fin": -1}
    assert b"souffleuse" not in written(database) and widget.status() == 404


def test_a_message_that_waits_while_the_conversation_is_erased_revives_nothing(server, database):
    widget = Widget(server)
    with nothing_can_be_saved(database):
        first = widget.begin(LEAVE, message_id())
        eraser = threading.Thread(target=widget.erase)
        eraser.start()
        time.sleep(0.5)
        last = widget.begin("oui", message_id())
        time.sleep(0.5)
    first.rest()
    *_, told, end = last.rest()
    eraser.join()
    assert told["code"] == "conversation_inconnue" and end == {"fin": -1}
    assert widget.status() == 404
