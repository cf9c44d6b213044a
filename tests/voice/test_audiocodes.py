"""The AudioCodes Bot API replayed: conversations, activities, ends, and what happens when something breaks."""

from __future__ import annotations

import signal
import uuid

import pytest

from bot.channels.audiocodes_activities import activities, read_activities
from bot.channels.web_request import Refused
from tests.server.live import LiveServer
from tests.server.web import nothing_can_be_saved, written
from tests.voice.calls import DESCRIPTION, WHOLE
from tests.voice.gateways import NUMBER, TOKEN, VoiceAI, from_activities, request
from tests.voice.test_jambonz import GATHER, said, say, turns
from tools.call_script import spoken

BOT = "/webhooks/audiocodes/webhook"


@pytest.fixture
def call(gateways):
    """A conversation that began."""
    found = VoiceAI(gateways)
    found.dial()
    return found


def test_the_bot_is_validated_with_its_token(gateways):
    bearer = {"Authorization": f"Bearer {TOKEN}"}
    assert request(gateways, BOT, b"", bearer, "GET") == (200, {"type": "ac-bot-api", "success": True})
    for wrong in ({}, {"Authorization": "Bearer autre"}, {"Authorization": TOKEN}):
        assert request(gateways, BOT, b"", wrong, "GET")[0] == 401
        assert request(gateways, BOT, {"conversation": "c"}, wrong)[0] == 401


def test_a_conversation_is_created_and_starts_with_settings_then_words(call):
    assert set(call.urls) == {"activitiesURL", "refreshURL", "disconnectURL", "expiresSeconds"}
    assert call.name not in str(call.urls)
    settings = call.activities[0]
    assert settings["name"] == "config" and settings["sessionParams"]["language"] == "fr-FR"
    assert settings["sessionParams"]["userNoInputTimeoutMS"] == 12_000 and settings["sessionParams"]["sendDTMF"]
    assert "arrêt de travail" in settings["sessionParams"]["sttContextPhrases"]
    assert "service social" in call.activities[1]["text"]


def test_a_conversation_without_a_start_answers_the_first_words(gateways):
    call = VoiceAI(gateways)
    call.create()
    assert "financières" in spoken(call.send(said(DESCRIPTION)))


def test_two_callers_never_mix(gateways):
    first, second = VoiceAI(gateways), VoiceAI(gateways)
    first.dial(), second.dial()
    first.send(said("un homme de soixante-dix ans retraité sort d'hospitalisation et vit seul, isolé"))
    assert "financières" in spoken(second.send(said(DESCRIPTION)))
    told = spoken(second.send(said("oui")))
    assert "quarante-cinq ans" in told and "soixante-dix" not in told
    assert "soixante-dix ans" in spoken(first.send(said("répéter")))


def test_who_calls_and_the_name_of_the_conversation_are_nowhere(call, gateways, gateway_database):
    call.send(said(DESCRIPTION))
    for secret in (NUMBER[3:].encode(), call.name.encode()):
        assert secret not in written(gateway_database)
    assert NUMBER[3:] not in gateways.printed() and call.name not in gateways.printed()


def test_an_activity_sent_again_plays_no_second_turn(call, gateway_database):
    call.send(said(DESCRIPTION))
    first, before = call.activities, turns(gateway_database)
    call.again()
    assert without_time(call.activities) == without_time(first) and turns(gateway_database) == before


def test_a_creation_and_a_start_sent_again_open_no_second_call(call, gateway_database):
    urls, first, before = call.urls, call.activities, turns(gateway_database)
    call.dial()
    assert call.urls == urls and texts(call.activities) == texts(first)
    assert turns(gateway_database) == before


def test_several_activities_are_answered_in_order_until_the_call_goes_elsewhere(call):
    done = call.tell(
        {"type": "event", "name": "speechHypothesis", "value": {}},
        {"type": "message", "text": DESCRIPTION},
        {"type": "event", "name": "DTMF", "value": "0"},
        {"type": "message", "text": "oui"},
    )
    assert "financières" in spoken(done) and "transfer" in done[-1]
    assert call.activities[-1]["activityParams"] == {"transferTarget": "tel:3646"}


def test_what_changes_nothing_is_answered_by_nothing(call):
    for one in (
        {"type": "event", "name": "transferStatus", "value": {"status": "answered"}},
        {"type": "event", "name": "speechHypothesis", "value": {"text": "je"}},
        {"type": "typing"},
    ):
        assert call.tell(one) == []


def test_a_weak_transcript_is_said_again_and_two_silences_give_a_person(call):
    assert "gather" in call.send(said("oui", confidence=0.2))[-1]
    assert "financières" in spoken(call.send(said(DESCRIPTION, confidence=0.93)))
    assert "entendu" in spoken(call.send({"kind": "silence"}))
    assert "transfer" in call.send({"kind": "silence"})[-1]


def test_keys_come_as_a_text_or_a_number_and_what_is_no_key_is_asked_again(call):
    assert "entendu" in spoken(call.tell({"type": "event", "name": "DTMF", "value": {"1": 2}}))
    call.send(said(WHOLE))
    assert "relève du service social" in spoken(call.tell({"type": "event", "name": "DTMF", "value": 1}))


