"""The nine cases dictated on the phone get the orientation they get typed."""

from __future__ import annotations

import json
import sqlite3

import pytest

from bot.channels.bearers import VOICE_PREFIX, sender_of
from tests.conversations.test_neuf_cas import CASES
from tests.server.live import sender
from tests.voice.calls import Caller
from tools.call_script import spoken


def decided(messages):
    found = [m["custom"] for m in messages if m.get("custom", {}).get("type") == "orientation"]
    return found[-1] if found else None


def kept_payload(database, session):
    """The last orientation that the conversation of a call holds."""
    query = "SELECT evenement FROM conversation_events WHERE sender_id = ? ORDER BY rang"
    with sqlite3.connect(database) as connection:
        rows = connection.execute(query, (sender_of(session, VOICE_PREFIX),)).fetchall()
    events = [json.loads(row[0]) for row in rows]
    data = [(e.get("data") or {}).get("custom") or {} for e in events if e.get("event") == "bot"]
    return [d for d in data if d.get("type") == "orientation"][-1]


@pytest.mark.parametrize("case", CASES, ids=[f"cas_{c['cas']}" for c in CASES])
def test_dictated_as_typed(case, server, database):
    typist, text = sender(), case["textes"]["dicte"]
    typed = decided(server.say(typist, text)) or decided(server.say(typist, "non"))
    caller = Caller(server)
    said = caller.say(text)
    if "c'est bien cela" not in said:
        said = caller.say("non")
    assert "c'est bien cela ?" in said
    verdict = caller.say("oui")
    assert "Voulez-vous les contacts" in verdict
    payload = kept_payload(database, caller.session)
    assert payload["orientation"] == typed["orientation"] == case["orientation"]
    assert payload["faits"] == typed["faits"] and payload["missions"] == typed["missions"]
    contacts = spoken(caller.actions) and caller.say("oui")
    number = next((c["telephone"] for c in payload["contacts"] if c["telephone"]), None)
    pairs = {"3646": "trente-six, quarante-six", "39 60": "trente-neuf, soixante"}
    assert number is None or pairs[number] in contacts or "suite" in contacts
