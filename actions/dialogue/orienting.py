"""Adds what was understood to the situation, then gives numbers, asks one question, or orients."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Iterable, Optional

from actions.answers.changes import changes, note
from actions.answers.compose import Shift, orientation_reply
from actions.answers.questions import question_reply
from actions.answers.recap import recap
from actions.answers.summary import to_read_out
from actions.dialogue.answering import chosen, read_answer
from actions.dialogue.conversation import Conversation, Turn
from actions.dialogue.emergencies import danger
from actions.dialogue.remarks import SANS_LIEN, Remark
from actions.dialogue.sheets import with_sheet
from actions.dialogue.turns import Assistant, profil
from actions.dialogue.withdrawing import settled
from actions.policy.engine import Decision, State, decide, deduce
from actions.policy.model import A_PRECISER
from actions.policy.questions import next_question
from bot.situation import CORRECTION, REPONSE, Assertion
from bot.understanding.acts import CORRIGER, NIER
from bot.understanding.reader import Reading
from bot.understanding.text import fold

#: Given at once, beside the orientation: going on from there is no change of orientation.
_URGENCE = "urgence"
_HEALTH = "probleme_sante"
#: « Non, et elle a 54 ans »: an answer, then more.
_ANSWERED_AND_MORE = re.compile(r"^\W*(?:non|nan)\W+(?:et|mais|par contre|en revanche)\b")


def orient(a: Assistant, before: Conversation, text: str, reading: Reading, remark: Remark) -> Turn:
    """Answer a message that describes, answers or corrects."""
    choice = chosen(a.catalogue[before.attendu], text) if before.attendu else None
    if choice is not None:
        return learn(a, before, [choice])
    assertions = list(reading.assertions)
    answer = answered(a, before, text, reading, remark)
    if answer is not None:
        assertions.append(answer)
    if reading.acte == CORRIGER:
        assertions = [_as_correction(one) for one in assertions if not _of_writer(one)]
    if SANS_LIEN not in remark:
        ill = deduce(a.policy, before.situation.values()).get(_HEALTH) is True
        assertions = [one for one in assertions if not (ill and _in_good_health(one))]
    return learn(a, before, assertions, reading.lieux)


def _in_good_health(said: Assertion) -> bool:
    """« Aucune difficulté », of somebody known to be ill or on leave, is no good health."""
    return said.fait == _HEALTH and said.valeur is False and said.origine != REPONSE


def answered(
    a: Assistant, before: Conversation, text: str, reading: Reading, remark: Remark
) -> Optional[Assertion]:
    """The answer of a message to the pending question, if it is one."""
    if not before.attendu:
        return None
    doubt = before.situation.doubts().get(before.attendu)
    fait = a.catalogue[before.attendu]
    known = before.situation.current()
    restated = any(one.retenue and one.fait in known for one in reading.assertions)
    both = _ANSWERED_AND_MORE.match(fold(text))
    if reading.acte == CORRIGER and reading.reponse == NIER and restated and not both:
        return None  # « non, elle a 54 ans »: the denial opens the correction
    return read_answer(fait, text, reading, remark, doubt.valeur if doubt else None)


def learn(
    a: Assistant,
    before: Conversation,
    assertions: Iterable[Assertion],
    lieux: tuple[str, ...] = (),
    ask: Optional[str] = None,
) -> Turn:
    """Add assertions to the situation and answer. `ask`: a fact to ask about first, if one may."""
    situation = before.situation.add(assertions, before.situation.tour + 1)
    situation = settled(a.policy, before.situation, situation)
    known = "departement" in situation.values()
    now = before.with_(
        situation=situation,
        attendu=None,
        lieux=lieux or (() if known else before.lieux),
        incompris=0,
    )
    turn = danger(a, before, now, decided)
    return turn if turn is not None else go_on(a, before, now, ask)


def go_on(
    a: Assistant,
    before: Conversation,
    now: Conversation,
    ask: Optional[str] = None,
    lead: str = "",
) -> Turn:
    """Ask the next question, or orient. `lead`: what is said first."""
    state = State.of(now.situation)
    decision = decide(a.policy, state)
    speech = a.speech(now)
    noted = note(changes(before.situation, now.situation), a.catalogue, speech)
    lead = "\n".join(p for p in (lead, noted) if p)
    if decision.orientation is None or ask is not None:
        question = next_question(a.policy, state, decision, a.chances)
        if ask is not None and question is not None:
            question = replace(question, fait=ask)
        if question is not None:
            fait = a.catalogue[question.fait]
            doubt = now.situation.doubts().get(question.fait)
            said = speech.said(fait.asked(speech.assure)[0])  # of somebody else, just before
            again = question.fait == before.attendu or said
            known = recap(now.situation, a.catalogue, speech)
            reply = question_reply(question, fait, speech, doubt, lead, again, known)
            situation = now.situation.asked(question.fait)
            return Turn((reply,), now.with_(situation=situation, attendu=question.fait))
    if decision.orientation is None:
        decision = decide(a.policy, state, final=True)
    return decided(a, now, decision, lead)


def decided(a: Assistant, now: Conversation, decision: Decision, lead: str = "") -> Turn:
    """Give an orientation, and say what it changes."""
    reference = now.reference or a.sheets.draw()
    speech, who = a.speech(now), profil(now)
    unknown = (*now.situation.questions, *now.situation.unknown_to_partner())
    phone = ""
    if decision.orientation == A_PRECISER:
        phone = to_read_out(now.situation, a.catalogue, speech, a.place(now.situation), unknown)
    reply = orientation_reply(
        decision,
        now.situation,
        a.policy,
        speech,
        a.contacts(decision, who),
        reference,
        _shift(a, now, who),
        lead,
        _ambiguous(a, now, decision),
        phone,
    )
    done = now.with_(
        attendu=None,
        orientation=decision.orientation,
        reference=reference,
        decide_a=len(now.situation.journal),
    )
    return with_sheet(a, Turn((reply,), done), decision, now.orientation)


def _shift(a: Assistant, now: Conversation, who: str) -> Optional[Shift]:
    """From the orientation given before, if there was one besides an emergency."""
    if now.orientation in (None, _URGENCE):
        return None
    then = now.situation.until(now.decide_a)
    decision = a.decide(then)
    if decision.orientation != now.orientation:  # the policy changed in between
        decision = replace(decision, orientation=now.orientation)
    contacts = frozenset(c.code for c in a.contacts(decision, who).all())
    return Shift(decision, changes(then, now.situation), contacts)


def _ambiguous(a: Assistant, now: Conversation, decision: Decision) -> list[str]:
    """Names of the possible départements, when the local contact depends on which."""
    if not now.lieux or "departement" in decision.known:
        return []
    if decision.orientation != "service_social":
        return []
    if not any(a.directory.local_contacts(code) for code in now.lieux):
        return []
    found = (a.directory.departement(code) for code in now.lieux)
    return [d.nom for d in found if d is not None]


def _as_correction(assertion: Assertion) -> Assertion:
    return replace(assertion, origine=CORRECTION) if assertion.retenue else assertion


def _of_writer(assertion: Assertion) -> bool:
    """« Je me suis trompée » says nothing of who the person is."""
    return assertion.fait == "profil" and assertion.valeur == "assure"
