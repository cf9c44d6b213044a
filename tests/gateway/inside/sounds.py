"""Sound for the tests: voices, what a telephone makes of them, noise, and words compared."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher

import numpy as np
from aiortp import get_codec

from gateway.sound.frames import RATE, Doubler, Halver, Samples, cut, from_pcm, to_pcm
from gateway.speech.voices import Voice

VOICES = {"grave": Voice(pitch=0.85, speed=0.95), "vive": Voice(pitch=1.1, speed=1.05)}


def quiet(seconds: float) -> Samples:
    """Silence."""
    return np.zeros(int(seconds * RATE), dtype=np.float32)


def telephone(samples: Samples) -> Samples:
    """Through G.711 (A-law) at 8 kHz, frame after frame."""
    codec, half, double = get_codec(8), Halver(), Doubler()
    frames = [from_pcm(codec.decode(codec.encode(to_pcm(half(f))))) for f in cut(samples)]
    return np.concatenate([double(frame) for frame in frames])


def hiss(samples: Samples, decibels: float) -> Samples:
    """Pink noise added, so many decibels under the speech."""
    random = np.random.default_rng(7)
    spectrum = np.fft.rfft(random.standard_normal(len(samples)))
    spectrum[1:] /= np.sqrt(np.arange(1, len(spectrum)))
    frequencies = np.fft.rfftfreq(len(samples), 1 / RATE)
    spectrum[(frequencies < 300) | (frequencies > 3400)] = 0
    noise = np.fft.irfft(spectrum, len(samples))
    active = samples[np.abs(samples) > 0.05 * np.abs(samples).max()]
    gain = np.sqrt(np.mean(active**2) / np.mean(noise**2) / 10 ** (decibels / 10))
    return (samples + gain * noise).astype(np.float32)


def words(text: str) -> list[str]:
    """Words without accents nor punctuation."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("’", "'"))
    return re.findall(r"[a-z0-9]+", "".join(c for c in plain if not unicodedata.combining(c)))


def errors(said: str, heard: str) -> float:
    """Word errors (substituted, left out, added) over the words said."""
    a, b = words(said), words(heard)
    row = list(range(len(b) + 1))
    for i, word in enumerate(a, 1):
        previous, row[0] = row[0], i
        for j, other in enumerate(b, 1):
            cost = previous + (word != other)
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, cost)
    return row[-1] / max(1, len(a))


def alike(word: str, others: list[str]) -> bool:
    """Whether something close to a word is there."""
    return any(SequenceMatcher(None, word, other).ratio() >= 0.75 for other in others)
