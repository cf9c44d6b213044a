"""The widget's channel on a real server: nothing lost, nothing doubled, nobody else's."""

from __future__ import annotations

import hashlib
import json
import signal
import sqlite3
import threading
import time

import pytest

from bot.train import current_model, train
from tests.conversations.test_neuf_cas import CASES
from tests.postgres import postgres  # noqa: F401  (fixture)
from tests.server.live import LiveServer
from tests.server.web import (
    Widget,
    call,
    message_id,
    nothing_can_be_saved,
    payloads,
    said,
    shown,
)

LEAVE = "une dame de 45 ans est en arrêt de travail depuis 2 mois"
PARTNER = "https://intranet.exemple.fr"


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    return tmp_path_factory.mktemp("web") / "web.sqlite"


@pytest.fixture(scope="module")
def server(database):
    current_model() or train()
    live = LiveServer(f"sqlite:///{database}", WIDGET_ORIGINS=f"{PARTNER}, https://asso.exemple").start()
    yield live
    if live.process.poll() is None:
        live.stop()


def written(database) -> bytes:
    """Every byte of the database on disk, write-ahead log included."""
    return b"".join(f.read_bytes() for f in database.parent.glob(f"{database.name}*"))


def once(messages: list[dict], text: str) -> None:
    """Said once by the partner, answered once, and every rank growing."""
    assert said(messages, "partenaire").count(text) == 1
    at = [m["texte"] for m in messages].index(text)
    answers = [m for m in messages[at + 1 :] if m["de"] == "assistant"]
    assert answers and len({m["texte"] for m in answers}) == len(answers)
    ranks = [m["rang"] for m in messages]
    assert ranks == sorted(set(ranks))


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


# ------------------------------------------------------------------ who may, and how much
def test_the_database_holds_no_bearer_and_its_senders_open_nothing(server, database):
    widget = Widget(server)
    widget.say(LEAVE)
    left = written(database)
    assert widget.bearer.encode() not in left
    digest = hashlib.sha256(widget.bearer.encode()).hexdigest()
    assert f"web:{digest}".encode() in left
    for stolen in (digest, f"web:{digest}"):
        assert call(server, "GET", "/conversation", headers={"Authorization": f"Bearer {stolen}"})[0] == 401
        status, answer = server.post({"sender": stolen, "message": "pourquoi ?"})
        assert status == 400 or "arrêt" not in str(answer)
    assert server.post({"sender": f"web:{digest}", "message": "oui"})[0] == 400
    assert widget.bearer not in server.printed() and digest not in server.printed()
    assert said(widget.history()["messages"], "partenaire") == [LEAVE]


def test_identifiers_are_masked_in_the_history(server):
    widget = Widget(server)
    text = "Mme Zylberstein, 2 85 05 78 006 084 36, 06 12 34 56 78, est en arrêt depuis 2 mois"
    told = str(widget.say(text)) + str(widget.history())
    assert "en arrêt depuis 2 mois" in told
    for secret in ("Zylberstein", "2 85 05 78", "06 12 34 56 78"):
        assert secret not in told


def test_without_a_bearer_nothing_is_read(server):
    for header in ({}, {"Authorization": "Bearer x"}, {"Authorization": "Basic " + "a" * 32},
                   {"Authorization": "Bearer " + "a" * 33}, {"Authorization": "Bearer " + "é" * 32}):  # fmt: skip
        header = {k: v.encode() for k, v in header.items()}
        status, headers, body = call(server, "GET", "/conversation", headers=header)
        assert (status, body["code"]) == (401, "non_identifiee") and headers["www-authenticate"] == "Bearer"
    unknown = {"Authorization": "Bearer " + "a" * 32}
    assert call(server, "GET", "/conversation", headers=unknown)[0] == 404
    assert call(server, "DELETE", "/conversation", headers=unknown)[0] == 200


