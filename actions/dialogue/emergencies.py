"""A danger first: its numbers before anything else, again when it is said again, never a question."""

from __future__ import annotations

from typing import Callable, Optional

from actions.answers.emergencies import caution_reply, emergency_reply, urgent_orientation_reply
from actions.answers.questions import question_reply
from actions.dialogue.conversation import Conversation, Turn
from actions.dialogue.sheets import with_sheet
from actions.dialogue.turns import Assistant
from actions.policy.engine import MAX_QUESTIONS, Decision, State, decide
from actions.policy.questions import Question

#: What `urgence` is when there is none.
NO_DANGER = "aucune"
_URGENCE = "urgence"
#: How an orientation is given: `orienting.decided`.
Decided = Callable[[Assistant, Conversation, Decision], Turn]


def danger(
    a: Assistant, before: Conversation, now: Conversation, decided: Decided
) -> Optional[Turn]:
    """The turn that answers a danger just said, or half understood; None when there is none."""
    urgence = str(now.situation.values().get("urgence", NO_DANGER))
    if urgence != NO_DANGER:
        said_now = now.situation.current()["urgence"].tour == now.situation.tour
        if urgence not in before.urgences or (said_now and before.attendu != "urgence"):
            return _numbers(a, before, now, urgence, decided)
        return None
    doubtful = "urgence" in now.situation.doubts() and not before.prudence
    return _with_care(a, now) if doubtful and _may_ask(now) else None


def _numbers(
    a: Assistant, before: Conversation, now: Conversation, urgence: str, decided: Decided
) -> Turn:
    speech = a.speech(now)
    emergency = a.policy.emergencies[urgence]
    contacts = a.directory.contacts(emergency.contacts)
    again = urgence in before.urgences
    reply = emergency_reply(emergency, contacts, speech, again)
    now = now.with_(urgences=tuple(dict.fromkeys((*now.urgences, urgence))))
    decision = decide(a.policy, State.of(now.situation))
    if decision.orientation is None or (again and decision.orientation == before.orientation):
        turn = _wait(a, now, urgence, decision)
    else:
        turn = decided(a, now, decision)
    return Turn((reply, *turn.replies), turn.conversation)


def _wait(a: Assistant, now: Conversation, urgence: str, decision: Decision) -> Turn:
    """Nothing is asked until the person says that help was called."""
    emergency = a.policy.emergencies[urgence]
    reference = now.reference or a.sheets.draw()
    contacts = a.directory.contacts(emergency.contacts)
    reply = urgent_orientation_reply(
        emergency, decision, now.situation, a.policy, a.speech(now), contacts, reference
    )
    orientation = now.orientation or _URGENCE
    urgent = now.with_(orientation=orientation, reference=reference)
    return with_sheet(a, Turn((reply,), urgent), decision, now.orientation)


def remind(a: Assistant, before: Conversation) -> Turn:
    """The numbers once more, calmly: somebody in danger said something else meanwhile."""
    urgence = str(before.situation.values()["urgence"])
    emergency = a.policy.emergencies[urgence]
    contacts = a.directory.contacts(emergency.contacts)
    reply = emergency_reply(emergency, contacts, a.speech(before), again=True)
    turn = _wait(a, before, urgence, decide(a.policy, State.of(before.situation)))
    return Turn((reply, *turn.replies), turn.conversation)


def waiting(before: Conversation) -> bool:
    """Whether a danger was just told and nothing else was taken up since."""
    current = before.situation.current().get("urgence")
    return (
        current is not None
        and current.valeur in before.urgences
        and current.tour == before.situation.tour
        and not before.attendu
    )


def _with_care(a: Assistant, now: Conversation) -> Turn:
    """Danger is only guessed at: recall the emergency numbers, once, and ask."""
    speech = a.speech(now)
    care = caution_reply(a.directory.contacts(a.policy.caution), speech)
    fait, doubt = a.catalogue["urgence"], now.situation.doubts()["urgence"]
    question = Question(fait.code, len(now.situation.questions) + 1, ())
    asked = question_reply(question, fait, speech, doubt)
    situation = now.situation.asked(fait.code)
    return Turn((care, asked), now.with_(prudence=True, situation=situation, attendu=fait.code))


def _may_ask(now: Conversation) -> bool:
    return len(now.situation.questions) < MAX_QUESTIONS
