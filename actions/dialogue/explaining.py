"""Says why: this question, this orientation, or not another one."""

from __future__ import annotations

from typing import Sequence

from actions.answers.explanation import explanation_reply, why_not_reply
from actions.answers.reply import Reply
from actions.answers.typography import capital
from actions.dialogue.asking import why_question
from actions.dialogue.conversation import Conversation, Turn
from actions.dialogue.turns import Assistant
from actions.policy.engine import State
from actions.policy.whatif import counterfactuals, why_not

_URGENCE = "urgence"


def explain(a: Assistant, before: Conversation) -> Turn:
    """Why this question, or why this orientation."""
    if before.attendu:
        return why_question(a, before)
    if before.orientation in (None, _URGENCE):
        speech = a.speech(before)
        key = "pourquoi_rien" if before.orientation is None else "urgence_suite"
        return Turn((Reply(speech.say(key), _nothing()),), before)
    decision = a.decide(before.situation)
    state = State.of(before.situation)
    suppositions = counterfactuals(a.policy, state, decision, a.chances)
    reply = explanation_reply(decision, before.situation, a.policy, a.speech(before), suppositions)
    return Turn((reply,), before)


def explain_why_not(a: Assistant, before: Conversation, services: Sequence[str]) -> Turn:
    """Why not these services; an orientation was given before."""
    decision = a.decide(before.situation)
    state, speech = State.of(before.situation), a.speech(before)
    assert decision.orientation is not None
    for service in services:
        if service == decision.orientation:
            text = speech.say("pourquoi_pas_meme", nom=speech.name(service))
            turn = explain(a, before)
            told = turn.replies[0]
            return Turn((Reply(f"{text}\n\n{told.text}", told.payload),), before)
        beside = {c.orientation: c for c in decision.complements}
        if service in beside:
            name, reason = capital(speech.name(service)), beside[service].raison
            text = speech.say("pourquoi_pas_aussi", nom=name, raison=reason)
            stays = speech.say("pourquoi_pas_reste", nom=speech.name(decision.orientation))
            return Turn((Reply(f"{text}\n\n{stays}", _nothing("pourquoi_pas")),), before)
    for service in services:
        why = why_not(a.policy, state, decision, service)
        if why is not None:
            reply = why_not_reply(service, why, decision, before.situation, a.policy, speech)
            return Turn((reply,), before)
    return Turn((Reply(speech.say("pourquoi_pas_rien"), _nothing("pourquoi_pas")),), before)


def _nothing(sujet: str = "explication") -> dict[str, str]:
    return {"type": "information", "sujet": sujet, "source": "assistant"}
