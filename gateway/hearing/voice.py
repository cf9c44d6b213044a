"""Is this a voice? Silero's detector, carried by the wheel of faster-whisper, fed as sound comes.

On a telephone it hesitates over a « oui » said alone (0.15 to 0.6) and over what is loud and is no
voice it does not (under 0.07: rings, keys, coughs, hiss). So what it half believes counts when it
stands out of the line's noise.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, List

import numpy as np

from gateway.hearing.loudness import Loudness
from gateway.sound.frames import RATE, Samples

#: Samples it judges at once, and those before that it wants to see again.
_WINDOW, _CONTEXT = 512, 64
WINDOW_MS = _WINDOW * 1000 // RATE
#: Likelihood from which a loud window counts, and what it counts for then.
_HALF_BELIEVED, LIKELY = 0.08, 0.3


@lru_cache(maxsize=1)
def _session() -> Any:
    from faster_whisper.vad import get_vad_model  # imports av and onnxruntime: a second

    return get_vad_model().session


class VoiceDetector:
    """The likelihood that each window of 32 ms holds a voice."""

    def __init__(self) -> None:
        self._session, self._loud = _session(), Loudness()
        self._left = np.zeros(0, dtype=np.float32)
        self._context = np.zeros(_CONTEXT, dtype=np.float32)
        self._h = np.zeros((1, 1, 128), dtype=np.float32)
        self._c = np.zeros((1, 1, 128), dtype=np.float32)

    def __call__(self, samples: Samples) -> List[float]:
        """0 to 1 for each window that is whole by now; the rest waits for the next call."""
        self._left = np.concatenate([self._left, samples])
        found = []
        while len(self._left) >= _WINDOW:
            window, self._left = self._left[:_WINDOW], self._left[_WINDOW:]
            found.append(self._judge(window))
        return found

    def _judge(self, window: Samples) -> float:
        given = np.concatenate([self._context, window])[None]
        found, self._h, self._c = self._session.run(
            None, {"input": given, "h": self._h, "c": self._c}
        )
        self._context = window[-_CONTEXT:]
        likelihood, loud = float(np.ravel(found)[0]), self._loud(window)
        return max(likelihood, LIKELY) if loud and likelihood >= _HALF_BELIEVED else likelihood
