"""Keys typed one after the other → an answer."""

from __future__ import annotations

from typing import Optional

#: Milliseconds without a key after which a number is taken for whole.
PAUSE = 2_000
_AT_ONCE = "*"
_END = "#"


class Keys:
    """most: how many are expected; the answer comes with the last one, after # or a pause."""

    def __init__(self, most: int) -> None:
        self._most, self._typed, self._since = most, "", 0

    @property
    def begun(self) -> bool:
        """Whether something was typed that is not whole yet."""
        return bool(self._typed)

    def press(self, key: str) -> Optional[str]:
        """The answer that this key completes. « # » ends a number, and is itself when alone."""
        self._since = 0
        if key == _END or (key == _AT_ONCE and not self._typed):
            return self._take() or key
        self._typed += key
        return self._take() if len(self._typed) >= self._most else None

    def tick(self, elapsed: int) -> Optional[str]:
        """The answer that a pause completes."""
        self._since += elapsed
        return self._take() if self._typed and self._since >= PAUSE else None

    def _take(self) -> str:
        typed, self._typed = self._typed, ""
        return typed
