"""Is this a voice? Silero's detector, carried by the wheel of faster-whisper, fed as sound comes."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, List

import numpy as np

from gateway.sound.frames import RATE, Samples

#: Samples it judges at once, and those before that it wants to see again.
_WINDOW, _CONTEXT = 512, 64
WINDOW_MS = _WINDOW * 1000 // RATE


@lru_cache(maxsize=1)
def _session() -> Any:
    from faster_whisper.vad import get_vad_model  # imports av and onnxruntime: a second

    return get_vad_model().session


class VoiceDetector:
    """The likelihood that each window of 32 ms holds a voice."""

    def __init__(self) -> None:
        self._session = _session()
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
        return float(np.ravel(found)[0])
