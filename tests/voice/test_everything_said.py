"""Every scripted conversation, as it would be said: sayable, two sentences at a time, always a way on."""

from __future__ import annotations

import datetime
import time

import pytest

from actions.answers.typography import french
from benchmarks.cases import InProcess
from bot.calls.moves import actions
from bot.calls.phone import load_phone
from bot.calls.state import CallState
from bot.calls.telling import tell
from bot.channels.history import not_kept
from tests.conversations.scripted import scripts
from tests.voice.test_calls import well_formed

SCRIPTS = scripts()


@pytest.fixture(scope="module")
def partner():
    return InProcess(datetime.date(2026, 11, 21))


@pytest.fixture(scope="module")
def phone(partner):
    return load_phone(partner.assistant, partner.reader)


@pytest.mark.parametrize("script", SCRIPTS, ids=[s.name for s in SCRIPTS])
def test_said(script, partner, phone):
    state = CallState()
    for tour in script.tours:
        written, _ = partner.send("", f"dit-{script.name}", tour.dit, "voix", 1)
        collected = [{**m, "text": french(m["text"])} if "text" in m else m for m in written]
        state, move = tell(phone, state, not_kept(collected, time.time()))
        assert move.says, tour.dit
        well_formed(actions(move, state, phone.listening(state), "3646", phone.announce(state)))
        assert CallState.from_dict(state.to_dict()) == state
