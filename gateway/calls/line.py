"""What a call needs of a telephone line."""

from __future__ import annotations

from typing import Callable, Protocol, Sequence

from gateway.sound.frames import Samples

#: A frame heard and the keys pressed → the frame to send.
OnFrame = Callable[[Samples, Sequence[str]], Samples]


class PhoneLine(Protocol):
    """A line somebody is on, whose clock gives and takes a frame every 20 ms."""

    def listen(self, on_frame: OnFrame) -> None:
        """Start the clock."""

    async def transfer(self, to: str) -> bool:
        """Hand the caller over; whether somebody took them."""

    def hang_up(self) -> None:
        """End the call."""
