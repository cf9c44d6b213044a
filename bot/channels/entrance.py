"""The one way in: every channel gives what was typed or said to `answer`, and gets messages back.

Whatever the channel, nothing that identifies a person goes past this point: not to Rasa, not to the
database, not to a log. Every turn ends with words.
"""

from __future__ import annotations

import logging
import unicodedata
from dataclasses import dataclass
from typing import Any, Awaitable, Callable, Dict, List, Optional, Text

from rasa.core.channels.channel import CollectingOutputChannel, UserMessage

from actions.assembly import assistant
from bot.channels.refusals import Refusals
from bot.in_process import failure_text, incident
from bot.privacy import mask

logger = logging.getLogger(__name__)
#: Where the kinds of what was masked travel (never what was masked), from here to the actions.
MASQUES = "masques"
REFUSALS = Refusals()


@dataclass(frozen=True)
class Heard:
    """A message fit for Rasa, and the kinds of identifiers that were taken out of it."""

    text: str
    masques: tuple[str, ...] = ()


class WholeMessages(CollectingOutputChannel):
    """Collects messages as they were written: Rasa's own cuts a text at each blank line."""

    async def send_text_message(self, recipient_id: Text, text: Text, **kwargs: Any) -> None:
        """Keep one message one message."""
        await self._persist_message(self._message(recipient_id, text=text))


def hear(text: str) -> Heard:
    """`text` without identifiers, control characters and leading « / » (a command for Rasa)."""
    composed = unicodedata.normalize("NFC", text)
    printable = "".join(c if c.isprintable() or c in "\n\t" else " " for c in composed)
    masked = mask(printable)
    return Heard(masked.text.lstrip("/ \t\n") or "?", masked.kinds)


def clean(text: str) -> str:
    """The text of `hear`."""
    return hear(text).text


async def answer(
    on_new_message: Callable[[UserMessage], Awaitable[Any]],
    sender: str,
    text: str,
    metadata: Dict[str, Any],
    channel: str = "rest",
    message_id: Optional[str] = None,
) -> List[Dict[str, Any]]:
    """The assistant's messages; a sentence with an incident number when there would be none.

    `text` as it came: it is masked here. `metadata`: {"canal": "web" | "voix"}. `message_id`: what
    the channel calls this message, kept with it; drawn when there is none.
    """
    refused = REFUSALS.of(sender, text, assistant().wording)
    if refused:
        return refused
    collector = WholeMessages()
    try:
        heard = hear(text)
        if heard.masques:
            metadata = {**metadata, MASQUES: list(heard.masques)}
        await on_new_message(
            UserMessage(
                heard.text,
                collector,
                sender,
                input_channel=channel,
                message_id=message_id,
                metadata=metadata,
            )
        )
    except Exception as error:  # whatever broke, the partner gets words and an id
        return told_failure(sender, "turn", error)
    if not collector.messages:
        number = incident()
        logger.error("incident %s: the turn ended without an answer", number)
        return _failure(sender, number)
    return collector.messages


def told_failure(sender: str, doing: str, error: Exception) -> List[Dict[str, Any]]:
    """The messages that say something broke on our side, under a number that the log has too."""
    number = incident()
    logger.error("incident %s: %s failed, %s", number, doing, type(error).__name__)
    return _failure(sender, number)


def _failure(sender: str, number: str) -> List[Dict[str, Any]]:
    payload = {"type": "information", "sujet": "panne", "source": "assistant", "incident": number}
    return [
        {"recipient_id": sender, "text": failure_text(number)},
        {"recipient_id": sender, "custom": payload},
    ]
