"""Keeps references from being guessed: too many unknown ones in a short time, and it waits."""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass, field
from typing import Callable

#: So many askers are remembered at once; beyond, the oldest are forgotten.
_MOST_ASKERS = 10_000


@dataclass
class Guard:
    """Counts misses of each asker in this process; hits never count.

    Attributes:
        misses: how many are allowed within `seconds`.
        clock: seconds, always growing.
    """

    misses: int
    seconds: float
    clock: Callable[[], float] = time.monotonic
    _seen: dict[str, deque[float]] = field(default_factory=dict, repr=False)

    def waits(self, asker: str) -> bool:
        """Whether this asker missed too often lately."""
        return len(self._recent(asker)) >= self.misses

    def missed(self, asker: str) -> None:
        """Count one more miss."""
        recent = self._recent(asker)
        recent.append(self.clock())
        self._seen.pop(asker, None)
        self._seen[asker] = recent
        while len(self._seen) > _MOST_ASKERS:
            self._seen.pop(next(iter(self._seen)))

    def _recent(self, asker: str) -> deque[float]:
        recent = self._seen.get(asker, deque(maxlen=self.misses))
        while recent and recent[0] <= self.clock() - self.seconds:
            recent.popleft()
        return recent
