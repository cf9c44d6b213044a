"""The real parts, loaded once: model, voices, assistant."""

from __future__ import annotations

import pytest

from gateway.hearing.recogniser import Recogniser
from gateway.settings import MODEL
from tests.gateway.inside.sounds import VOICES


@pytest.fixture(scope="session")
def recogniser():
    """Whisper base; what is missing fails, for the environment's script puts it there."""
    made = Recogniser(MODEL, 2)
    yield made
    made.close()


@pytest.fixture(params=sorted(VOICES))
def voice(request):
    """Each of the two voices."""
    return VOICES[request.param]


@pytest.fixture(scope="session")
def running():
    """The real assistant, on a free port."""
    from gateway.demo.processes import assistant

    with assistant() as found:
        yield found
