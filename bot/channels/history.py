"""Stored events → the messages of a conversation, as the widget shows them. Plain Python.

A reply is kept as several events (its text with its buttons, then its payload): they are joined
again. A message's rank is the rank of its last event, so that what comes after one message comes
after every event of it.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from typing import Any, Iterable, List, Mapping, Optional

#: The id of the turn that opens a conversation; what it « says » is not shown.
OPENING = "ouverture"
PARTENAIRE, ASSISTANT = "partenaire", "assistant"


@dataclass(frozen=True)
class Message:
    """One message of a conversation.

    Attributes:
        rang: rank of its last event; None when it is not kept.
        de: PARTENAIRE or ASSISTANT.
        heure: seconds since 1970.
        id: what the widget called it, for the partner's messages.
        texte: None for a payload that came without words.
        donnees: the payload for programs.
    """

    rang: Optional[int]
    de: str
    heure: float
    id: Optional[str] = None
    texte: Optional[str] = None
    boutons: tuple[str, ...] = ()
    donnees: Optional[Mapping[str, Any]] = None

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it; the hour as ISO 8601, UTC."""
        hour = datetime.datetime.fromtimestamp(self.heure, datetime.timezone.utc)
        return {
            "rang": self.rang,
            "de": self.de,
            "id": self.id,
            "texte": self.texte,
            "boutons": list(self.boutons),
            "donnees": None if self.donnees is None else dict(self.donnees),
            "heure": hour.isoformat(timespec="seconds"),
        }


def messages(events: Iterable[Mapping[str, Any]], after: int = -1) -> List[Message]:
    """The messages whose rank is above `after`; `events` are all of a conversation, from rank 0."""
    found: List[Message] = []
    open_reply = False  # whether the last message may still get its payload
    for rank, event in enumerate(events):
        kind = event.get("event")
        if kind == "user" and event.get("message_id") != OPENING:
            found.append(
                Message(
                    rank,
                    PARTENAIRE,
                    event["timestamp"],
                    event.get("message_id"),
                    event.get("text"),
                )
            )
        if kind == "bot":
            said = _bot(rank, event)
            if open_reply and said.texte is None and found[-1].donnees is None:
                found[-1] = _joined(found[-1], said)
            else:
                found.append(said)
        open_reply = kind == "bot"
    return [m for m in found if m.rang is not None and m.rang > after]


def not_kept(collected: Iterable[Mapping[str, Any]], now: float) -> List[Message]:
    """What a turn said without leaving a trace, from Rasa's collected messages; without ranks."""
    events = [
        {
            "event": "bot",
            "timestamp": now,
            "text": said.get("text"),
            "data": {"buttons": said.get("buttons"), "custom": said.get("custom")},
        }
        for said in collected
    ]
    return [replace(message, rang=None) for message in messages(events)]


def last_rank(events: List[Mapping[str, Any]]) -> int:
    """The rank of the last event; -1 when there is none."""
    return len(events) - 1


def was_heard(events: Iterable[Mapping[str, Any]], message_id: str) -> bool:
    """Whether a message with that id is among them: a turn is kept whole, or not at all."""
    return any(e.get("event") == "user" and e.get("message_id") == message_id for e in events)


def was_answered(events: Iterable[Mapping[str, Any]], message_id: str) -> bool:
    """Whether a message with that id is among them, and words of the assistant after it."""
    heard = False
    for event in events:
        if event.get("event") == "user":
            heard = event.get("message_id") == message_id
        elif heard and event.get("event") == "bot":
            return True
    return False


def nothing_said(events: Iterable[Mapping[str, Any]]) -> bool:
    """Whether the partner said nothing yet."""
    return not any(m.de == PARTENAIRE for m in messages(events))


def _bot(rank: int, event: Mapping[str, Any]) -> Message:
    data = event.get("data") or {}
    buttons = tuple(str(b["title"]) for b in data.get("buttons") or ())
    return Message(
        rank,
        ASSISTANT,
        event["timestamp"],
        texte=event.get("text"),
        boutons=buttons,
        donnees=data.get("custom"),
    )


def _joined(text: Message, payload: Message) -> Message:
    return replace(
        text,
        rang=payload.rang,
        boutons=text.boutons + payload.boutons,
        donnees=payload.donnees,
    )
