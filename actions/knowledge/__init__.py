"""Questions about the service and the assistant: what is known, and which of it a question asks for."""

from actions.knowledge.finder import Finder, Found, load_finder
from actions.knowledge.topics import A_PERSON, INCONNU, Knowledge, Topic, load_knowledge

__all__ = [
    "A_PERSON", "INCONNU", "Finder", "Found", "Knowledge", "Topic", "load_finder", "load_knowledge",
]  # fmt: skip
