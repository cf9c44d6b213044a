"""Every scripted call through jambonz and through AudioCodes: the same words, verbs that jambonz accepts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.server.live import LiveServer
from tests.voice.gateways import SECRET, TOKEN, Jambonz, VoiceAI
from tools.call_script import failures, load_script

FILES = sorted((Path(__file__).parent / "appels").glob("*.yml"))
#: What no gateway but ours can tell: AudioCodes gives one transcript.
NOT_TOLD = {VoiceAI: {"annonce_par_une_alternative", "autre_alternative_a_une_question"}, Jambonz: set()}


@pytest.fixture(scope="module")
def announced(tmp_path_factory):
    """A server whose calls begin with the announcement."""
    url = f"sqlite:///{tmp_path_factory.mktemp('annonce')}/voix.sqlite"
    live = LiveServer(url, JAMBONZ_SECRET=SECRET, AUDIOCODES_TOKEN=TOKEN, VOICE_PROMPT="1", VOICE_TRANSFER="").start()
    yield live
    live.stop()


@pytest.mark.parametrize("path", FILES, ids=[p.stem for p in FILES])
@pytest.mark.parametrize("gateway", [Jambonz, VoiceAI])
def test_call(gateway, path, gateways, announced):
    script = load_script(path)
    if path.stem in NOT_TOLD[gateway]:
        pytest.skip("this gateway tells no alternative")
    call = gateway(announced if script.annonce else gateways)
    problems = [] if call.dial() else ["nothing said"]
    for tour in script.tours:
        problems += failures(tour, call.send(tour.body))
    assert not problems, "\n".join(problems)
