"""Words out of utterances: what Whisper says of them, and how far it is to be believed."""

from __future__ import annotations

import asyncio
import math
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Mapping, Sequence

import numpy as np

from gateway.hearing.model import find
from gateway.hearing.whisper import LONGEST, Transcripts, Whisper
from gateway.sound.frames import RATE, Samples

#: Above which Whisper itself doubts that this is speech; above which it repeats itself.
NO_SPEECH, REPEATS = 0.5, 2.4
#: Other transcripts that are handed on.
_OTHERS = 4
#: The words every prompt begins with.
_SERVICE = "Service social de l'Assurance Maladie."
_WORDS = re.compile(r"\w+")
ENGINE: Mapping[str, str] = {
    "engine": "faster-whisper base int8",
    "version": version("faster-whisper"),
}


@dataclass(frozen=True)
class Heard:
    """text: what was said, empty when nothing was. confidence: 0 to 1.

    others: other transcripts, the likeliest first.
    """

    text: str = ""
    confidence: float = 0.0
    others: tuple[str, ...] = ()


def judge(said: Transcripts) -> Heard:
    """What to believe: nothing when it is no speech; nothing surely when it repeats itself.

    Confidence is the exponential of the mean log-probability.
    """
    if said.silence > NO_SPEECH or not said.found:
        return Heard()
    first, *rest = said.found
    plain = list(dict.fromkeys(_plain(one.text) for one in said.found))
    texts = {_plain(one.text): one.text for one in reversed(rest)}
    others = tuple(texts[words] for words in plain[1 : 1 + _OTHERS] if words)
    if first.repetition > REPEATS:
        return Heard(first.text, 0.0, others)
    return Heard(first.text, min(1.0, math.exp(first.logprob)), others)


def together(parts: Sequence[Heard]) -> Heard:
    """The parts of a long speech as one: as sure as the least sure."""
    told = [part for part in parts if part.text]
    if len(told) < 2:
        return told[0] if told else Heard()
    return Heard(" ".join(part.text for part in told), min(part.confidence for part in told))


def prompt(hints: Sequence[str]) -> str:
    """The words to expect, as Whisper wants them: a sentence that could come before."""
    words = ", ".join(hints)
    return f"{_SERVICE} {words[:1].upper()}{words[1:]}." if words else _SERVICE


class Recogniser:
    """Away from the event loop. Raises ModelMissing when the model is not there."""

    def __init__(self, model: Path, at_once: int) -> None:
        self._whisper = Whisper(find(model), at_once)
        self._threads = ThreadPoolExecutor(at_once, thread_name_prefix="whisper")

    async def hear(self, samples: Samples, hints: Sequence[str] = ()) -> Heard:
        """What was said. samples: one utterance, at 16 kHz."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, self.hear_now, samples, hints)

    def hear_now(self, samples: Samples, hints: Sequence[str] = ()) -> Heard:
        """The same, at once, in the caller's thread."""
        asked = prompt(hints)
        parts = halves(samples)
        return together([judge(self._whisper.hear(part, asked)) for part in parts])

    def close(self) -> None:
        """Let the threads go."""
        self._threads.shutdown(wait=False, cancel_futures=True)


def halves(samples: Samples) -> list[Samples]:
    """Sound in parts of at most half a minute, cut where it is the most quiet."""
    if len(samples) <= LONGEST * RATE:
        return [samples]
    window = RATE // 5
    from_, to = (LONGEST - 10) * RATE, LONGEST * RATE - window
    levels = [float(np.abs(samples[i : i + window]).mean()) for i in range(from_, to, window // 2)]
    at = from_ + int(np.argmin(levels)) * (window // 2) + window // 2
    return [samples[:at], *halves(samples[at:])]


def _plain(text: str) -> str:
    return " ".join(_WORDS.findall(text.lower()))
