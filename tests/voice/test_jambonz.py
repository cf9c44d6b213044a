"""jambonz's webhooks replayed: who may ask, what is heard, what is said, what happens when something breaks."""

from __future__ import annotations

import base64
import json
import signal
import sqlite3
import time

import pytest

from bot.channels.jambonz_settings import DIAL, SettingError, read_settings
from bot.channels.jambonz_verbs import verbs
from bot.channels.lines import Lines, Reply
from tests.server.live import LiveServer
from tests.server.web import nothing_can_be_saved, written
from tests.voice import verb_schema
from tests.voice.calls import DESCRIPTION, WHOLE
from tests.voice.gateways import (
    NUMBER,
    Jambonz,
    as_actions,
    heard_by_jambonz,
    request,
    signature,
)
from tools.call_script import spoken

CALL, STATUS = "/webhooks/jambonz/appel", "/webhooks/jambonz/etat"


def said(text, **more):
    return {"kind": "speech", "text": text, **more}


@pytest.fixture
def call(gateways):
    """A call that was answered."""
    found = Jambonz(gateways)
    found.dial()
    return found


def test_the_first_words_are_said_while_listening_in_french(call):
    assert [verb["verb"] for verb in call.verbs] == ["gather"]
    gather = call.verbs[0]
    assert "service social" in " ".join(gather["say"]["text"])
    assert gather["input"] == ["digits", "speech"] and gather["bargein"] and gather["dtmfBargein"]
    assert gather["recognizer"]["language"] == "fr-FR" and "arrêt de travail" in gather["recognizer"]["hints"]
    assert gather["timeout"] == 12 and gather["actionHook"] == "/webhooks/jambonz/suite/0"


def test_two_anonymous_callers_never_mix(gateways):
    first, second = Jambonz(gateways), Jambonz(gateways)
    first.dial(), second.dial()
    first.send(said("un homme de soixante-dix ans retraité sort d'hospitalisation et vit seul, isolé"))
    assert "financières" in spoken(second.send(said(DESCRIPTION)))
    told = spoken(second.send(said("oui")))
    assert "quarante-cinq ans" in told and "soixante-dix" not in told and "hôpital" not in told
    assert "soixante-dix ans" in spoken(first.send(said("répéter")))


def test_who_calls_and_the_name_of_the_call_are_nowhere(call, gateways, gateway_database):
    call.send(said(DESCRIPTION))
    for secret in (NUMBER[3:].encode(), call.sid.encode()):
        assert secret not in written(gateway_database)
    assert NUMBER[3:] not in gateways.printed() and call.sid not in gateways.printed()


def test_a_weak_transcript_is_said_again_and_no_confidence_is_believed(call):
    assert "oui" not in spoken(call.send(said("oui", confidence=0.2)))
    assert "financières" in spoken(call.send(said(DESCRIPTION, confidence=0)))


def test_what_the_recogniser_gives_up_on_is_a_silence(call):
    hook = call.verbs[-1]["actionHook"]
    once = call.hook(hook, reason="error", details="STT Vendor error")
    assert "entendu" in spoken(once)
    assert "transfer" in call.send({"kind": "silence"})[-1]


@pytest.mark.parametrize(
    "speech",
    [None, [], {}, {"alternatives": "oui"}, {"alternatives": [3]}, {"alternatives": [{"transcript": 3}]},
     {"alternatives": [{"transcript": " ", "confidence": "forte"}]}],
)  # fmt: skip
def test_speech_that_cannot_be_read_is_asked_again(call, speech):
    again = call.hook(call.verbs[-1]["actionHook"], reason="speechDetected", speech=speech)
    assert "entendu" in spoken(again) and "gather" in again[-1]


def test_keys_that_cannot_be_are_asked_again_and_the_end_key_alone_is_a_key(call):
    assert "entendu" in spoken(call.hook(call.verbs[-1]["actionHook"], reason="dtmfDetected", digits="12a"))
    call.send(said(WHOLE))
    assert spoken(call.hook(call.verbs[-1]["actionHook"], reason="dtmfDetected", digits=""))
    assert "transfer" in call.hook(call.verbs[-1]["actionHook"], reason="dtmfDetected", digits="0")[-1]


def test_a_hook_sent_again_plays_no_second_turn(call, gateway_database):
    call.send(said(DESCRIPTION))
    first, hook = call.verbs, "/webhooks/jambonz/suite/0"
    before = turns(gateway_database)
    call.hook(hook, **heard_by_jambonz(said("tout autre chose"), {}))
    assert call.verbs == first and turns(gateway_database) == before


def test_a_call_webhook_sent_again_opens_no_second_call(call, gateway_database):
    first, before = call.verbs, turns(gateway_database)
    call.dial()
    assert call.verbs == first and turns(gateway_database) == before


