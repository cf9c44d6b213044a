"""The recording of a call, for demonstrations only: off unless a folder was given."""

from __future__ import annotations

from pathlib import Path
from typing import List

import numpy as np

from gateway.sound.files import write
from gateway.sound.frames import Samples


class Recording:
    """Two channels of the same length: the caller on the left, the assistant on the right."""

    def __init__(self) -> None:
        self._caller: List[Samples] = []
        self._assistant: List[Samples] = []

    def add(self, caller: Samples, assistant: Samples) -> None:
        """A frame of each."""
        self._caller.append(caller)
        self._assistant.append(assistant)

    def keep(self, path: Path) -> None:
        """Write what was said until now; nothing when nothing was."""
        if self._caller:
            write(path, np.concatenate(self._caller), np.concatenate(self._assistant))
