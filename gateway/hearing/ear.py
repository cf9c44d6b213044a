"""What a caller says, cut into utterances, from frames of 20 ms."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Deque, List, Optional

import numpy as np

from gateway.hearing.endpoint import Edge, Endpoint, Thresholds
from gateway.hearing.voice import WINDOW_MS, VoiceDetector
from gateway.sound.frames import FRAME_MS, Samples, milliseconds

#: Milliseconds kept before a voice is noticed: « oui » starts softly.
_BEFORE = 700


@dataclass(frozen=True)
class Utterance:
    """What was said, from a little before to the pause after."""

    samples: Samples

    @property
    def milliseconds(self) -> int:
        """How long it lasts, pauses included."""
        return milliseconds(self.samples)

    def __add__(self, other: "Utterance") -> "Utterance":
        return Utterance(np.concatenate([self.samples, other.samples]))


class Ear:
    """Listens all the time; whoever owns it decides what to make of what it hears."""

    def __init__(self, thresholds: Thresholds = Thresholds()) -> None:  # noqa: B008  (frozen)
        self._detector, self._thresholds = VoiceDetector(), thresholds
        self._endpoint = Endpoint(thresholds, WINDOW_MS)
        self._before: Deque[Samples] = deque(maxlen=_BEFORE // FRAME_MS)
        self._said: List[Samples] = []

    @property
    def speaking(self) -> bool:
        """Whether somebody is."""
        return self._endpoint.speaking

    @property
    def voiced(self) -> int:
        """Milliseconds of voice since they started."""
        return self._endpoint.voiced if self.speaking else 0

    def forget(self) -> None:
        """Whatever is being said is not for us."""
        self._endpoint = Endpoint(self._thresholds, WINDOW_MS)
        self._said = []

    def __call__(self, frame: Samples) -> Optional[Utterance]:
        """The utterance that this frame ends, if it ends one."""
        (self._said if self.speaking else self._before).append(frame)
        for likelihood in self._detector(frame):
            edge = self._endpoint(likelihood)
            if edge is Edge.STARTED:
                self._said = list(self._before)
                self._before.clear()
            elif edge is not None:
                said, self._said = self._said, []
                self._before.extend(said[-self._before.maxlen :] if self._before.maxlen else ())
                if edge is Edge.ENDED:
                    return Utterance(np.concatenate(said))
        return None
