"""What lines make of a voice: the telephone's band and coding, and noise."""

from __future__ import annotations

import numpy as np
from aiortp import get_codec

from gateway.sound.frames import RATE, Doubler, Halver, Samples, cut, from_pcm, to_pcm

_LOW, _HIGH = 300, 3400
_PCMA = 8


def telephone(samples: Samples) -> Samples:
    """Through G.711 (A-law) at 8 kHz, frame after frame."""
    codec, half, double = get_codec(_PCMA), Halver(), Doubler()
    frames = [from_pcm(codec.decode(codec.encode(to_pcm(half(f))))) for f in cut(samples)]
    return np.concatenate([double(frame) for frame in frames])


def hiss(samples: Samples, decibels: float) -> Samples:
    """Pink noise added, so many decibels under the speech."""
    random = np.random.default_rng(7)
    spectrum = np.fft.rfft(random.standard_normal(len(samples)))
    spectrum[1:] /= np.sqrt(np.arange(1, len(spectrum)))
    frequencies = np.fft.rfftfreq(len(samples), 1 / RATE)
    spectrum[(frequencies < _LOW) | (frequencies > _HIGH)] = 0
    noise = np.fft.irfft(spectrum, len(samples))
    active = samples[np.abs(samples) > 0.05 * np.abs(samples).max()]
    gain = np.sqrt(np.mean(active**2) / np.mean(noise**2) / 10 ** (decibels / 10))
    return (samples + gain * noise).astype(np.float32)
