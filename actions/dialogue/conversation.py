"""The state of one conversation between two messages."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Optional

from actions.answers.reply import Reply
from bot.situation import Situation


@dataclass(frozen=True)
class Conversation:
    """What is remembered.

    Attributes:
        situation: the log of what was said of the person.
        attendu: the fact just asked, whose answer is awaited.
        orientation: the last one given.
        reference: short code of the last decision.
        urgences: emergencies already answered.
        lieux: départements between which a town's name hesitates.
        incompris: messages in a row that said nothing usable.
        prudence: whether emergency numbers were recalled on a mere doubt.
        discretion: whether the partner was told that identifiers are not kept.
    """

    situation: Situation = Situation()
    attendu: Optional[str] = None
    orientation: Optional[str] = None
    reference: Optional[str] = None
    urgences: tuple[str, ...] = ()
    lieux: tuple[str, ...] = ()
    incompris: int = 0
    prudence: bool = False
    discretion: bool = False

    def with_(self, **changes: Any) -> "Conversation":
        """A copy with some attributes changed."""
        return replace(self, **changes)

    def to_dict(self) -> dict[str, Any]:
        """A JSON-ready form, for a slot."""
        return {
            "situation": self.situation.to_dict(),
            "attendu": self.attendu,
            "orientation": self.orientation,
            "reference": self.reference,
            "urgences": list(self.urgences),
            "lieux": list(self.lieux),
            "incompris": self.incompris,
            "prudence": self.prudence,
            "discretion": self.discretion,
        }

    @classmethod
    def from_dict(cls, data: Optional[dict[str, Any]]) -> "Conversation":
        """The inverse of `to_dict`; None gives a fresh conversation."""
        if not data:
            return cls()
        return cls(
            Situation.from_dict(data["situation"]),
            data["attendu"],
            data["orientation"],
            data["reference"],
            tuple(data["urgences"]),
            tuple(data["lieux"]),
            data["incompris"],
            data.get("prudence", False),
            data.get("discretion", False),
        )


@dataclass(frozen=True)
class Turn:
    """One turn of the assistant: what it says, and the conversation afterwards."""

    replies: tuple[Reply, ...]
    conversation: Conversation
