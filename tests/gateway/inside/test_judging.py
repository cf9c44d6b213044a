from __future__ import annotations

import math

import numpy as np
import pytest

from gateway.hearing.recogniser import Heard, halves, judge, prompt, together
from gateway.hearing.whisper import Transcript, Transcripts
from gateway.sound.frames import RATE
from tests.gateway.inside.sounds import errors, quiet, telephone


def said(*texts, logprob=-0.2, silence=0.05, repetition=1.0):
    found = [Transcript(text, logprob - 0.1 * rank, repetition) for rank, text in enumerate(texts)]
    return Transcripts(found, silence)


def test_confidence_is_that_of_the_likeliest():
    heard = judge(said("Non merci.", "Merci.", logprob=math.log(0.8)))
    assert heard == Heard("Non merci.", pytest.approx(0.8), ("Merci.",))


def test_what_looks_like_silence_says_nothing():
    assert judge(said("C'est la première fois.", silence=0.6)) == Heard()
    assert judge(Transcripts([], 0.1)) == Heard()


def test_what_repeats_itself_is_not_believed():
    assert judge(said("la la la la", repetition=3.0)).confidence == 0.0


def test_the_same_words_otherwise_written_are_no_other_transcript():
    assert judge(said("Oui.", "oui !", "Oui", "Un.")).others == ("Un.",)


def test_a_long_speech_is_as_sure_as_its_least_sure_part():
    whole = together([Heard("une dame", 0.9), Heard(), Heard("de quarante ans", 0.6)])
    assert whole == Heard("une dame de quarante ans", 0.6)
    assert together([]) == Heard()


def test_the_prompt_is_the_words_expected():
    assert prompt(["oui", "non"]).endswith("Oui, non.")
    assert prompt([]) == "Service social de l'Assurance Maladie."


def test_a_long_speech_is_cut_where_nobody_speaks():
    loud = np.full(RATE * 25, 0.3, dtype=np.float32)
    parts = halves(np.concatenate([loud, quiet(1), loud, quiet(1), loud]))
    assert [round(len(part) / RATE) for part in parts] == [25, 26, 26]
    assert sum(map(len, parts)) == RATE * 77
    assert all(np.abs(part[-RATE // 20 :]).max() == 0 for part in parts[:-1])


# ------------------------------------------------------------------ the real model
def test_silence_and_noise_say_nothing(recogniser):
    """Voice detection stops them before; were it to fail, no sentence is invented with confidence."""
    noise = (np.random.default_rng(5).standard_normal(RATE * 2) * 0.05).astype(np.float32)
    for sound in (quiet(2), noise):
        heard = recogniser.hear_now(telephone(sound), ["oui", "non"])
        assert not heard.text or heard.confidence < 0.55, heard


def test_a_sentence_is_heard(recogniser, voice):
    said = "C'est une dame en arrêt de travail, elle ne peut plus payer son loyer."
    sound = telephone(np.concatenate([quiet(0.5), voice.say(said), quiet(0.8)]))
    heard = recogniser.hear_now(sound, ["arrêt de travail", "loyer"])
    assert errors(said, heard.text) <= 0.25 and heard.confidence > 0.55
