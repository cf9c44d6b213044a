"""From an act of dialogue to what answers it: the whole behaviour in one table."""

from __future__ import annotations

from typing import Optional

from actions.answers.speech import marks
from actions.dialogue import correcting, courtesy, explaining, questions, situations
from actions.dialogue import remarks as said
from actions.dialogue.answering import chosen
from actions.dialogue.conversation import Conversation, Turn
from actions.dialogue.giving_opinion import about_opinion
from actions.dialogue.giving_sheet import about_sheets, read_otherwise
from actions.dialogue.orienting import learn, orient
from actions.dialogue.remarks import Remark
from actions.dialogue.turns import Assistant
from actions.dialogue.withdrawing import somebody_elses
from bot.understanding.acts import AFFIRMER, CORRIGER, DECRIRE, NE_SAIT_PAS, NIER
from bot.understanding.reader import Reading

#: « Et la CPAM ? »: a longer message tells something else.
_SHORT = 8
#: What a question about the service may be taken for.
_PERHAPS_ASKING = frozenset({"hors_sujet", "incompris", DECRIRE})


def take_turn(assistant: Assistant, before: Conversation, text: str, reading: Reading) -> Turn:
    """Answer one message; `data/stories/rules.yml` says the same to Rasa.

    What is said is remembered by its marks, so that it is not said twice in a row.
    """
    turn = about_sheets(assistant, before, text, reading)
    if turn is not None and turn.efface:
        return turn
    turn = turn or about_opinion(assistant, before, text, reading)
    turn = turn or _answer(assistant, before, text, read_otherwise(reading))
    said_now = turn.conversation.with_(dit=marks(turn.replies))
    return Turn(turn.replies, said_now)


def _answer(a: Assistant, before: Conversation, text: str, reading: Reading) -> Turn:
    remark = a.remarks.of(text)
    turn = correcting.touch(a, before, text, reading)
    if turn is None:
        turn = _other_situation(a, before, text, reading, remark)
    if turn is None and not _danger(reading):
        turn = _remark(a, before, text, reading, remark)
    return turn if turn is not None else _act(a, before, text, reading, remark)


def _other_situation(
    a: Assistant, before: Conversation, text: str, reading: Reading, remark: Remark
) -> Optional[Turn]:
    """Somebody else, or a situation left before."""
    if said.PREMIERE in remark or said.PRECEDENTE in remark:
        return situations.go_back(a, before, said.PREMIERE in remark)
    told = any(one.fait != "profil" for one in reading.assertions)
    starts = reading.acte == "recommencer" and not _goes_on(before, text, remark, a)
    if starts and not told:
        return situations.restart(a, before)
    other = said.AUTRE_PERSONNE in remark or said.POUR_UN_PROCHE in remark
    if before.begun and (
        other or starts or situations.introduces_somebody(before, reading, remark)
    ):
        return situations.another_person(
            a, before, reading, remark, lambda clean, read: _act(a, clean, text, read, remark)
        )
    return None


def _goes_on(before: Conversation, text: str, remark: Remark, a: Assistant) -> bool:
    """Whether what resembles a new start is none.

    « Elle vit avec une autre personne », « le deuxième » and « question suivante » to a question.
    """
    if not before.begun:
        return False
    answers = before.attendu is not None and (
        remark.reponse is not None or chosen(a.catalogue[before.attendu], text) is not None
    )
    return said.MEME_PERSONNE in remark or answers


def _remark(
    a: Assistant, before: Conversation, text: str, reading: Reading, remark: Remark
) -> Optional[Turn]:
    """What is said of the conversation itself; None for anything else."""
    if said.FAUSSE_ALERTE in remark and (before.urgences or before.attendu == "urgence"):
        return correcting.false_alarm(a, before, text, reading)
    if said.OUBLIER in remark and before.begun:
        return correcting.forget(a, before, text, reading, remark)
    asked_why = said.POURQUOI_PAS in remark or (
        said.ET_EUX in remark and reading.acte != CORRIGER and remark.words <= _SHORT
    )
    if asked_why and remark.services and before.orientation and not before.attendu:
        return explaining.explain_why_not(a, before, remark.services)
    if said.QUELQU_UN_D_AUTRE in remark and before.begun:
        taken = list(somebody_elses(reading.assertions, before.situation, text))
        if taken != list(reading.assertions):
            return learn(a, before, taken, reading.lieux)
    if said.CORRIGER_QUOI in remark and before.begun:
        return correcting.correct_what(a, before)
    turn = correcting.other_number(a, before, text, reading)
    return turn or correcting.earlier_question(a, before, text, reading, remark)


def _act(
    a: Assistant, before: Conversation, text: str, reading: Reading, remark: Remark
) -> Turn:  # fmt: skip
    if before.attendu and chosen(a.catalogue[before.attendu], text) is not None:
        return orient(a, before, text, reading, remark)  # an offered answer is one, whatever it reads like
    acte = reading.acte
    if acte == "saluer":
        return courtesy.greet(a, before)
    if acte == "remercier":
        return courtesy.thank(a, before)
    if acte == "prendre_conge":
        return courtesy.take_leave(a, before)
    if acte == "demander_humain":
        return questions.hand_over(a, before)
    if acte == "pourquoi":
        return explaining.explain(a, before)
    if acte == "continuer":
        return courtesy.resume(a, before)
    if acte == "question_service":
        return questions.answer_question(a, before, text)
    if acte in _PERHAPS_ASKING and not reading.states_something:
        asked = questions.stray_question(a, before, text, reading)
        if asked is not None:
            return asked
    if acte in ("hors_sujet", "insulte", "autre_langue"):
        return courtesy.decline(a, before, acte)
    if acte == "incompris":
        return courtesy.rephrase(a, before, text, reading, remark)
    if acte in (AFFIRMER, NIER, NE_SAIT_PAS, "recommencer") and before.attendu is None:
        return courtesy.rephrase(a, before, text, reading, remark)
    return orient(a, before, text, reading, remark)


def _danger(reading: Reading) -> bool:
    """Whether a message tells of a danger: nothing else comes before it."""
    return any(
        one.fait == "urgence" and one.retenue and one.valeur not in (None, "aucune")
        for one in reading.assertions
    )
