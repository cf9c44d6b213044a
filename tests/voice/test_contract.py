"""The contract itself: who may ask, what is refused, what is kept, what happens when something breaks."""

from __future__ import annotations

import signal
import sqlite3
import time

import pytest

from bot.channels.bearers import VOICE_PREFIX, sender_of
from tests.server.live import LiveServer
from tests.server.web import nothing_can_be_saved, written
from tests.voice.calls import DESCRIPTION, WHOLE, Caller, post
from tools.call_script import spoken


def test_two_anonymous_callers_never_mix(server):
    first, second = Caller(server, **{"from": "anonymous"}), Caller(server, **{"from": "anonymous"})
    assert first.session != second.session
    first.say("un homme de soixante-dix ans retraité sort d'hospitalisation et vit seul, isolé")
    assert "financières" in second.say(DESCRIPTION)
    told = second.say("oui")
    assert "quarante-cinq ans" in told and "soixante-dix" not in told and "hôpital" not in told
    assert "soixante-dix ans" in first.say("répéter")


def test_who_calls_is_nowhere(server, database):
    caller = Caller(server, **{"from": "+33612345678", "headers": {"P-Asserted-Identity": "sip:0612345678@x"}})
    caller.say(DESCRIPTION)
    for secret in (b"612345678", caller.session.encode(), b"abc\""):
        assert secret not in written(database)
    assert "612345678" not in server.printed()


def test_what_identifies_is_masked_and_not_repeated(server, database):
    caller = Caller(server)
    said = caller.say("c'est madame Zylberstein son numéro est le zéro six douze trente-quatre cinquante-six "
                      "soixante-dix-huit elle est en arrêt de travail depuis deux mois")  # fmt: skip
    assert "Zylberstein" not in said and "inutile de donner" in said
    assert b"Zylberstein" not in written(database)


def test_a_resent_event_plays_no_second_turn(server, database):
    caller = Caller(server)
    _, first = caller.event("speech", text=DESCRIPTION)
    before = events_of(database, caller.session)
    _, again = caller.event("speech", seq=1, text="tout autre chose")
    assert again == first and events_of(database, caller.session) == before
    caller.say("oui")
    status, late = caller.event("speech", seq=1, text=DESCRIPTION)
    assert status == 200 and late == first


def test_an_event_older_than_what_is_kept_is_refused(server):
    caller = Caller(server)
    for _ in range(7):
        caller.event("dtmf", digits="*")
    status, body = caller.event("speech", seq=1, text=DESCRIPTION)
    assert status == 409 and "dépassé" in body["erreur"] and body["actions"]


def test_a_turn_played_before_a_crash_is_not_played_again(server, database):
    """The conversation was saved, the call was not: what was answered is found again."""
    caller = Caller(server)
    caller.event("dtmf", digits="*")
    row = call_row(database, caller.session)
    _, first = caller.event("speech", text=DESCRIPTION)
    before = events_of(database, caller.session)
    with sqlite3.connect(database) as connection:
        connection.execute("UPDATE appels SET contenu = ? WHERE sender_id = ?", (row, sender_of(caller.session, VOICE_PREFIX)))  # fmt: skip
    connection.close()
    _, again = caller.event("speech", seq=2, text=DESCRIPTION)
    assert again == first and events_of(database, caller.session) == before


def test_a_killed_server_goes_on_with_the_call(tmp_path):
    live = LiveServer(f"sqlite:///{tmp_path}/voix.sqlite", VOICE_TOKEN="un-secret").start()
    try:
        headers = {"Authorization": "Bearer un-secret"}
        body = {"call_id": "x", "to": "3646"}
        assert post(live, "/call", body)[0] == 401
        assert post(live, "/call", body, {"Authorization": "Bearer autre"})[0] == 401
        session = post(live, "/call", body, headers)[1]["session_id"]
        event = {"session_id": session, "seq": 1, "kind": "speech", "text": WHOLE}
        assert "c'est bien cela" in spoken(post(live, "/turn", event, headers)[1]["actions"])
        live.stop(signal.SIGKILL)
        live.start()
        event = {"session_id": session, "seq": 2, "kind": "dtmf", "digits": "1"}
        assert "relève du service social" in spoken(post(live, "/turn", event, headers)[1]["actions"])
    finally:
        live.stop()


def test_without_a_token_only_this_machine_is_served(server):
    status, body = post(server, "/call", {"call_id": "x"}, {"X-Forwarded-For": "203.0.113.9"})
    assert status == 403 and "VOICE_TOKEN" in body["erreur"]


