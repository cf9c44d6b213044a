"""Sound for the tests: voices, silence, and words compared."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher

import numpy as np

from gateway.measures.lines import telephone
from gateway.sound.frames import RATE, Samples
from gateway.speech.voices import Voice

__all__ = ["VOICES", "alike", "errors", "quiet", "telephone", "words"]

VOICES = {"grave": Voice(pitch=0.85, speed=0.95), "vive": Voice(pitch=1.1, speed=1.05)}


def quiet(seconds: float) -> Samples:
    """Silence."""
    return np.zeros(int(seconds * RATE), dtype=np.float32)


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
