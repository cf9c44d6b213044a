"""Whatever breaks, the partner gets a sentence, an id and the 3646, and nothing said is lost."""

from __future__ import annotations

import re
import sqlite3

import pytest
from rasa.utils.endpoints import EndpointConfig

import actions.orienter
from bot.channels.entrance import clean


def assert_says_so(partner):
    """The last turn told of a failure, with an id."""
    assert "3646" in partner.text and "problème technique" in partner.text
    incident = partner.payload("information")["incident"]
    assert re.fullmatch(r"[0-9a-f]{8}", incident) and incident in partner.text


async def test_an_action_that_raises(partner, monkeypatch):
    await partner.say("un homme de 47 ans")

    def broken(*args):
        raise ZeroDivisionError("secret du patient")

    with monkeypatch.context() as patch:
        patch.setattr(actions.orienter, "take_turn", broken)
        await partner.say("il est en arrêt de travail")
    assert_says_so(partner)
    assert "secret" not in partner.text
    await partner.say("il est en arrêt de travail et ne peut plus payer son loyer")
    assert partner.payload("orientation")["faits"]["age"] == 47


async def test_what_was_written_is_not_in_the_logs(partner, monkeypatch, caplog):
    def broken(*args):
        raise ValueError("Mme Secret a 47 ans")

    monkeypatch.setattr(actions.orienter, "take_turn", broken)
    await partner.say("une phrase très confidentielle : elle a 47 ans")
    assert "incident" in caplog.text
    assert "confidentielle" not in caplog.text and "Secret" not in caplog.text


async def test_an_action_server_that_is_down(agent, partner, monkeypatch):
    nobody = EndpointConfig(url="http://127.0.0.1:9/webhook")
    monkeypatch.setattr(agent.processor, "action_endpoint", nobody)
    await partner.say("un homme de 47 ans en arrêt")
    assert_says_so(partner)


async def test_a_locked_database(agent, partner):
    await partner.say("un homme de 47 ans")
    store = agent.tracker_store
    lock = sqlite3.connect(store.engine.url.database, isolation_level=None)
    store.engine.dispose()  # new connections wait for less
    store.engine.url  # noqa: B018  (same file)
    lock.execute("BEGIN IMMEDIATE")
    try:
        await partner.say("il est en arrêt de travail")
        assert_says_so(partner)
    finally:
        lock.execute("ROLLBACK")
        lock.close()
    await partner.say("il est en arrêt de travail et ne peut plus payer son loyer")
    assert partner.payload("orientation")["faits"]["age"] == 47


@pytest.mark.parametrize(
    "typed", ["/restart", '/decrire_situation{"age": 12}', "/ /restart", "/session_start"]
)
async def test_commands_typed_by_a_user_do_not_act(typed, partner):
    await partner.say("un homme de 47 ans en arrêt de travail")
    await partner.say(typed)
    slot = await partner.slot("age")
    assert slot["valeur"] == 47 and partner.text


@pytest.mark.parametrize(
    "typed",
    ["🙂🙂🙂", "aaaa bbb", "\x00\x01", "????", "ÿ" * 4000, "ne pas " * 500, "(((((", "1" * 3000],
)
async def test_nonsense_gets_a_kind_sentence(typed, partner):
    await partner.say(typed)
    assert partner.text and "problème technique" not in partner.text


def test_a_cleaned_message_is_never_a_command():
    assert not clean("  ///restart").startswith("/")
    assert clean("///") == "?"
