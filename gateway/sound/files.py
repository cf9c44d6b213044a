"""WAV files of 16 bits: read at 8 or 16 kHz, written at 16, one or two channels."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np

from gateway.sound.frames import RATE, Doubler, Samples, from_pcm, to_pcm


def read(path: Path) -> Samples:
    """A file of 8 or 16 kHz, one channel, as sound. Raises ValueError for any other."""
    with wave.open(str(path), "rb") as file:
        kind = file.getnchannels(), file.getsampwidth(), file.getframerate()
        samples = from_pcm(file.readframes(file.getnframes()))
    if kind == (1, 2, RATE):
        return samples
    if kind == (1, 2, RATE // 2):
        return Doubler()(samples)
    raise ValueError(f"{path.name} : il faut du WAV 16 bits, une voie, à 8 ou 16 kHz.")


def write(path: Path, *channels: Samples) -> None:
    """Write one or two channels of 16 kHz; the shorter is filled with silence."""
    path.parent.mkdir(parents=True, exist_ok=True)
    longest = max(len(channel) for channel in channels)
    filled = [np.pad(channel, (0, longest - len(channel))) for channel in channels]
    with wave.open(str(path), "wb") as file:
        file.setnchannels(len(channels))
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(to_pcm(np.stack(filled, axis=1).reshape(-1)))
