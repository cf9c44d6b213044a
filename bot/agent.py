"""Builds the Rasa agent of this process: model, conversations, actions."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Optional

from rasa.core.agent import Agent
from rasa.utils.endpoints import EndpointConfig

from bot.in_process import InProcessActions
from bot.stores.conversations import ConversationStore


def load_agent(model: Path, database_url: Optional[str] = None) -> Agent:
    """The agent, with the actions in this process unless ACTION_ENDPOINT_URL says otherwise.

    Rasa wraps every store in one that forgets silently when it fails: it is taken off, so that a
    failure reaches the channel, which says so.
    """
    store = ConversationStore(url=database_url)
    remote = os.environ.get("ACTION_ENDPOINT_URL")
    actions = EndpointConfig(url=remote) if remote else InProcessActions()
    agent = Agent.load(str(model), tracker_store=store, action_endpoint=actions)
    store.domain = agent.domain
    agent.tracker_store = store
    agent.processor.tracker_store = store
    return agent
