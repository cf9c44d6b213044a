"""A sheet as it is composed from a real decision."""

from __future__ import annotations

import pytest

from actions.dialogue.conversation import Conversation
from actions.dialogue.dispatch import take_turn


@pytest.fixture
def sheet_of(assistant, reader):
    """The sheet kept after one text."""

    def compose(text: str):
        turn = take_turn(assistant, Conversation(), text, reader.read(text))
        found = assistant.sheets.find(turn.conversation.reference)
        assert found is not None, turn
        return found[0]

    return compose


@pytest.fixture
def words(assistant):
    """The sheet's wording as it ships."""
    return assistant.sheets.wording