@pytest.mark.parametrize(
    "body, word",
    [
        (b"{", "JSON"), (b"[1]", "objet"), (b"[" * 20_000, "JSON"), (b"\xff", "JSON"), (b"", "JSON"),
        ({"texte": "a"}, "id"), ({"id": "court", "texte": "a"}, "id"), ({"id": "x" * 65, "texte": "a"}, "id"),
        ({"id": "espace ici", "texte": "a"}, "id"), ({"id": 12345678, "texte": "a"}, "id"),
        ({"id": "a-bon-id\n", "texte": "a"}, "id"), ({"id": "ouverture", "texte": "a"}, "ouverture"),
        ({"id": "a-bon-id"}, "texte"), ({"id": "a-bon-id", "texte": 3}, "texte"),
        ({"id": "a-bon-id", "texte": "a", "depuis": "1"}, "depuis"),
        ({"id": "a-bon-id", "texte": "a", "depuis": True}, "depuis"),
        ({"id": "a-bon-id", "texte": "a", "depuis": -2}, "depuis"),
        ({"id": "a-bon-id", "texte": "a", "depuis": 1.5}, "depuis"),
    ],
)  # fmt: skip
def test_bad_messages_are_told_in_french(body, word, server, opened):
    status, _, answer = opened.post(body, **{"Content-Type": "application/json"})
    assert (status, answer["code"]) == (400, "requete")
    assert word in answer["erreur"] and "Traceback" not in str(answer)
    assert len(opened.history()["messages"]) == 1


@pytest.fixture(scope="module")
def opened(server):
    return Widget(server)


@pytest.mark.parametrize("after", ["x", "-2", "1.5", "", "9" * 400])
def test_a_bad_rank_is_told_in_french(after, server, opened):
    status, _, answer = call(server, "GET", f"/conversation?depuis={after}x", headers=opened.authorization)
    assert status == 400 and "depuis" in answer["erreur"]


def test_sizes_and_types(server, opened):
    big = json.dumps({"id": message_id(), "texte": "a" * 40_000}).encode()
    status, headers, body = opened.post(big, **{"Content-Type": "application/json"})
    assert (status, body["code"]) == (413, "trop_grand")
    chunks = (b"%x\r\n%b\r\n" % (len(big), big)) + b"0\r\n\r\n"
    status, _, body = opened.post(chunks, **{"Content-Type": "application/json", "Transfer-Encoding": "chunked"})
    assert status == 413
    assert call(server, "POST", "/conversation", big)[0] == 413
    status, _, body = opened.post(b'{"id": "a-bon-id", "texte": "a"}', **{"Content-Type": "text/plain"})
    assert status == 415 and "application/json" in body["erreur"]
    widest = {"id": message_id(), "texte": "🙂" * 4000}
    encoded = json.dumps(widest, ensure_ascii=False).encode()
    status, _, lines = opened.post(encoded, **{"Content-Type": "application/json; charset=utf-8"})
    assert status == 200 and "panne" not in str(lines)
    lines = opened.say("un \ud800 demi-caractère, \x00 et une ligne\u2028de plus")
    assert "demi-caractère" in said(shown(lines), "partenaire")[-1] and "panne" not in str(lines)


def test_a_listed_site_may_and_its_preflight_says_so(server):
    for path in ("/", "/conversation", "/message"):
        status, headers, _ = call(server, "OPTIONS", path, headers={
            "Origin": PARTNER, "Access-Control-Request-Method": "POST"})  # fmt: skip
        assert status == 204
        assert headers["access-control-allow-origin"] == PARTNER and "Origin" in headers["vary"]
        assert "Authorization" in headers["access-control-allow-headers"]
        assert "DELETE" in headers["access-control-allow-methods"]
        assert headers["access-control-max-age"] == "7200"
        assert "access-control-allow-credentials" not in headers
    status, headers, body = call(server, "POST", "/conversation", headers={"Origin": PARTNER})
    assert status == 201 and headers["access-control-allow-origin"] == PARTNER
    bearer = {"Authorization": f"Bearer {body['conversation']}", "Origin": PARTNER}
    status, headers, _ = call(server, "POST", "/message", {"id": message_id(), "texte": "bonjour"}, bearer)
    assert status == 200 and headers["access-control-allow-origin"] == PARTNER
    assert headers["content-type"] == "application/x-ndjson; charset=utf-8"
    assert headers["x-accel-buffering"] == "no" and headers["cache-control"] == "no-store"
    refused = call(server, "GET", "/conversation", headers={"Origin": PARTNER})  # a mistake is readable too
    assert refused[0] == 401 and refused[1]["access-control-allow-origin"] == PARTNER


