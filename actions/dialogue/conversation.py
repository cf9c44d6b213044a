"""The state of one conversation between two messages."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Optional

from actions.answers.reply import Reply
from bot.situation import Situation

#: What the slot `conversation` holds once the partner asked to erase everything: the store then
#: erases instead of saving (bot/stores/conversations.py).
FORGET = {"efface": True}
#: How many other situations of a conversation stay reachable.
MAX_KEPT = 5


@dataclass(frozen=True)
class Conversation:
    """What is remembered.

    Attributes:
        situation: the log of what was said of the person.
        attendu: the fact just asked, whose answer is awaited.
        orientation: the last one given.
        reference: short code of this situation, under which its sheet is kept.
        urgences: emergencies already answered.
        lieux: départements between which a town's name hesitates.
        incompris: messages in a row that said nothing usable.
        prudence: whether emergency numbers were recalled on a mere doubt.
        avis_sur: the orientation of which it was asked whether it helped.
        avis_donne: whether that was answered.
        canal: web or voix, as of this message.
        decide_a: length of the log when the last orientation was given.
        dit: marks of the sentences of the last turn, so as not to repeat them.
        passees: the other situations of this conversation, the last left last.
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
    avis_sur: Optional[str] = None
    avis_donne: bool = False
    canal: str = "web"
    decide_a: int = 0
    dit: tuple[str, ...] = ()
    passees: tuple["Conversation", ...] = ()
    discretion: bool = False

    def with_(self, **changes: Any) -> "Conversation":
        """A copy with some attributes changed."""
        return replace(self, **changes)

    @property
    def begun(self) -> bool:
        """Whether anything is known of a person."""
        return bool(set(self.situation.current()) - {"profil"}) or bool(self.attendu)

    def shelved(self) -> tuple["Conversation", ...]:
        """The other situations once this one is left, too."""
        if not self.begun:
            return self.passees
        return (*self.passees, self.with_(passees=(), dit=()))[-MAX_KEPT:]

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
            "avis_sur": self.avis_sur,
            "avis_donne": self.avis_donne,
            "canal": self.canal,
            "decide_a": self.decide_a,
            "dit": list(self.dit),
            "passees": [p.to_dict() for p in self.passees],
            "discretion": self.discretion,
        }

    @classmethod
    def from_dict(cls, data: Optional[dict[str, Any]]) -> "Conversation":
        """The inverse of `to_dict`; None, or one to forget, gives a fresh conversation.

        A conversation stored before an attribute existed goes on without it.
        """
        if not data or data == FORGET:
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
            data.get("avis_sur"),
            data.get("avis_donne", False),
            data.get("canal", "web"),
            data.get("decide_a", 0),
            tuple(data.get("dit", ())),
            tuple(cls.from_dict(p) for p in data.get("passees", ())),
            data.get("discretion", False),
        )


@dataclass(frozen=True)
class Turn:
    """One turn of the assistant: what it says, and the conversation afterwards.

    efface: the conversation is to be erased once this is said.
    """

    replies: tuple[Reply, ...]
    conversation: Conversation
    efface: bool = False
