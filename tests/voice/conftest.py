"""One server for every test of the voice channel."""

from __future__ import annotations

import pytest

from bot.train import current_model, train
from tests.server.live import LiveServer
from tests.voice.gateways import SECRET, TOKEN


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


@pytest.fixture(scope="package")
def gateway_database(tmp_path_factory):
    """The file the gateways' server keeps calls in."""
    return tmp_path_factory.mktemp("passerelles") / "voix.sqlite"


@pytest.fixture(scope="package")
def gateways(gateway_database):
    """A server that jambonz and VoiceAI Connect know the secrets of."""
    current_model() or train()
    live = LiveServer(
        f"sqlite:///{gateway_database}", JAMBONZ_SECRET=SECRET, AUDIOCODES_TOKEN=TOKEN, VOICE_TRANSFER=""
    ).start()
    yield live
    if live.process.poll() is None:
        live.stop()
