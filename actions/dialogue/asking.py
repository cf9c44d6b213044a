"""The pending question once more: in other words, inside a sentence, or with what it separates."""

from __future__ import annotations

from actions.answers.questions import consequences, question_reply
from actions.answers.recap import recap
from actions.answers.reply import Reply
from actions.dialogue.conversation import Conversation, Turn
from actions.dialogue.turns import Assistant
from actions.policy.engine import State
from actions.policy.questions import Question
from actions.policy.whatif import outcomes

#: Where the question goes in a frame.
QUESTION = "{question}"


def ask_again(a: Assistant, before: Conversation, frame: str) -> Turn:
    """The pending question inside `frame`, at `QUESTION`; it does not count twice."""
    assert before.attendu is not None
    fait = a.catalogue[before.attendu]
    question = Question(fait.code, len(before.situation.questions), ())
    doubt = before.situation.doubts().get(fait.code)
    speech = a.speech(before)
    known = recap(before.situation, a.catalogue, speech)
    reply = question_reply(question, fait, speech, doubt, again=True, known=known)
    text = frame.replace(QUESTION, reply.text)
    return Turn((Reply(text, reply.payload, reply.buttons),), before)


def why_question(a: Assistant, before: Conversation) -> Turn:
    """Why the pending question is asked: what each answer would lead to."""
    assert before.attendu is not None
    fait, speech = a.catalogue[before.attendu], a.speech(before)
    ways = outcomes(a.policy, State.of(before.situation), fait, a.chances)
    told = consequences(ways, fait, a.catalogue, speech)
    why = fait.asked(speech.assure)[1]
    frame = speech.say("pourquoi_question", pourquoi=why, suites=told, question=QUESTION)
    return ask_again(a, before, frame)