def test_other_sites_may_not(server, opened):
    evil = ("https://mechant.exemple", "null", f"{PARTNER}.mechant.exemple", PARTNER.replace("https", "http"),
            f"{PARTNER}:8443", "https://", "x")  # fmt: skip
    for origin in evil:
        headers = {**opened.authorization, "Origin": origin}
        for method, path in (("POST", "/conversation"), ("GET", "/conversation"), ("DELETE", "/conversation"),
                             ("OPTIONS", "/message"), ("POST", "/message")):  # fmt: skip
            status, found, body = call(server, method, path, headers=headers)
            assert (status, body["code"]) == (403, "origine"), (origin, method)
            assert "access-control-allow-origin" not in found
    cross = {**opened.authorization, "Sec-Fetch-Site": "cross-site"}
    assert call(server, "DELETE", "/conversation", headers=cross)[0] == 403
    assert call(server, "OPTIONS", "/message")[0] == 403
    own = {**opened.authorization, "Origin": server.address}
    assert call(server, "GET", "/conversation", headers=own)[0] == 200
    forwarded = {"Origin": "https://mechant.exemple", "X-Forwarded-Proto": "https",
                 "X-Forwarded-Host": "mechant.exemple", "X-Forwarded-For": "1.2.3.4"}  # fmt: skip
    assert call(server, "GET", "/conversation", headers={**opened.authorization, **forwarded})[0] == 403


def test_a_listed_site_may_read_a_sheet(server):
    widget = Widget(server)
    widget.say("une dame de 53 ans en arrêt de travail depuis 4 mois ne peut plus payer son loyer")
    sheet = payloads(widget.history()["messages"], "orientation")[-1]["fiche"]
    for path in (sheet["json"], sheet["pdf"]):
        status, headers = head(server, path, {"Origin": PARTNER})
        assert status == 200 and headers["access-control-allow-origin"] == PARTNER
        status, headers = head(server, path, {"Origin": "https://mechant.exemple"})
        assert "access-control-allow-origin" not in headers
    # a link followed from a partner's page is no reading by that page
    assert head(server, sheet["pdf"], {"Sec-Fetch-Site": "cross-site"})[0] == 200
    assert head(server, sheet["json"], {"Origin": PARTNER}, "OPTIONS")[0] == 204
    assert head(server, sheet["json"], {"Origin": "null"}, "OPTIONS")[0] == 403


def head(server, path, headers, method="GET"):
    import http.client

    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    connection.request(method, path, headers=headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}


def test_one_conversation_cannot_speak_without_end(server):
    widget = Widget(server)
    name = message_id()
    statuses = [widget.post({"id": name, "texte": "bonjour"})[0] for _ in range(20)]
    assert set(statuses) == {200}
    status, headers, body = widget.post({"id": message_id(), "texte": "bonjour"})
    assert (status, body["code"]) == (429, "trop_de_messages")
    assert 1 <= int(headers["retry-after"]) <= 60 and "3646" in body["erreur"]
    assert Widget(server).post({"id": message_id(), "texte": "bonjour"})[0] == 200
    assert widget.status() == 200  # reading is not speaking


def test_health(server):
    status, _, body = call(server, "GET", "/")
    assert (status, body) == (200, {"status": "ok"})


# ------------------------------------------------------------------ elsewhere
def test_a_bad_list_of_sites_stops_the_server_with_a_sentence(database):
    with pytest.raises(RuntimeError) as stopped:
        LiveServer(f"sqlite:///{database}", WIDGET_ORIGINS="https://site.exemple/page").start()
    assert "WIDGET_ORIGINS" in str(stopped.value) and "Traceback" not in str(stopped.value)


def test_the_same_on_postgresql(postgres):  # noqa: F811
    live = LiveServer(postgres.new_database()).start()
    try:
        widget, name = Widget(live), message_id()
        lines = widget.say(LEAVE, name)
        assert widget.say(LEAVE, name) == lines
        once(widget.history()["messages"], LEAVE)
        assert payloads(shown(widget.say("oui")), "orientation")
        assert widget.say("effacer")[-1] == {"fin": -1} and widget.status() == 404
    finally:
        live.stop()
