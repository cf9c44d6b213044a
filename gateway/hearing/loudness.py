"""How much louder than the line's own noise a sound is."""

from __future__ import annotations

import numpy as np

from gateway.sound.frames import Samples

#: Times louder than the noise (about 15 dB), and loudest noise that may be believed to be one.
_LOUD, _MOST_NOISE = 5.5, 0.02
#: A quiet line carries at least that much noise.
_LEAST = 0.0008
#: How quickly the noise is believed to be louder, and to be softer, window after window.
_RISE, _FALL = 1.02, 0.3


class Loudness:
    """Fed with windows of sound, one after the other."""

    def __init__(self) -> None:
        self._noise = _LEAST

    def __call__(self, window: Samples) -> bool:
        """Whether it stands out of the noise."""
        level = float(np.sqrt(np.mean(np.square(window)))) if len(window) else 0.0
        if level < self._noise:
            self._noise += (level - self._noise) * _FALL
        else:
            self._noise = min(self._noise * _RISE, level)
        self._noise = min(max(self._noise, _LEAST), _MOST_NOISE)
        return level > self._noise * _LOUD