def test_a_transfer_that_fails_comes_back_and_the_call_goes_on(call):
    assert "transfer" in call.send({"kind": "dtmf", "digits": "0"})[-1]
    refer, redirect = call.verbs[-2:]
    assert refer == {"verb": "sip:refer", "referTo": "3646", "actionHook": refer["actionHook"]}
    assert redirect == {"verb": "redirect", "actionHook": refer["actionHook"]}
    back = call.hook(refer["actionHook"], refer_status=603)
    assert "Personne n'a pu prendre votre appel" in spoken(back) and "gather" in back[-1]
    # the redirection that followed is the same failure, not another one
    assert call.hook(refer["actionHook"]) == back
    assert "financières" in spoken(call.send(said(DESCRIPTION)))


def test_a_transfer_that_succeeds_ends_the_call_and_an_untold_end_is_waited_for(call):
    call.send({"kind": "dtmf", "digits": "0"})
    hook = call.verbs[-2]["actionHook"]
    status, done = call.post(hook, refer_status=202, final_referred_call_status=200)
    assert (status, done) == (200, [{"verb": "hangup"}])
    status, waits = call.post(hook, refer_status=202)
    verb_schema.check(waits)
    assert [verb["verb"] for verb in waits] == ["pause", "redirect"] and waits[1]["actionHook"] == hook
    assert call.post(hook, dial_call_status="completed", dial_sip_status=200)[1] == [{"verb": "hangup"}]
    assert "Personne" in spoken(call.hook(hook, dial_call_status="no-answer"))


def test_hanging_up_forgets_the_call(call, gateway_database):
    call.send(said(WHOLE))
    hook = call.verbs[-1]["actionHook"]
    assert call.post(STATUS, call_status="in-progress") == (200, {})
    assert "gather" in call.send(said("répéter"))[-1]
    hook = call.verbs[-1]["actionHook"]
    assert call.post(STATUS, call_status="completed", parent_call_sid="autre") == (200, {})
    assert call.post(STATUS, call_status="completed", duration=61) == (200, {})
    assert call.post(STATUS, call_status="completed", duration=61) == (200, {})
    assert call.post(hook, reason="timeout") == (200, [{"verb": "hangup"}])
    assert Jambonz(call.server).post(STATUS, call_status="completed") == (200, {})


def test_an_unknown_call_gets_a_sentence_and_a_person_then_an_end(gateways):
    lost = Jambonz(gateways)
    assert "problème technique" in spoken(lost.hook("/webhooks/jambonz/suite/3", reason="timeout"))
    hook = lost.verbs[-1]["actionHook"]
    ended = lost.hook(hook, refer_status=480)
    assert "rappeler" in spoken(ended) and "hangup" in ended[-1]


def test_nothing_saved_gives_a_sentence_and_a_person(call, gateway_database):
    hook = call.verbs[-1]["actionHook"]
    with nothing_can_be_saved(gateway_database):
        assert "problème technique" in spoken(call.send(said(DESCRIPTION)))
        assert "hangup" in call.hook(call.verbs[-1]["actionHook"], refer_status=480)[-1]
    assert "financières" in spoken(call.hook(hook, **heard_by_jambonz(said(DESCRIPTION), {})))


def test_a_call_that_broke_is_not_sent_to_and_fro(call, gateway_database):
    call.send({"kind": "dtmf", "digits": "0"})
    with sqlite3.connect(gateway_database) as connection:
        row = "SELECT sender_id FROM lignes WHERE cle = ?"
        key = Lines("jambonz", None).key(call.sid)
        sender = connection.execute(row, (key,)).fetchone()[0]
        connection.execute("UPDATE appels SET contenu = '{' WHERE sender_id = ?", (sender,))
    ended = call.send({"kind": "transfer_failed"})
    assert "rappeler" in spoken(ended) and "hangup" in ended[-1]


def test_a_wrong_signature_is_refused(gateways):
    data = json.dumps({"call_sid": "c"}).encode()
    for headers in (
        {},
        {"Jambonz-Signature": "v1=00"},
        {"Jambonz-Signature": "t=demain,v1=00"},
        signature(data, "autre-secret"),
        signature(data + b" "),
        signature(data, at=time.time() - 600),
    ):
        status, body = request(gateways, CALL, data, headers)
        assert status == 401 and "signature" in body["erreur"], headers
    assert request(gateways, CALL, data, signature(data))[0] == 200


@pytest.mark.parametrize(
    "data, status, word",
    [(b"{", 400, "JSON"), (b"[]", 400, "objet"), (b"{}", 400, "call_sid"), (b'{"call_sid": 3}', 400, "call_sid"),
     (b'{"a": "' + b"x" * 300_000 + b'"}', 413, "grand")],
)  # fmt: skip
def test_a_malformed_body_is_refused_in_french(gateways, data, status, word):
    got, body = request(gateways, CALL, data, signature(data))
    assert got == status and word in body["erreur"]


def test_a_page_of_a_site_cannot_call(gateways):
    status, body = request(gateways, CALL, b"{}", {"Content-Type": "text/plain", **signature(b"{}")})
    assert status == 415 and "json" in body["erreur"]


