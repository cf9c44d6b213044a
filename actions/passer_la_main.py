"""Says how to reach a person."""

from __future__ import annotations

from typing import Any, Dict, List, Text

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.dialogue.dispatch import take_turn
from actions.rasa_turn import play


class PasserLaMain(Action):
    """Says how to reach a person."""

    def name(self) -> Text:
        """Its name in the domain."""
        return "action_passer_la_main"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[Text, Any]
    ) -> List[Dict[Text, Any]]:
        """Run it on the conversation of `tracker`."""
        return play(take_turn, dispatcher, tracker)
