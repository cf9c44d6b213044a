"""Whisper, as a telephone needs it: one utterance of at most half a minute, its likeliest transcripts.

The model always looks at thirty seconds. For a sentence, looking at five more than it lasts costs
half as much and hears as well; a word or two needs the thirty (both measured: docs/figures.md).
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, List, Sequence

import numpy as np

from gateway.sound.frames import RATE, Samples

#: Seconds the model looks at; windows of 10 ms in them.
LONGEST = 30
_WINDOWS = 3000
#: A sentence lasts longer than that; what is looked at after it; both in windows of 10 ms.
_SENTENCE, _AFTER = 400, 500
_BEAM, _NO_REPEAT = 5, 3
#: Tokens of a transcript at most; of a prompt.
_TOKENS, _PROMPT = 200, 200


@dataclass(frozen=True)
class Transcript:
    """text; logprob: mean of its tokens, its end included; repetition: how well it is compressed."""

    text: str
    logprob: float
    repetition: float


@dataclass(frozen=True)
class Transcripts:
    """The likeliest first; silence: how much this looks like no speech at all, 0 to 1."""

    found: Sequence[Transcript]
    silence: float


class Whisper:
    """folder: of a model that CTranslate2 reads. at_once: utterances recognised together."""

    def __init__(self, folder: Path, at_once: int) -> None:
        from faster_whisper import WhisperModel  # a second to import
        from faster_whisper.tokenizer import Tokenizer

        self._whole: Any = WhisperModel(
            str(folder),
            device="cpu",
            compute_type="int8",
            cpu_threads=1,
            num_workers=at_once,
            local_files_only=True,
        )
        self._tokens = Tokenizer(self._whole.hf_tokenizer, True, task="transcribe", language="fr")

    def hear(self, samples: Samples, prompt: str) -> Transcripts:
        """What is said in at most half a minute; the rest is not listened to."""
        encoded = self._whole.encode(self._features(samples[: LONGEST * RATE]))
        asked = self._tokens.encode(f" {prompt}")[-_PROMPT:]
        started = self._whole.get_prompt(self._tokens, asked, without_timestamps=True)
        result = self._whole.model.generate(
            encoded,
            [started],
            beam_size=_BEAM,
            num_hypotheses=_BEAM,
            no_repeat_ngram_size=_NO_REPEAT,
            max_length=len(started) + _TOKENS,
            suppress_blank=True,
            suppress_tokens=[-1],
            return_scores=True,
            return_no_speech_prob=True,
        )[0]
        found = [
            self._transcript(tokens, score)
            for tokens, score in zip(result.sequences_ids, result.scores)
        ]
        return Transcripts([one for one in found if one.text], result.no_speech_prob)

    def _features(self, samples: Samples) -> np.ndarray:
        features = self._whole.feature_extractor(samples)[:, :_WINDOWS]
        lasts = features.shape[1]
        looked_at = _WINDOWS if lasts <= _SENTENCE else min(_WINDOWS, lasts + _AFTER)
        looked_at += looked_at % 2
        return np.pad(features, ((0, 0), (0, looked_at - lasts)))

    def _transcript(self, tokens: List[int], score: float) -> Transcript:
        text = self._tokens.decode(tokens).strip()
        data = text.encode()
        repetition = len(data) / len(zlib.compress(data)) if data else 0.0
        return Transcript(text, score * len(tokens) / (len(tokens) + 1), repetition)
