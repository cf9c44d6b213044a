"""A sliding window: how often each asker did something lately, and how long it must wait."""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass, field
from typing import Callable

#: So many askers are remembered at once; beyond, the oldest are forgotten.
_MOST_ASKERS = 10_000


@dataclass
class Window:
    """Counts what each asker does, in this process.

    Attributes:
        most: how many times are allowed within `seconds`.
        clock: seconds, always growing.
    """

    most: int
    seconds: float
    clock: Callable[[], float] = time.monotonic
    _seen: dict[str, deque[float]] = field(default_factory=dict, repr=False)

    def wait(self, asker: str) -> float:
        """Seconds before this asker may do it once more; 0 when it may now."""
        recent = self._recent(asker)
        if len(recent) < self.most:
            return 0.0
        return recent[0] + self.seconds - self.clock()

    def count(self, asker: str) -> None:
        """Count once more."""
        recent = self._recent(asker)
        recent.append(self.clock())
        self._seen.pop(asker, None)
        self._seen[asker] = recent
        while len(self._seen) > _MOST_ASKERS:
            self._seen.pop(next(iter(self._seen)))

    def take(self, asker: str) -> float:
        """Count once more if it may; else the seconds to wait, and nothing is counted."""
        wait = self.wait(asker)
        if not wait:
            self.count(asker)
        return wait

    def _recent(self, asker: str) -> deque[float]:
        recent = self._seen.get(asker, deque(maxlen=self.most))
        while recent and recent[0] <= self.clock() - self.seconds:
            recent.popleft()
        return recent