def test_a_password_and_a_restart_in_the_middle(tmp_path):
    live = LiveServer(f"sqlite:///{tmp_path}/voix.sqlite", JAMBONZ_BASIC="passerelle:mot", JAMBONZ_SECRET="").start()
    call, basic = Jambonz(live), {"Authorization": "Basic " + base64.b64encode(b"passerelle:mot").decode()}

    def post(path, **more):
        return request(live, path, {**call.attributes(), **more}, basic)[1]

    try:
        wrong = {"Authorization": "Basic " + base64.b64encode(b"passerelle:autre").decode()}
        assert request(live, CALL, call.attributes(), wrong)[0] == 401
        assert request(live, CALL, call.attributes(), {})[0] == 401
        hook = post(CALL)[-1]["actionHook"]
        answer = post(hook, **heard_by_jambonz(said(WHOLE), {}))
        assert "c'est bien cela" in spoken(as_actions(answer))
        live.stop(signal.SIGKILL)
        live.start()
        assert post(hook, **heard_by_jambonz(said(WHOLE), {})) == answer
        decided = post(answer[-1]["actionHook"], reason="dtmfDetected", digits="1")
        assert "relève du service social" in spoken(as_actions(decided))
    finally:
        live.stop()


def test_without_a_secret_only_this_machine_is_served(server):
    call = Jambonz(server)
    assert "gather" in call.dial()[-1]
    status, body = request(server, CALL, call.attributes(), {"X-Forwarded-For": "203.0.113.9"})
    assert status == 403 and "JAMBONZ_SECRET" in body["erreur"]


def test_settings_are_checked():
    assert read_settings({"JAMBONZ_TRANSFER": "dial"}).way == DIAL
    for wrong in ({"JAMBONZ_TRANSFER": "pont"}, {"JAMBONZ_BASIC": "sans-deux-points"}):
        with pytest.raises(SettingError):
            read_settings(wrong)


# ------------------------------------------------------------------ verbs
GATHER = {"gather": {"modes": ["speech", "dtmf"], "hints": ["oui"], "max_digits": 2, "no_input_ms": 7000}}


def say(text, barge_in=True, **more):
    return {"say": {"text": text, "barge_in": barge_in, **more}}


def test_what_may_not_be_cut_is_said_before_listening():
    found = verbs(Reply([say("Le quinze.", False), say("Dites continuer."), GATHER], "4"))
    verb_schema.check(found)
    assert found[0] == {"verb": "say", "text": ["Le quinze."]}
    assert found[1]["say"] == {"text": ["Dites continuer."]} and found[1]["bargein"]
    alone = verbs(Reply([say("Le quinze.", False), GATHER], "4"))
    verb_schema.check(alone)
    assert "say" not in alone[1] and not alone[1]["bargein"]


def test_what_is_said_slowly_is_ssml():
    found = verbs(Reply([say("Tapez 1 & écoutez.", rate="slow"), GATHER], "4"))
    verb_schema.check(found)
    text = '<speak><prosody rate="slow">Tapez 1 &amp; écoutez.</prosody></speak>'
    assert found[0]["say"]["text"] == [text]


@pytest.mark.parametrize(
    "to, refer, target",
    [("36 46", "3646", {"type": "phone", "number": "3646"}),
     ("sip:accueil@pabx.exemple.fr", "sip:accueil@pabx.exemple.fr", {"type": "sip", "sipUri": "sip:accueil@pabx.exemple.fr"})],
)  # fmt: skip
def test_a_call_is_transferred_to_a_number_or_an_address(to, refer, target):
    transfer = [say("Restez en ligne."), {"transfer": {"to": to, "announce": "", "on_fail": "resume"}}]
    by_refer, by_dial = verbs(Reply(transfer, "4")), verbs(Reply(transfer, "4"), DIAL)
    verb_schema.check(by_refer), verb_schema.check(by_dial)
    assert by_refer[1]["referTo"] == refer and by_dial[1]["target"] == [target]
    assert by_dial[1]["actionHook"] == by_dial[2]["actionHook"] == "/webhooks/jambonz/transfert/4"


@pytest.mark.parametrize(
    "wrong",
    [[], [{"verb": "dire"}], [{"verb": "say", "texte": "a"}], [{"verb": "gather", "timeout": "7"}],
     [{"verb": "sip:refer"}], [{"verb": "gather", "recognizer": {"language": "fr-FR"}}],
     [{"verb": "dial", "target": [{"type": "pigeon"}]}]],
)  # fmt: skip
def test_the_schema_refuses_what_jambonz_would(wrong):
    with pytest.raises(AssertionError):
        verb_schema.check(wrong)


def turns(database):
    """How many events conversations hold."""
    with sqlite3.connect(database) as connection:
        return connection.execute("SELECT count(*) FROM conversation_events").fetchone()[0]
