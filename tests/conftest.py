"""The real assistant for every test: trained model, real actions, real database.

The clock stands at 21 November 2026 and the database is a fresh file.
"""

from __future__ import annotations

import os
import tempfile

os.environ["ASSISTANT_DATE"] = "2026-11-21"
os.environ["DATABASE_URL"] = f"sqlite:///{tempfile.mkdtemp(prefix='assistant-')}/tests.sqlite"

import datetime  # noqa: E402  (the environment is read when the assistant is imported)
import uuid  # noqa: E402
from typing import Any, Optional  # noqa: E402

import pytest  # noqa: E402

from actions.assembly import DATA, contact_codes, load_assistant  # noqa: E402
from actions.policy import load_policy  # noqa: E402
from bot.catalogue import load_catalogue  # noqa: E402
from bot.understanding.loading import load_reader  # noqa: E402

TODAY = datetime.date(2026, 11, 21)


@pytest.fixture(scope="session")
def catalogue():
    """The facts."""
    return load_catalogue(DATA / "faits.yml")


@pytest.fixture(scope="session")
def policy(catalogue):
    """The policy as it ships."""
    return load_policy(DATA / "policy", catalogue, contact_codes(DATA / "directory"))


@pytest.fixture(scope="session")
def reader():
    """The reader as it ships, its clock stopped."""
    return load_reader(lambda: TODAY)


@pytest.fixture(scope="session")
def assistant():
    """The dialogue as it ships, without Rasa."""
    return load_assistant(database_url=os.environ["DATABASE_URL"])


@pytest.fixture(scope="session")
def agent():
    """The Rasa agent: model, conversations on disk, actions in process. Trains if needed."""
    from bot import logs
    from bot.train import current_model, train

    logs.configure()
    model = current_model() or train()
    from bot.agent import load_agent

    return load_agent(model, os.environ["DATABASE_URL"])


class Partner:
    """Somebody who talks to the real agent, through the channel's own code."""

    def __init__(self, agent: Any, sender: Optional[str] = None, canal: str = "web") -> None:
        self.agent, self.canal = agent, canal
        self.sender = sender or f"test-{uuid.uuid4().hex}"
        self.messages: list[dict] = []

    async def say(self, text: str) -> "Partner":
        """Send one message; what came back is in `messages`."""
        from bot.channels.entrance import answer

        self.messages = await answer(
            self.agent.handle_message, self.sender, text, {"canal": self.canal}
        )
        return self

    @property
    def text(self) -> str:
        """Everything said in the last turn."""
        return "\n".join(m["text"] for m in self.messages if "text" in m)

    def payload(self, kind: str) -> Optional[dict]:
        """The last payload of that type in the last turn."""
        found = [m["custom"] for m in self.messages if m.get("custom", {}).get("type") == kind]
        return found[-1] if found else None

    async def slot(self, name: str) -> Any:
        """A slot as it is stored."""
        tracker = await self.agent.tracker_store.retrieve(self.sender)
        return tracker.get_slot(name)


@pytest.fixture
def partner(agent):
    """A new partner, in a new conversation."""
    return Partner(agent)


@pytest.fixture
def new_partner(agent):
    """Makes partners: new_partner(canal="voix")."""
    return lambda **options: Partner(agent, **options)
