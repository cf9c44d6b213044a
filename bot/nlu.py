"""The Rasa graph component around the understanding layer: thin on purpose."""

from __future__ import annotations

from typing import Any, Dict, List, Text

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.understanding.loading import reader

#: Where the reading of a message travels, from here to the actions.
LECTURE = "lecture"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class Comprehension(GraphComponent):
    """Gives each message its act of dialogue (the intent) and the facts it states (`lecture`).

    The vocabulary is data read when the server starts: changing it needs no training.
    """

    def __init__(self) -> None:
        self._reader = reader()

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "Comprehension":
        """Called by Rasa's graph."""
        return cls()

    def process(self, messages: List[Message], tracker: DialogueStateTracker) -> List[Message]:
        """Read each message in place, knowing who has been talking so far."""
        known_self = True if _told_of_self(tracker) else None
        for message in messages:
            text = message.get(TEXT)
            if text is not None:
                reading = self._reader.read(text, known_self)
                message.set(INTENT, {"name": reading.acte, "confidence": 1.0}, add_to_output=True)
                message.set(LECTURE, reading.to_dict(), add_to_output=True)
        return messages


def _told_of_self(tracker: DialogueStateTracker) -> bool:
    """Whether earlier messages showed that the writer is the insured person."""
    profil = tracker.get_slot("profil")
    return bool(profil) and profil["valeur"] == "assure"
