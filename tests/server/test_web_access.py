"""Who may talk to the widget's channel, from where, how much; and what is kept of it."""

from __future__ import annotations

import hashlib
import http.client
import json

import pytest

from tests.postgres import postgres  # noqa: F401  (fixture)
from tests.server.live import LiveServer
from tests.server.web import (
    LEAVE,
    PARTNER,
    Widget,
    call,
    message_id,
    once,
    payloads,
    said,
    shown,
    written,
)


@pytest.fixture(scope="module")
def opened(server):
    return Widget(server)


def fetch(server, path, headers, method="GET"):
    """Status and headers (lower case) of any address of the server."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    connection.request(method, path, headers=headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}


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
        status, headers = fetch(server, path, {"Origin": PARTNER})
        assert status == 200 and headers["access-control-allow-origin"] == PARTNER
        status, headers = fetch(server, path, {"Origin": "https://mechant.exemple"})
        assert "access-control-allow-origin" not in headers
    # a link followed from a partner's page is no reading by that page
    assert fetch(server, sheet["pdf"], {"Sec-Fetch-Site": "cross-site"})[0] == 200
    assert fetch(server, sheet["json"], {"Origin": PARTNER}, "OPTIONS")[0] == 204
    assert fetch(server, sheet["json"], {"Origin": "null"}, "OPTIONS")[0] == 403


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


def test_on_postgresql_behind_a_proxy_with_every_log(postgres):  # noqa: F811
    live = LiveServer(postgres.new_database(), SANIC_PROXIES_COUNT="1", LOG_LEVEL="DEBUG").start()
    try:
        widget, name = Widget(live), message_id()
        lines = widget.say(LEAVE, name)
        assert widget.say(LEAVE, name) == lines
        once(widget.history()["messages"], LEAVE)
        assert payloads(shown(widget.say("oui")), "orientation")
        public = {"Origin": "https://assistant.exemple", "X-Forwarded-Proto": "https",
                  "X-Forwarded-Host": "assistant.exemple", "X-Forwarded-For": "192.0.2.7"}  # fmt: skip
        for headers, expected in ((public, 200), ({**public, "X-Forwarded-Proto": "http"}, 403)):
            headers = {**widget.authorization, **headers}
            assert call(live, "GET", "/conversation", headers=headers)[0] == expected
        assert widget.say("effacer")[-1] == {"fin": -1} and widget.status() == 404
        assert widget.bearer not in live.printed() and "DEBUG" in live.printed()
    finally:
        live.stop()
