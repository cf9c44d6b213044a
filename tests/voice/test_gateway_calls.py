"""Every scripted call through jambonz and through AudioCodes: the same words, verbs that jambonz accepts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.server.live import LiveServer
from tests.voice.gateways import SECRET, TOKEN, Jambonz, VoiceAI
from tools.call_script import failures, load_script

FILES = sorted((Path(__file__).parent / "appels").glob("*.yml"))
#: VoiceAI Connect tells one transcript.
BY_ALTERNATIVES = {"annonce_par_une_alternative", "autre_alternative_a_une_question"}
CALLS = [(g, p) for g in (Jambonz, VoiceAI) for p in FILES if g is Jambonz or p.stem not in BY_ALTERNATIVES]


@pytest.fixture(scope="module")
def announced(tmp_path_factory):
    """A server whose calls begin with the announcement."""
    url = f"sqlite:///{tmp_path_factory.mktemp('annonce')}/voix.sqlite"
    live = LiveServer(url, JAMBONZ_SECRET=SECRET, AUDIOCODES_TOKEN=TOKEN, VOICE_PROMPT="1", VOICE_TRANSFER="").start()
    yield live
    live.stop()


@pytest.mark.parametrize("gateway, path", CALLS, ids=[f"{g.__name__}-{p.stem}" for g, p in CALLS])
def test_call(gateway, path, gateways, announced):
    script = load_script(path)
    call = gateway(announced if script.annonce else gateways)
    problems = [] if call.dial() else ["nothing said"]
    for tour in script.tours:
        problems += failures(tour, call.send(tour.body))
    assert not problems, "\n".join(problems)
