"""Sound inside the gateway: 16 kHz, one channel, float32 from -1 to 1, by frames of 20 ms.

Telephone lines are at 8 kHz (G.711): their sound is doubled on the way in, halved on the way out.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Samples = npt.NDArray[np.float32]
RATE = 16_000
FRAME_MS = 20
FRAME = RATE * FRAME_MS // 1000
SILENCE: Samples = np.zeros(FRAME, dtype=np.float32)
SILENCE.setflags(write=False)
_TAPS = 47


def from_pcm(pcm: bytes) -> Samples:
    """16-bit little-endian samples → floats."""
    return np.frombuffer(pcm, dtype="<i2").astype(np.float32) / 32768.0


def to_pcm(samples: Samples) -> bytes:
    """Floats → 16-bit little-endian samples; what is too loud is clipped."""
    return (np.clip(samples, -1.0, 1.0) * 32767.0).round().astype("<i2").tobytes()


def milliseconds(samples: Samples) -> int:
    """How long it lasts."""
    return len(samples) * 1000 // RATE


def cut(samples: Samples) -> list[Samples]:
    """Frames of 20 ms; the last one is filled with silence."""
    missing = -len(samples) % FRAME
    whole = np.concatenate([samples, np.zeros(missing, dtype=np.float32)])
    return list(whole.reshape(-1, FRAME))


class Doubler:
    """8 kHz → 16 kHz, frame after frame without a click (it keeps the end of the last one)."""

    def __init__(self) -> None:
        self._filter = 2.0 * _lowpass()
        self._tail = np.zeros(_TAPS - 1, dtype=np.float32)

    def __call__(self, samples: Samples) -> Samples:
        """Twice as many samples."""
        spread = np.zeros(2 * len(samples), dtype=np.float32)
        spread[::2] = samples
        whole = np.concatenate([self._tail, spread])
        self._tail = whole[-(_TAPS - 1) :]
        return np.convolve(whole, self._filter, "valid").astype(np.float32)


class Halver:
    """16 kHz → 8 kHz, frame after frame; what 8 kHz cannot carry is filtered out."""

    def __init__(self) -> None:
        self._filter = _lowpass()
        self._tail = np.zeros(_TAPS - 1, dtype=np.float32)

    def __call__(self, samples: Samples) -> Samples:
        """Half as many samples. `samples` has an even length."""
        whole = np.concatenate([self._tail, samples])
        self._tail = whole[-(_TAPS - 1) :]
        return np.convolve(whole, self._filter, "valid")[::2].astype(np.float32)


def _lowpass() -> Samples:
    """A filter (Blackman) that lets what is under 3.7 kHz through, at 16 kHz."""
    n = np.arange(_TAPS) - (_TAPS - 1) / 2
    taps = np.sinc(2 * 3700 / RATE * n) * np.blackman(_TAPS)
    return (taps / taps.sum()).astype(np.float32)
