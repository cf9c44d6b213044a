"""From an act of dialogue to what answers it: the whole behaviour in one table."""

from __future__ import annotations

from actions.dialogue.conversation import Conversation, Turn
from actions.dialogue.opinions import about_opinion
from actions.dialogue.sheets import about_sheets, read_otherwise
from actions.dialogue.turns import Assistant
from bot.understanding.reader import Reading


def take_turn(assistant: Assistant, before: Conversation, text: str, reading: Reading) -> Turn:
    """Answer one message; `data/stories/rules.yml` says the same to Rasa."""
    for about in (about_sheets, about_opinion):
        turn = about(assistant, before, text, reading)
        if turn is not None:
            return turn
    reading = read_otherwise(reading)
    acte = reading.acte
    if acte == "saluer":
        return assistant.greet(before)
    if acte == "remercier":
        return assistant.thank(before)
    if acte == "prendre_conge":
        return assistant.take_leave(before)
    if acte == "recommencer":
        return assistant.restart(before)
    if acte == "demander_humain":
        return assistant.hand_over(before)
    if acte == "pourquoi":
        return assistant.explain(before)
    if acte == "continuer":
        return assistant.resume(before)
    if acte == "question_service":
        return assistant.present(before)
    if acte in ("hors_sujet", "insulte", "autre_langue"):
        return assistant.decline(before, acte)
    if acte == "incompris":
        return assistant.rephrase(before, text, reading)
    if acte in ("affirmer", "nier", "ne_sait_pas") and before.attendu is None:
        return assistant.rephrase(before, text, reading)
    return assistant.orient(before, text, reading)
