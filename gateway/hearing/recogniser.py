"""Whisper base, one thread a call, away from the event loop."""

from __future__ import annotations

import asyncio
import math
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, Mapping, Protocol, Sequence

from gateway.hearing.model import find
from gateway.sound.frames import Samples

#: Above which Whisper itself doubts that this is speech; above which it repeats itself.
NO_SPEECH, REPEATS = 0.5, 2.4
#: Confidence of an answer that was expected, word for word, when Whisper is that sure it is speech.
EXPECTED, _CLEAR = 0.7, 0.3
_WORDS = re.compile(r"\w+")
#: The words every prompt begins with.
_SERVICE = "Service social de l'Assurance Maladie."
ENGINE: Mapping[str, str] = {
    "engine": "faster-whisper base int8",
    "version": version("faster-whisper"),
}


class Segment(Protocol):
    """What Whisper says of a part of the sound."""

    start: float
    end: float
    text: str
    avg_logprob: float
    no_speech_prob: float
    compression_ratio: float


@dataclass(frozen=True)
class Heard:
    """text: what was said, empty when nothing was. confidence: 0 to 1."""

    text: str = ""
    confidence: float = 0.0


def judge(segments: Sequence[Segment], hints: Sequence[str] = ()) -> Heard:
    """What to believe of what Whisper says.

    A segment it takes for silence is left out; one that repeats itself makes the whole doubtful.
    Confidence is the exponential of the mean log-probability, weighted by duration; that of a word
    or two is always low, so an answer that was expected word for word is believed.
    """
    kept = [one for one in segments if one.no_speech_prob <= NO_SPEECH and one.text.strip()]
    text = " ".join(one.text.strip() for one in kept)
    if not text:
        return Heard()
    if any(one.compression_ratio > REPEATS for one in kept):
        return Heard(text, 0.0)
    weights = [max(one.end - one.start, 0.1) for one in kept]
    mean = sum(w * one.avg_logprob for w, one in zip(weights, kept)) / sum(weights)
    confidence = min(1.0, math.exp(mean))
    clear = max(one.no_speech_prob for one in kept) <= _CLEAR
    if clear and _plain(text) in {_plain(hint) for hint in hints}:
        confidence = max(confidence, EXPECTED)
    return Heard(text, confidence)


def _plain(text: str) -> str:
    return " ".join(_WORDS.findall(text.lower()))


def prompt(hints: Sequence[str]) -> str:
    """The words to expect, as Whisper wants them: a sentence that could come before."""
    words = ", ".join(hints)
    return f"{_SERVICE} {words[:1].upper()}{words[1:]}." if words else _SERVICE


class Recogniser:
    """Raises ModelMissing when the model is not there."""

    def __init__(self, model: Path, at_once: int) -> None:
        from faster_whisper import WhisperModel  # a second to import

        folder = find(model)
        self._whisper: Any = WhisperModel(
            str(folder),
            device="cpu",
            compute_type="int8",
            cpu_threads=1,
            num_workers=at_once,
            local_files_only=True,
        )
        self._threads = ThreadPoolExecutor(at_once, thread_name_prefix="whisper")

    async def hear(self, samples: Samples, hints: Sequence[str] = ()) -> Heard:
        """What was said. samples: one utterance, at 16 kHz."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, self.hear_now, samples, hints)

    def hear_now(self, samples: Samples, hints: Sequence[str] = ()) -> Heard:
        """The same, at once, in the caller's thread."""
        segments, _ = self._whisper.transcribe(
            samples,
            language="fr",
            beam_size=5,
            temperature=0.0,
            no_repeat_ngram_size=3,
            condition_on_previous_text=False,
            initial_prompt=prompt(hints),
            vad_filter=False,
        )
        return judge(list(segments), hints)

    def close(self) -> None:
        """Let the threads go."""
        self._threads.shutdown(wait=False, cancel_futures=True)
