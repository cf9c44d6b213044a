"""One conversation at a time, on the real reader and dialogue, without Rasa."""

from __future__ import annotations

import pytest

from actions.dialogue.conversation import Conversation
from actions.dialogue.dispatch import take_turn


class Talk:
    """Says things in turn; what came back is in `replies`, what is remembered in `state`."""

    def __init__(self, assistant, reader):
        self.assistant, self.reader, self.state = assistant, reader, Conversation()
        self.replies = ()

    def say(self, *texts):
        for text in texts:
            known = self.state.situation.values().get("profil") == "assure"
            reading = self.reader.read(text, True if known else None)
            # what is kept between two messages is what a slot keeps
            before = Conversation.from_dict(self.state.to_dict())
            turn = take_turn(self.assistant, before, text, reading)
            self.replies, self.state = turn.replies, turn.conversation
        return self

    @property
    def text(self):
        return "\n\n".join(reply.text for reply in self.replies)

    def payload(self, kind):
        found = [r.payload for r in self.replies if r.payload and r.payload["type"] == kind]
        return found[-1] if found else None


@pytest.fixture
def talk(assistant, reader):
    """Starts a conversation: talk("…", "…")."""
    return lambda *texts: Talk(assistant, reader).say(*texts)
