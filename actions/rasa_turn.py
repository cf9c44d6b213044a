"""Between Rasa's action server and the dialogue: tracker → conversation, turn → events."""

from __future__ import annotations

from typing import Any, Callable, Dict, List, Text

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.answers.typography import french
from actions.assembly import assistant
from actions.dialogue.conversation import FORGET, Conversation, Turn
from actions.dialogue.discretion import with_discretion
from actions.dialogue.turns import Assistant
from bot.situation import Situation
from bot.understanding.reader import Reading

#: An act of dialogue: the assistant, the conversation, the words and what was read in them.
Act = Callable[[Assistant, Conversation, str, Reading], Turn]


def play(act: Act, dispatcher: CollectingDispatcher, tracker: Tracker) -> List[Dict[Text, Any]]:
    """Run one act on the conversation of `tracker`, say what it says, remember what it leaves."""
    metadata = _metadata(tracker)
    canal = str(metadata.get("canal", "web"))
    before = Conversation.from_dict(tracker.get_slot("conversation")).with_(canal=canal)
    message = tracker.latest_message
    reading = Reading.from_dict(message["lecture"])
    turn = act(assistant(), before, message.get("text") or "", reading)
    turn = with_discretion(assistant().wording, before, turn, metadata.get("masques") or [])
    for reply in turn.replies:
        buttons = [{"title": b, "payload": b} for b in reply.buttons]
        dispatcher.utter_message(text=french(reply.text), buttons=buttons or None)
        if reply.payload is not None:
            dispatcher.utter_message(json_message=dict(reply.payload))
    after = turn.conversation
    return [
        SlotSet("conversation", FORGET if turn.efface else after.to_dict()),
        *_changed_facts(before.situation, after.situation),
    ]


def _metadata(tracker: Tracker) -> Dict[Text, Any]:
    """What came with the last message: its channel, the kinds of identifiers taken out of it."""
    said = tracker.get_last_event_for("user") or {}
    return said.get("metadata") or {}


def _changed_facts(before: Situation, after: Situation) -> List[Dict[Text, Any]]:
    """One event for each fact that was learnt, changed or forgotten."""
    old, new = before.current(), after.current()
    events = []
    for fait in {**old, **new}:
        if old.get(fait) == new.get(fait):
            continue
        said = new.get(fait)
        events.append(
            SlotSet(
                fait,
                said
                and {
                    "valeur": said.valeur,
                    "preuve": said.preuve,
                    "tour": said.tour,
                    "qualificatifs": list(said.qualificatifs),
                },
            )
        )
    return events