def test_a_transfer_that_fails_comes_back_and_the_call_goes_on(call):
    assert "transfer" in call.send({"kind": "dtmf", "digits": "0"})[-1]
    back = call.send({"kind": "transfer_failed"})
    assert "Personne n'a pu prendre votre appel" in spoken(back) and "gather" in back[-1]
    assert "financières" in spoken(call.send(said(DESCRIPTION)))


def test_a_conversation_is_refreshed_then_disconnected(call):
    assert call.post(call.urls["refreshURL"]) == (200, {})
    call.send(said(WHOLE))
    for _ in range(2):
        assert call.post(call.urls["disconnectURL"], reason="Client Side", reasonCode="client-disconnected") == (200, {})
    assert call.send(said("oui")) == [{"hangup": {}}]


def test_saying_goodbye_hangs_up(call):
    assert "hangup" in call.send(said("au revoir"))[-1] and call.activities[-1]["name"] == "hangup"


def test_an_unknown_conversation_gets_a_person_then_an_end(gateways):
    call = VoiceAI(gateways)
    call.urls = {"activitiesURL": f"conversation/{'0' * 64}/activities"}
    assert "problème technique" in spoken(call.send(said("oui"))) and "transfer" in call.activities[-1]["name"]
    assert "hangup" in call.send({"kind": "transfer_failed"})[-1]
    for url in ("refresh", "disconnect"):
        status, body = call.post(f"conversation/{'0' * 64}/{url}")
        assert status == 404 and "inconnue" in body["erreur"]


def test_nothing_saved_gives_a_sentence_and_a_person(call, gateway_database):
    with nothing_can_be_saved(gateway_database):
        assert "problème technique" in spoken(call.send(said(DESCRIPTION)))
        assert "hangup" in call.send({"kind": "transfer_failed"})[-1]
    assert "financières" in spoken(call.send(said(DESCRIPTION)))


def test_a_killed_server_goes_on_with_the_conversation(tmp_path):
    live = LiveServer(f"sqlite:///{tmp_path}/voix.sqlite", AUDIOCODES_TOKEN=TOKEN).start()
    call = VoiceAI(live)
    try:
        call.dial()
        assert "c'est bien cela" in spoken(call.send(said(WHOLE)))
        first = call.activities
        live.stop(signal.SIGKILL)
        live.start()
        call.again()
        assert without_time(call.activities) == without_time(first)
        assert "relève du service social" in spoken(call.send({"kind": "dtmf", "digits": "1"}))
    finally:
        live.stop()


def test_without_a_token_only_this_machine_is_served(server):
    status, body = request(server, BOT, {"conversation": "c"}, {"X-Forwarded-For": "203.0.113.9"})
    assert status == 403 and "AUDIOCODES_TOKEN" in body["erreur"]
    assert request(server, BOT, {"conversation": str(uuid.uuid4())}, {})[0] == 200


@pytest.mark.parametrize(
    "body, word",
    [(b"{", "JSON"), ([], "objet"), ({}, "activities"), ({"activities": {}}, "activities"),
     ({"activities": [3]}, "objet"), ({"activities": [{"type": "message", "text": "a"}]}, "id"),
     ({"activities": [{"id": "a", "type": "message"}]}, "text"), ({"activities": [{"id": "a"}] * 21}, "20")],
)  # fmt: skip
def test_a_malformed_body_is_refused_in_french(call, body, word):
    url = f"/webhooks/audiocodes/{call.urls['activitiesURL']}"
    status, answer = request(call.server, url, body, {"Authorization": f"Bearer {TOKEN}"})
    assert status == 400 and word in answer["erreur"]


def test_a_conversation_has_a_name(gateways):
    for body in ({}, {"conversation": 3}, {"conversation": "x" * 201}):
        status, answer = request(gateways, BOT, body, {"Authorization": f"Bearer {TOKEN}"})
        assert status == 400 and "conversation" in answer["erreur"]


def test_what_may_not_be_cut_and_what_is_said_slowly():
    found = activities([say("Le quinze.", False), say("Tapez 1 & écoutez.", rate="slow"), GATHER], "a")
    assert found[1]["activityParams"] == {"bargeIn": False, "bargeInOnDTMF": False}
    assert found[2]["text"] == '<speak><prosody rate="slow">Tapez 1 &amp; écoutez.</prosody></speak>'
    assert "gather" in from_activities(found)[-1]


def test_a_call_is_transferred_to_an_address():
    to = "sip:accueil@pabx.exemple.fr"
    found = activities([{"transfer": {"to": to, "announce": "", "on_fail": "resume"}}], "a")
    assert found[0]["activityParams"] == {"transferTarget": to}


def test_too_long_a_name_of_an_activity_is_refused():
    with pytest.raises(Refused):
        read_activities({"activities": [{"id": "x" * 201, "type": "event"}]})


def without_time(found):
    return [{key: value for key, value in one.items() if key != "timestamp"} for one in found]


def texts(found):
    return [one.get("text") for one in found]
