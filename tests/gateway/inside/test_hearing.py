"""What is heard of voices that are not ours, and of ours through the assistant and back."""

from __future__ import annotations

import asyncio
import os

import numpy as np
import pytest

from gateway.actions import Gather
from gateway.assistant import Assistant
from gateway.hearing.ear import Ear
from gateway.settings import Settings
from gateway.sound import files
from gateway.sound.frames import cut
from gateway.speech.voices import Voice
from tests.gateway.inside.human import PACKAGES, prompts
from tests.gateway.inside.sounds import alike, errors, quiet, telephone, words

TOLD = (
    "C'est une dame de quarante ans, en arrêt de travail depuis trois mois. "
    "Elle ne peut plus payer son loyer."
)


@pytest.fixture
def human():
    """Thirty sentences of a human voice; skipped where Debian's packages are missing, but by CI."""
    found = prompts(30)
    if not found:
        missing = f"La voix humaine manque : apt-get install {PACKAGES}"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(missing)
    assert len(found) == 30
    return found


def test_a_human_voice_is_heard(recogniser, human):
    wrong = total = 0.0
    for path, text in human:
        sound = np.concatenate([quiet(0.3), telephone(files.read(path)), quiet(0.8)])
        heard = recogniser.hear_now(sound)
        share = errors(text, heard.text)
        print(f"{share:.2f} ({heard.confidence:.2f}) {text} | {heard.text}")
        wrong, total = wrong + share * len(words(text)), total + len(words(text))
    print(f"word errors: {wrong / total:.1%}")
    assert wrong / total <= 0.30


def test_a_human_voice_is_noticed(human):
    for path, text in human:
        ear, sound = Ear(), np.concatenate([quiet(1), telephone(files.read(path)), quiet(1.5)])
        found = [said for frame in cut(sound) if (said := ear(frame))]
        assert found, text


def test_told_aloud_answered_aloud(running, recogniser, voice, tmp_path):
    """File → telephone → recognition → assistant → speech → telephone → recognition again."""
    files.write(tmp_path / "appelant.wav", np.concatenate([quiet(0.5), voice.say(TOLD), quiet(0.8)]))
    heard = recogniser.hear_now(
        telephone(files.read(tmp_path / "appelant.wav")), ["arrêt de travail", "loyer"]
    )
    assert errors(TOLD, heard.text) <= 0.25, heard

    async def ask():
        assistant = Assistant(Settings(url=running.url, token=running.token, turn=20))
        line, _ = await assistant.open("3646")
        return await line.tell("speech", text=heard.text, confidence=heard.confidence)

    plan = asyncio.run(ask())
    said = " ".join(say.text for say in plan.says)
    assert isinstance(plan.then, Gather) and "c'est bien cela" in said
    again = [
        recogniser.hear_now(telephone(np.concatenate([quiet(0.3), Voice().say(s.text), quiet(0.5)]))).text
        for s in plan.says
    ]
    understood = words(" ".join(again))
    assert sum(alike(word, understood) for word in words(said)) / len(words(said)) >= 0.7, again
