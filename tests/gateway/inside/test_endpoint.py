from __future__ import annotations

import numpy as np
import pytest

from gateway.hearing.ear import Ear
from gateway.hearing.endpoint import Edge, Endpoint, Thresholds
from gateway.sound.frames import RATE, cut
from tests.gateway.inside.sounds import quiet, telephone

STEP = 32


def edges(likelihoods, **thresholds):
    endpoint = Endpoint(Thresholds(**thresholds), STEP)
    return [(i * STEP, edge) for i, p in enumerate(likelihoods) if (edge := endpoint(p))]


def test_a_voice_starts_then_ends_after_the_pause():
    found = edges([0.0] * 5 + [0.9] * 20 + [0.0] * 40)
    assert [edge for _, edge in found] == [Edge.STARTED, Edge.ENDED]
    assert found[1][0] - 25 * STEP == pytest.approx(800, abs=2 * STEP)


def test_breathing_between_words_ends_nothing():
    said = ([0.9] * 10 + [0.0] * 20) * 3
    assert [edge for _, edge in edges(said + [0.0] * 30)] == [Edge.STARTED, Edge.ENDED]


def test_one_window_alone_is_no_voice():
    assert edges([0.0, 0.9, 0.0, 0.9, 0.0] * 10) == []


def test_too_short_is_dropped():
    assert [e for _, e in edges([0.9, 0.9] + [0.0] * 40, shortest=100)] == [Edge.STARTED, Edge.DROPPED]


def test_who_never_stops_is_cut():
    found = edges([0.9] * 400, longest=5_000)
    assert [edge for _, edge in found][:2] == [Edge.STARTED, Edge.ENDED]
    assert found[1][0] <= 5_200


def hears(samples):
    ear = Ear()
    return [said for frame in cut(samples) if (said := ear(frame))]


@pytest.mark.parametrize("text", ["oui", "non", "je ne sais pas", "la fiche", "au revoir", "service social"])
def test_short_answers_are_heard_once(voice, text):
    said = voice.say(text)
    found = hears(telephone(np.concatenate([quiet(1), said, quiet(1.5)])))
    assert len(found) == 1
    assert len(said) <= len(found[0].samples) <= len(said) + 2 * RATE


def test_the_first_word_is_whole(voice):
    said = voice.say("alors voilà, c'est une dame de quarante ans")
    (found,) = hears(telephone(np.concatenate([quiet(2), said, quiet(1.5)])))
    start = np.flatnonzero(np.abs(found.samples) > 0.02)[0]
    assert start > RATE // 50  # something quiet comes before: nothing was cut off


def random(seconds):
    return np.random.default_rng(3).standard_normal(int(seconds * RATE)).astype(np.float32)


t = np.arange(RATE) / RATE
NOISES = {
    "sonnerie": 0.4 * np.sin(2 * np.pi * 440 * t),
    "touche": np.tile(0.3 * np.sin(2 * np.pi * 770 * t[:3200]) + 0.3 * np.sin(2 * np.pi * 1336 * t[:3200]), 3),
    "toux": random(0.25) * np.exp(-np.arange(RATE // 4) / 600) * 0.5,
    "souffle": random(1) * 0.05,
    "choc": np.concatenate([np.ones(50) * 0.8, np.zeros(3000)]),
    "silence": np.zeros(RATE),
}


@pytest.mark.parametrize("noise", sorted(NOISES))
def test_what_is_no_voice_is_not_heard(noise):
    sound = NOISES[noise].astype(np.float32)
    assert hears(telephone(np.concatenate([quiet(1), sound, quiet(1.5)]))) == []
