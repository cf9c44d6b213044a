"""One server for every test of the widget's channel."""

from __future__ import annotations

import pytest

from bot.train import current_model, train
from tests.server.live import LiveServer
from tests.server.web import PARTNER


@pytest.fixture(scope="package")
def database(tmp_path_factory):
    """The file the server keeps conversations in."""
    return tmp_path_factory.mktemp("web") / "web.sqlite"


@pytest.fixture(scope="package")
def server(database):
    """A server two other sites may talk to."""
    current_model() or train()
    origins = f"{PARTNER}, https://asso.exemple"
    live = LiveServer(f"sqlite:///{database}", WIDGET_ORIGINS=origins).start()
    yield live
    if live.process.poll() is None:
        live.stop()
