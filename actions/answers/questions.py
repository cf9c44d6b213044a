"""Composes a question: text, payload, answers to touch; again in other words; and why it is asked."""

from __future__ import annotations

from typing import Any, Mapping, Optional, Sequence

from actions.answers.reply import Reply
from actions.answers.speech import Speech
from actions.answers.typography import listed, small
from actions.policy.questions import Question
from actions.policy.whatif import Outcome
from bot.catalogue import CHOIX, NOMBRE, OUI_NON, Fait
from bot.situation import Assertion, Value


def question_reply(
    question: Question,
    fait: Fait,
    speech: Speech,
    doubt: Optional[Assertion] = None,
    note: str = "",
    again: bool = False,
    known: Sequence[Mapping[str, Any]] = (),
) -> Reply:
    """A question, why it is asked, and the answers that may be touched.

    doubt: what was half understood of that fact; the question then asks to confirm it.
    note: what is said before it. again: it was just asked, so it is put in other words.
    known: the recap of what is understood so far.
    """
    question_text, why = fait.asked(speech.assure)
    asked = _confirmed(fait, speech, doubt, again)
    if asked is None:
        asked = _otherwise(fait, speech) if again else question_text
    choices = _choices(fait, speech)
    payload: dict[str, Any] = {
        "type": "question",
        "fait": fait.code,
        "format": fait.type,
        "rang": question.rang,
        "pourquoi": why,
        "texte": asked,
        "choix": [{"valeur": v, "libelle": label} for v, label in choices],
        "recapitulatif": list(known),
        "a_confirmer": doubt.valeur if doubt else None,  # « oui » then says that value
    }
    text = asked if again else speech.say("question_pourquoi", question=asked, pourquoi=why)
    buttons = (*(label for _, label in choices), speech.say("je_ne_sais_pas"))
    return Reply("\n\n".join(p for p in (note, text) if p), payload, buttons)


def _confirmed(
    fait: Fait, speech: Speech, doubt: Optional[Assertion], again: bool
) -> Optional[str]:
    if doubt is None or doubt.valeur is None:
        return None
    words = {"preuve": doubt.preuve, "compris": fait.said(doubt.valeur, speech.assure)}
    keys = ("confirmer_encore", "confirmer") if again else ("confirmer", "confirmer_encore")
    return speech.fresh([speech.say(key, **words) for key in keys])  # other doubts quote them too


def _otherwise(fait: Fait, speech: Speech) -> str:
    """The same question in other words, then in its own again."""
    own = fait.asked(speech.assure)[0]
    if fait.type == OUI_NON:
        other = speech.say("question_autrement", dit=fait.said(True, speech.assure))
    elif fait.type == NOMBRE:
        name = small(fait.libelle)
        other = speech.say("question_autrement_nombre", libelle=name, unite=fait.unite)
    else:
        choices = listed([f"« {label} »" for label in fait.choix.values()], "ou")
        other = speech.say("question_autrement_choix", choix=choices)
    return speech.fresh([other, own])


def _choices(fait: Fait, speech: Speech) -> list[tuple[Value, str]]:
    if fait.type == OUI_NON:
        yes, no, _ = speech.wording.yes_no
        return [(True, yes), (False, no)]
    if fait.type == CHOIX:
        return list(fait.choix.items())
    return []


def consequences(
    outcomes: Sequence[Outcome], fait: Fait, catalogue: Mapping[str, Fait], speech: Speech
) -> str:
    """« Si oui, je proposerais … ; si non, … »: where each answer leads. Empty when alike."""
    if len(outcomes) < 2:
        return ""
    if fait.type == OUI_NON:
        by_answer = {answer: way for way in outcomes for answer in way.answers}
        yes, no = (_leads(by_answer[answer], catalogue, speech) for answer in (True, False))
        return speech.say("suite_oui_non", oui=yes, non=no)
    usual = max(outcomes, key=lambda way: len(way.answers))
    told = [
        speech.say(
            "suite_choix",
            reponses=listed([f"« {fait.choix[a]} »" for a in way.answers], "ou"),
            suite=_leads(way, catalogue, speech),
        )
        for way in outcomes
        if way is not usual
    ]
    return "".join([*told, speech.say("suite_sinon", suite=_leads(usual, catalogue, speech))])


def _leads(way: Outcome, catalogue: Mapping[str, Fait], speech: Speech) -> str:
    if way.orientation is not None:
        return speech.say("suite_orientation", nom=speech.name(way.orientation))
    assert way.next_fait is not None
    return speech.say("suite_question", libelle=small(catalogue[way.next_fait].libelle))
