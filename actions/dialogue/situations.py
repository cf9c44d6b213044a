"""Several people in one conversation: each in a situation of their own, never mixed."""

from __future__ import annotations

from dataclasses import replace
from typing import Callable

from actions.answers.recap import recap
from actions.answers.reply import Reply
from actions.answers.summary import in_short
from actions.dialogue.asking import QUESTION, ask_again
from actions.dialogue.conversation import Conversation, Turn
from actions.dialogue.remarks import POUR_UN_PROCHE, PRESENTE, Remark
from actions.dialogue.turns import Assistant
from bot.situation import AUTRE, Assertion, Situation
from bot.understanding.acts import DECRIRE
from bot.understanding.reader import Reading

_INFORMATION = {"type": "information", "sujet": "nouvelle_situation", "source": "assistant"}
#: What a situation taken up again may be asked, by touch.
_TOUCHED = ("Pourquoi", "La fiche")
#: Facts that a description of somebody holds besides an age.
_DETAILS = frozenset({"age", "profil", "departement"})


def restart(a: Assistant, before: Conversation) -> Turn:
    """Put the situation aside and start another, clean."""
    key = "nouvelle_situation_gardee" if before.begun else "nouvelle_situation"
    return Turn((Reply(a.speech(before).say(key), _INFORMATION),), fresh(before))


def fresh(before: Conversation) -> Conversation:
    """A new situation; the others stay reachable, and so does who is talking, for staff."""
    writer = [
        one
        for one in before.situation.journal
        if one.fait == "profil" and one.valeur == "agent_assurance_maladie" and one.retenue
    ]
    return Conversation(
        situation=Situation().add(writer[-1:]),
        passees=before.shelved(),
        canal=before.canal,
        dit=before.dit,
    )


def another_person(
    a: Assistant,
    before: Conversation,
    reading: Reading,
    remark: Remark,
    answer: Callable[[Conversation, Reading], Turn],
) -> Turn:
    """Start a situation for somebody else, say so, and answer what is told of them.

    `answer`: what answers a description, in a conversation.
    """
    clean = fresh(before)
    if POUR_UN_PROCHE in remark or not _told(reading):
        reading = _of_the_other(reading)
    told = _told(reading)
    speech = a.speech(before)
    if not told:
        text = speech.say("autre_personne_vide")
        return Turn((Reply(text, _INFORMATION),), clean)
    turn = answer(clean, replace(reading, acte=DECRIRE))
    said = Reply(speech.say("autre_personne"), _INFORMATION)
    return Turn((said, *turn.replies), turn.conversation)


def introduces_somebody(before: Conversation, reading: Reading, remark: Remark) -> bool:
    """Whether a message presents somebody new after a decision: « un homme de 70 ans… ».

    The age must not be the one that is known, and something else must be told of them.
    """
    if PRESENTE not in remark or before.orientation is None or reading.acte != DECRIRE:
        return False
    told = {one.fait: one.valeur for one in reading.assertions if one.retenue}
    known = before.situation.values()
    other = "age" in told and "age" in known and told["age"] != known["age"]
    return other and bool(told.keys() - _DETAILS)


def go_back(a: Assistant, before: Conversation, first: bool) -> Turn:
    """Take up another situation of the conversation: the first one, or the one left last."""
    speech = a.speech(before)
    if not before.passees:
        text = speech.say("retour_impossible")
        return Turn((Reply(text, {**_INFORMATION, "sujet": "retour"}),), before)
    index = 0 if first else len(before.passees) - 1
    chosen = before.passees[index]
    others = (*before.passees[:index], *before.passees[index + 1 :])
    shelved = before.with_(passees=others).shelved()
    now = chosen.with_(passees=shelved, dit=before.dit)
    speech = a.speech(now)
    told = in_short(now.situation, a.catalogue, speech, a.place(now.situation))
    text = speech.say("retour", resume=told)
    payload = {**_INFORMATION, "sujet": "retour"}
    if now.attendu:
        turn = ask_again(a, now, QUESTION)
        return Turn((Reply(text, payload), *turn.replies), turn.conversation)
    payload["recapitulatif"] = recap(now.situation, a.catalogue, speech)
    buttons: tuple[str, ...] = ()
    if now.orientation:
        given = speech.say("retour_orientation", nom=speech.name(now.orientation))
        text, buttons = f"{text}\n\n{given}", _TOUCHED
    return Turn((Reply(text, {**payload, "orientation": now.orientation}, buttons),), now)


def _told(reading: Reading) -> list[Assertion]:
    return [one for one in reading.assertions if one.retenue and one.fait != "profil"]


def _of_the_other(reading: Reading) -> Reading:
    """What is told of somebody else, now the person: « et pour son mari, qui a 60 ans ? »."""
    return replace(
        reading,
        assertions=tuple(
            replace(one, qualificatifs=tuple(q for q in one.qualificatifs if q != AUTRE))
            for one in reading.assertions
        ),
    )
