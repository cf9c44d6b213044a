"""One server for every test of the voice channel."""

from __future__ import annotations

import pytest

from bot.train import current_model, train
from tests.server.live import LiveServer


@pytest.fixture(scope="package")
def database(tmp_path_factory):
    """The file the server keeps calls in."""
    return tmp_path_factory.mktemp("voix") / "voix.sqlite"


@pytest.fixture(scope="package")
def server(database):
    """A server that any process of this machine may call."""
    current_model() or train()
    live = LiveServer(f"sqlite:///{database}", VOICE_TOKEN="", VOICE_TRANSFER="").start()
    yield live
    if live.process.poll() is None:
        live.stop()
