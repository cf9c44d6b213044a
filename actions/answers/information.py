"""Composes the answer to a question about the service: text, source, contacts, what to ask next."""

from __future__ import annotations

from typing import Sequence

from actions.answers.compose import contact_line, contact_payload
from actions.answers.reply import Reply
from actions.answers.speech import Speech
from actions.directory.records import Contact
from actions.knowledge import INCONNU, Topic

#: Sources that are worth reading: the assistant itself is none.
_NOT_TOLD = "assistant"


def information_reply(
    topic: Topic,
    contacts: Sequence[Contact],
    speech: Speech,
    next_titles: Sequence[str] = (),
    ends: bool = True,
) -> Reply:
    """What a topic says; something else when it was just said.

    next_titles: titles of related topics, offered as buttons. ends: nothing is said after it.
    """
    told = topic.text(speech.profil)
    sourced = told
    if topic.source != _NOT_TOLD:
        sourced = f"{told} {speech.say('source', source=topic.source)}"
    text = speech.fresh([sourced, topic.autrement or speech.say("redite")])
    parts = [text]
    if text == sourced:
        lines = [contact_line(c) for c in contacts if _unsaid(c, told)]
        parts.append("\n".join(line for line in lines if not speech.said(line)))
    if ends and next_titles and topic.id == INCONNU:
        parts.append(speech.say("proposer", titres=" ".join(f"« {t} »" for t in next_titles)))
    elif ends:
        parts.append(speech.say("apres_information"))
    payload = {
        "type": "information",
        "sujet": topic.id,
        "source": topic.source,
        "inconnu": topic.inconnu,
        "contacts": [contact_payload(c) for c in contacts],
    }
    return Reply("\n\n".join(p for p in parts if p), payload, tuple(next_titles))


def _unsaid(contact: Contact, text: str) -> bool:
    """Whether a contact may be reached, in a way the text does not give."""
    ways = [w for w in (contact.telephone, contact.courriel) if w]
    if contact.url:
        ways += [contact.url, contact.url.removeprefix("https://www.").rstrip("/")]
    return bool(ways) and not any(way in text for way in ways)
