"""When somebody starts and stops speaking, from the likelihood of a voice: no sound here, only time."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Optional


class Edge(Enum):
    """What just happened."""

    STARTED = "started"
    ENDED = "ended"
    #: What had started was too short to be a word.
    DROPPED = "dropped"


@dataclass(frozen=True)
class Thresholds:
    """start, stop: likelihoods above which a voice starts, below which it stops.

    onset: milliseconds of voice before it counts. pause: of silence before it is over.
    shortest: of voice under which nothing was said. longest: after which it is cut.
    """

    start: float = 0.3
    stop: float = 0.15
    onset: int = 60
    pause: int = 800
    shortest: int = 90
    longest: int = 60_000


class Endpoint:
    """Fed with a likelihood every `step` milliseconds."""

    def __init__(self, thresholds: Thresholds, step: int) -> None:
        self._t, self._step = thresholds, step
        self.speaking = False
        #: Milliseconds of voice since it started; of silence since the last voice; in all.
        self.voiced = self.quiet = self.lasted = 0
        self._run = 0

    def __call__(self, likelihood: float) -> Optional[Edge]:
        """What that window changes."""
        if not self.speaking:
            return self._before(likelihood)
        self.lasted += self._step
        if likelihood >= self._t.start:
            self.voiced, self.quiet = self.voiced + self._step, 0
        elif likelihood < self._t.stop or self.quiet:
            self.quiet += self._step
        if self.quiet >= self._t.pause or self.lasted >= self._t.longest:
            self.speaking = False
            return Edge.ENDED if self.voiced >= self._t.shortest else Edge.DROPPED
        return None

    def _before(self, likelihood: float) -> Optional[Edge]:
        self._run = self._run + self._step if likelihood >= self._t.start else 0
        if self._run < self._t.onset:
            return None
        self.speaking, self.voiced, self.lasted = True, self._run, self._run
        self.quiet = self._run = 0
        return Edge.STARTED
