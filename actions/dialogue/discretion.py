"""A gentle word, once a conversation, when identifiers were taken out of what the partner wrote."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile
from typing import Sequence

from actions.answers.reply import Reply
from actions.answers.wording import Wording
from actions.dialogue.conversation import Conversation, Turn

SUJET = "donnees_masquees"


def with_discretion(
    wording: Wording, before: Conversation, turn: Turn, masques: Sequence[str]
) -> Turn:
    """`turn`, with the word before its answer; emergency numbers still come first.

    masques: kinds of what was masked (codes of `bot.privacy.KINDS`), empty when nothing was.
    A conversation that starts another situation is still the same conversation: nothing is said twice.
    """
    after = turn.conversation.with_(discretion=before.discretion or bool(masques))
    if not masques or before.discretion:
        return replace(turn, conversation=after)
    payload = {
        "type": "information",
        "sujet": SUJET,
        "source": "assistant",
        "donnees": list(masques),
    }
    word = Reply(wording.say(SUJET, donnees=wording.listed(masques)), payload)
    first = tuple(takewhile(_is_urgent, turn.replies))
    replies = (*first, word, *turn.replies[len(first) :])
    return replace(turn, replies=replies, conversation=after)


def _is_urgent(reply: Reply) -> bool:
    """Whether a reply gives numbers to call now."""
    payload = reply.payload or {}
    return payload.get("type") == "urgence" or payload.get("sujet") == "prudence"
