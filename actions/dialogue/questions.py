"""Questions about the service or the assistant, answered from what is known; then back to the situation."""

from __future__ import annotations

from typing import Optional, Sequence

from actions.answers.information import information_reply
from actions.dialogue.asking import QUESTION, ask_again
from actions.dialogue.conversation import Conversation, Turn
from actions.dialogue.turns import Assistant
from actions.knowledge import A_PERSON, Topic
from actions.knowledge.finder import SURE_OF_A_STRAY
from bot.understanding.reader import Reading

#: For a message taken for no question: the least chance of being one, times the topic's lead.
_PERHAPS_A_QUESTION = 0.05


def answer_question(a: Assistant, before: Conversation, text: str) -> Turn:
    """Answer with one topic or two; when none is sure, say so and offer three."""
    known = a.knowledge
    touched = known.titled(text)
    if touched is not None:
        return _answer(a, before, [touched])
    found = a.finder.find(text)
    if found.topics:
        return _answer(a, before, [known.topics[t] for t in found.topics])
    return _answer(a, before, [known.unanswered], found.nearest)


def hand_over(a: Assistant, before: Conversation) -> Turn:
    """Say how to reach a person."""
    return _answer(a, before, [a.knowledge.topics[A_PERSON]])


def stray_question(
    a: Assistant, before: Conversation, text: str, reading: Reading
) -> Optional[Turn]:
    """The answer to a message in which nothing was understood, when it surely asks something known."""
    touched = a.knowledge.titled(text)
    if touched is not None:
        return _answer(a, before, [touched])
    if reading.question < _PERHAPS_A_QUESTION:  # no lead would be enough
        return None
    found = a.finder.find(text)
    if found.lead < SURE_OF_A_STRAY or found.lead * reading.question < _PERHAPS_A_QUESTION:
        return None
    return _answer(a, before, [a.knowledge.topics[t] for t in found.topics])


def _answer(
    a: Assistant, before: Conversation, topics: Sequence[Topic], offered: Sequence[str] = ()
) -> Turn:
    """Say those topics, then take up the pending question, if any, or offer related topics."""
    now, speech = before.with_(incompris=0), a.speech(before)
    replies = []
    for topic in topics:
        ends = topic is topics[-1] and not now.attendu
        titles = [a.knowledge.topics[t].titre for t in offered or topic.suites] if ends else []
        contacts = a.directory.contacts(topic.contacts)
        replies.append(information_reply(topic, contacts, speech, titles, ends))
    if now.attendu:
        replies += ask_again(a, now, speech.say("reprise", question=QUESTION)).replies
    return Turn(tuple(replies), now)
