"""What is said of a message that is not read at all: empty, or too long. Never the same twice."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any, Dict, List, Optional

from actions.answers.wording import Wording
from bot.understanding.reader import MAX_CHARACTERS

#: How many senders' last refusal is remembered; forgetting one only repeats a sentence.
_REMEMBERED = 1000


class Refusals:
    """Answers what never reaches the dialogue."""

    def __init__(self, remembered: int = _REMEMBERED) -> None:
        self._last: OrderedDict[str, str] = OrderedDict()
        self._remembered = remembered

    def of(self, sender: str, text: str, wording: Wording) -> Optional[List[Dict[str, Any]]]:
        """The messages that refuse `text`; None when it is fine."""
        if not text.strip():
            sujet, values = "vide", {}
        elif len(text) > MAX_CHARACTERS:
            sujet, values = "trop_long", {"maximum": MAX_CHARACTERS}
        else:
            self._last.pop(sender, None)
            return None
        ways = [way.format(**values) for way in wording.ways(sujet, "partenaire")]
        said = next(way for way in ways if way != self._last.get(sender))
        self._last[sender] = said
        self._last.move_to_end(sender)
        while len(self._last) > self._remembered:
            self._last.popitem(last=False)
        payload = {"type": "information", "sujet": sujet, "source": "assistant"}
        return [{"recipient_id": sender, "text": said}, {"recipient_id": sender, "custom": payload}]
