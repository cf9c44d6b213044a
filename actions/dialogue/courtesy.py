"""What is neither a situation nor a question on it: greetings, thanks, what is not ours to answer."""

from __future__ import annotations

from actions.answers.reply import Reply
from actions.dialogue.asking import QUESTION, ask_again
from actions.dialogue.conversation import Conversation, Turn
from actions.dialogue.emergencies import remind, waiting
from actions.dialogue.orienting import answered, go_on, orient
from actions.dialogue.remarks import Remark
from actions.dialogue.turns import Assistant
from bot.understanding.acts import NE_SAIT_PAS
from bot.understanding.reader import Reading

_READ = "livret, « Qui sommes-nous ? »"
_OURS = "assistant"


def greet(a: Assistant, before: Conversation) -> Turn:
    """Say who is here, or take up the question again when one is pending."""
    if before.attendu:
        return ask_again(a, before, a.speech(before).say("bonjour_question", question=QUESTION))
    return _inform(a, before, "accueil", _READ)


def thank(a: Assistant, before: Conversation) -> Turn:
    """Answer thanks, and take up the question again when one is pending."""
    if before.attendu:
        return ask_again(a, before, a.speech(before).say("merci_question", question=QUESTION))
    return _inform(a, before, "merci")


def take_leave(a: Assistant, before: Conversation) -> Turn:
    """Answer a goodbye."""
    return _inform(a, before, "au_revoir")


def resume(a: Assistant, before: Conversation) -> Turn:
    """Go on after an emergency, or from where the conversation was."""
    if before.attendu:
        return ask_again(a, before, QUESTION)
    return go_on(a, before, before) if before.begun else _inform(a, before, "decrire")


def decline(a: Assistant, before: Conversation, acte: str) -> Turn:
    """Answer what is not ours to answer, kindly, with the way back."""
    if before.attendu:
        return ask_again(a, before, f"{a.speech(before).say(acte)}\n\n{QUESTION}")
    return _inform(a, before, acte)


def rephrase(
    a: Assistant, before: Conversation, text: str, reading: Reading, remark: Remark
) -> Turn:
    """A message that says nothing recognised: perhaps an answer, else say so kindly."""
    if answered(a, before, text, reading, remark) is not None:
        return orient(a, before, text, reading, remark)
    if waiting(before):
        return remind(a, before)
    once_more = before.with_(incompris=before.incompris + 1)
    if before.attendu and before.incompris:
        ignored = Reading(NE_SAIT_PAS, reponse=NE_SAIT_PAS)
        return orient(a, once_more, text, ignored, Remark())
    if before.attendu:
        frame = a.speech(before).say("non_compris_question", question=QUESTION)
        return ask_again(a, once_more, frame)
    key = "apres_orientation" if before.orientation else "decrire"
    return _inform(a, once_more, key, sujet="incompris")


def _inform(
    a: Assistant, before: Conversation, key: str, source: str = _OURS, sujet: str = ""
) -> Turn:
    payload = {"type": "information", "sujet": sujet or key, "source": source}
    return Turn((Reply(a.speech(before).say(key), payload),), before)
