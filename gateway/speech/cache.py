"""What was said is kept in memory, a little: welcome, questions and reminders come again all day.

Nothing is written anywhere. What comes once (the facts of somebody) is soon pushed out.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor

from gateway.sound.frames import Samples
from gateway.speech.voices import Voice

_KEPT = 200


class Speech:
    """A voice and what it said last."""

    def __init__(self, voice: Voice, kept: int = _KEPT) -> None:
        self._voice, self._kept = voice, kept
        self._said: OrderedDict[tuple[str, bool], Samples] = OrderedDict()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="voix")

    async def say(self, text: str, slow: bool = False) -> Samples:
        """`text` aloud, from memory when it was said not long ago."""
        key = text, slow
        if key not in self._said:
            loop = asyncio.get_running_loop()
            self._said[key] = await loop.run_in_executor(
                self._thread, self._voice.say, text, slow
            )
        self._said.move_to_end(key)
        while len(self._said) > self._kept:
            self._said.popitem(last=False)
        return self._said[key]

    def close(self) -> None:
        """Let the thread go."""
        self._thread.shutdown(wait=False, cancel_futures=True)
