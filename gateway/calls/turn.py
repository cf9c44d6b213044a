"""One turn of a call, frame after frame: sentences are said, then the caller is listened to.

Knows neither line nor recognition: a frame of sound and keys in, a frame of sound out, and sometimes
what it came to. Time is that of the sound, so that tests need no clock.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Deque, Optional, Sequence, Union

from gateway.actions import Gather
from gateway.calls.keys import Keys
from gateway.hearing.ear import Ear, Utterance
from gateway.sound.frames import FRAME_MS, SILENCE, Samples, cut

#: Milliseconds of voice that cut a sentence short: less is a cough, or « hm ».
BARGE_IN = 200
#: Frames of silence between two sentences.
_GAP = 10


@dataclass(frozen=True)
class Said:
    """The caller spoke. cut: whether they cut in; played: milliseconds that were said until then."""

    utterance: Utterance
    cut: bool
    played: int


@dataclass(frozen=True)
class Typed:
    """The caller typed."""

    digits: str


@dataclass(frozen=True)
class Silent:
    """Nothing came in time."""


@dataclass(frozen=True)
class Resumed:
    """The caller, who was believed to be done, goes on speaking."""


@dataclass(frozen=True)
class Finished:
    """All was said, and nothing is awaited."""


Outcome = Union[Said, Typed, Silent, Resumed, Finished]


class Turn:
    """gather: what is awaited once all is said; None when nothing is (a transfer, a hang-up)."""

    def __init__(self, ear: Ear, gather: Optional[Gather], keys: Sequence[str] = ()) -> None:
        self._ear, self._gather = ear, gather
        self._keys = Keys(gather.keys if gather else 1)
        self._pressed: Deque[str] = deque(keys)
        self._frames: Deque[tuple[Samples, bool]] = deque()
        self._whole = False
        self._waited = self._played = 0
        self._cut = self._held = self._resumed = False
        self._interruptible = True

    def add(self, clip: Samples, barge_in: bool = True) -> None:
        """Something more to say."""
        if self._cut:
            return
        if self._frames or self._played:
            self._frames.extend((SILENCE, True) for _ in range(_GAP))
        self._frames.extend((frame, barge_in) for frame in cut(clip))

    def complete(self) -> None:
        """There is nothing more to say."""
        self._whole = True

    def hold(self) -> None:
        """What was said is being recognised: nothing is awaited, but that the caller goes on."""
        self._held, self._resumed = True, False

    def release(self) -> None:
        """It was no speech: what was awaited still is."""
        self._held = False

    @property
    def playing(self) -> bool:
        """Whether something is being said, or about to be."""
        return bool(self._frames) or not self._whole

    def tick(self, heard: Samples, keys: Sequence[str] = ()) -> tuple[Samples, Optional[Outcome]]:
        """A frame of the caller → a frame to send, and what it came to, if it came to something."""
        utterance = self._ear(heard)
        self._pressed.extend(keys)
        frame = self._next()
        return frame, self._outcome(utterance)

    # ------------------------------------------------------------------ what is said
    def _next(self) -> Samples:
        if not self._frames:
            self._interruptible = True
            return SILENCE
        frame, self._interruptible = self._frames.popleft()
        self._played += FRAME_MS
        return frame

    def _cut_short(self) -> None:
        self._frames.clear()
        self._cut = self._whole = True

    # ------------------------------------------------------------------ what is heard
    def _outcome(self, utterance: Optional[Utterance]) -> Optional[Outcome]:
        if self._gather is None:
            self._pressed.clear()
            return None if self.playing else Finished()
        if self.playing and not self._interruptible:
            if utterance is None and self._ear.speaking and not self._nearly_said():
                self._ear.forget()  # nobody is listened to while an emergency number is said
            return None
        return self._typed() or self._spoken(utterance) or self._silent()

    def _nearly_said(self) -> bool:
        """Whether what cannot be cut is about to end: what starts then is an answer."""
        return self._whole and len(self._frames) * FRAME_MS < 500

    def _typed(self) -> Optional[Outcome]:
        while self._pressed:
            if self.playing:
                self._cut_short()
            digits = self._keys.press(self._pressed.popleft())
            if digits:
                return Typed(digits)
        digits = self._keys.tick(FRAME_MS)
        return Typed(digits) if digits else None

    def _spoken(self, utterance: Optional[Utterance]) -> Optional[Outcome]:
        if self.playing and self._ear.voiced >= BARGE_IN:
            self._cut_short()
        if self._held and self._ear.speaking and not self._resumed:
            self._resumed = True
            return Resumed()
        if utterance is None or self.playing:
            return None
        self._held = False
        return Said(utterance, self._cut, self._played)

    def _silent(self) -> Optional[Outcome]:
        if self.playing or self._held or self._ear.speaking or self._keys.begun:
            return None
        self._waited += FRAME_MS
        if self._gather is None or self._waited < self._gather.wait:
            return None
        self._waited = 0
        return Silent()

