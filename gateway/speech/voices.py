"""Pico, the French voice of 5 MB that py-nanotts carries: dated, plain, and quick enough to be live."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gateway.sound.frames import RATE, Samples, from_pcm

#: « plus lentement »: what is to be noted down.
SLOW = 0.75


@dataclass(frozen=True)
class Voice:
    """pitch, speed: 1 as it comes."""

    pitch: float = 1.0
    speed: float = 1.0

    def say(self, text: str, slow: bool = False) -> Samples:
        """`text` aloud. Raises RuntimeError when the voice gives no sound."""
        from py_nanotts import NanoTTS

        speed = self.speed * (SLOW if slow else 1.0)
        pcm = NanoTTS().speak(text, voice="fr-FR", speed=speed, pitch=self.pitch, volume=1.0)
        samples = from_pcm(pcm)
        if not len(samples):
            raise RuntimeError("La voix n'a rien dit.")
        return _within(samples)


def _within(samples: Samples) -> Samples:
    """Short silences at both ends, the loudest sound at 70 %."""
    loud = np.flatnonzero(np.abs(samples) > 0.01)
    if len(loud):
        margin = RATE // 20
        samples = samples[max(0, loud[0] - margin) : loud[-1] + margin]
    return (samples * (0.7 / max(float(np.abs(samples).max()), 1e-4))).astype(np.float32)
