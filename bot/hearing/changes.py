"""What a stage of the repair does to a text: words heard, words read instead, and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Iterable


@dataclass(frozen=True)
class Change:
    """Characters `start` to `end` (excluded) of the text a stage was given become `read`.

    stage: « nombre », « sigle » or « son ». It holds words of a caller: never log it.
    """

    stage: str
    heard: str
    read: str
    start: int
    end: int


def change(stage: str, text: str, start: int, end: int, read: str) -> Change:
    """A change of `text`, with the words it replaces."""
    return Change(stage, text[start:end], read, start, end)


def apply(text: str, changes: Iterable[Change]) -> str:
    """`text` with its changes made; they do not overlap."""
    for c in sorted(changes, key=lambda c: -c.start):
        text = text[: c.start] + c.read + text[c.end :]
    return text