@pytest.mark.parametrize(
    "path, body, status, word",
    [
        ("/call", b"{", 400, "JSON"),
        ("/call", [], 400, "objet"),
        ("/call", {}, 400, "call_id"),
        ("/call", {"call_id": 3}, 400, "call_id"),
        ("/call", {"call_id": "x", "headers": 1}, 400, "headers"),
        ("/turn", {"session_id": "x", "seq": 1, "kind": "silence"}, 400, "session_id"),
        ("/turn", {"session_id": "A" * 32, "seq": 0, "kind": "silence"}, 400, "seq"),
        ("/turn", {"session_id": "A" * 32, "seq": True, "kind": "silence"}, 400, "seq"),
        ("/turn", {"session_id": "A" * 32, "seq": 1, "kind": "cri"}, 400, "kind"),
        ("/turn", {"session_id": "A" * 32, "seq": 1, "kind": "speech"}, 400, "text"),
        ("/turn", {"session_id": "A" * 32, "seq": 1, "kind": "speech", "text": 1}, 400, "text"),
        ("/turn", {"session_id": "A" * 32, "seq": 1, "kind": "speech", "text": "a", "confidence": 2}, 400, "confidence"),
        ("/turn", {"session_id": "A" * 32, "seq": 1, "kind": "speech", "text": "a", "alternatives": [1]}, 400, "lternative"),
        ("/turn", {"session_id": "A" * 32, "seq": 1, "kind": "dtmf"}, 400, "digits"),
        ("/turn", {"session_id": "A" * 32, "seq": 1, "kind": "dtmf", "digits": "12a"}, 400, "digits"),
        ("/turn", {"session_id": "A" * 32, "seq": 1, "kind": "silence"}, 404, "inconnu"),
        ("/turn", b'{"a": "' + b"x" * 40_000 + b'"}', 413, "grand"),
    ],
)
def test_what_cannot_be_read_is_refused_in_french_with_something_to_do(server, path, body, status, word):
    got, answer = post(server, path, body)
    assert got == status and word in answer["erreur"]
    assert spoken(answer["actions"]) and "transfer" in answer["actions"][-1]


def test_a_page_of_a_site_cannot_call(server):
    status, body = post(server, "/call", {"call_id": "x"}, {"Content-Type": "text/plain"})
    assert status == 415 and "json" in body["erreur"]


def test_hanging_up_ends_the_call_and_only_the_sheet_resumes_it(server, database):
    caller = Caller(server)
    caller.say(WHOLE)
    caller.say("oui")
    sheet = caller.say("la fiche")
    signs = [word for word in sheet.split("Je répète")[0].replace(".", ",").split(", ") if word]
    status, body = caller.event("hangup")
    assert status == 200 and "hangup" in body["actions"][-1]
    assert "quarante-cinq" not in call_row(database, caller.session)
    assert caller.event("hangup", seq=caller.seq)[1] == body
    status, gone = caller.event("speech", text="oui")
    assert status == 410 and "terminé" in gone["erreur"]
    reference = "".join(_sign(word) for word in signs[-8:])
    other = Caller(server)
    assert "quarante-cinq ans" in other.say(f"je voudrais reprendre la référence {reference[:4]} {reference[4:]}")


def test_effacer_leaves_nothing_of_the_call(server, database):
    caller = Caller(server)
    caller.say("une dame de quarante-trois ans en arrêt de travail depuis onze mois à Guéret")
    assert "C'est effacé" in caller.say("effacez tout")
    assert events_of(database, caller.session) == 0
    assert "quarante-trois" not in call_row(database, caller.session)
    assert "onze mois" not in call_row(database, caller.session)
    assert b"onze mois" not in written(database) and "financières" in caller.say(DESCRIPTION)


def test_nothing_saved_gives_a_sentence_and_a_person(server, database):
    caller = Caller(server)
    with nothing_can_be_saved(database):
        status, body = caller.event("speech", text=DESCRIPTION)
    assert status == 200 and "problème technique" in spoken(body["actions"])
    assert body["actions"][-1]["transfer"] == {"to": "3646", "on_fail": "resume",
                                               "announce": body["actions"][-1]["transfer"]["announce"]}  # fmt: skip
    status, body = caller.event("speech", seq=1, text=DESCRIPTION)
    assert "financières" in spoken(body["actions"])


def test_a_loop_is_stopped(server):
    caller = Caller(server)
    started, statuses = time.monotonic(), []
    while time.monotonic() - started < 50 and 429 not in statuses:
        statuses.append(caller.event("interrupt")[0])
    assert statuses[-1] == 429 and len(statuses) == 61


def test_a_call_is_of_no_other_channel(server):
    caller = Caller(server)
    sender = sender_of(caller.session, VOICE_PREFIX)
    assert server.post({"sender": sender, "message": "oui"})[0] == 400


def call_row(database, session):
    with sqlite3.connect(database) as connection:
        query = "SELECT contenu FROM appels WHERE sender_id = ?"
        return connection.execute(query, (sender_of(session, VOICE_PREFIX),)).fetchone()[0]


def events_of(database, session):
    with sqlite3.connect(database) as connection:
        query = "SELECT count(*) FROM conversation_events WHERE sender_id = ?"
        return connection.execute(query, (sender_of(session, VOICE_PREFIX),)).fetchone()[0]


def _sign(word):
    digits = "zéro un deux trois quatre cinq six sept huit neuf".split()
    first = word.split()[-3] if " comme " in word else word
    return str(digits.index(first.lower())) if first.lower() in digits else first[-1].upper()
