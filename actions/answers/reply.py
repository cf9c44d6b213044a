"""What goes back to the channel: a text for people, a payload for programs, answers to touch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Mapping, Optional


@dataclass(frozen=True)
class Reply:
    """One message of the assistant.

    text: safe Markdown for people. payload: the JSON object of the contract, or None.
    buttons: what may be answered by touch, each the very words that are sent back.
    """

    text: str
    payload: Optional[Mapping[str, Any]] = None
    buttons: tuple[str, ...] = ()
