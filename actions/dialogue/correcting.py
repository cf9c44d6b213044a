"""Corrections that are not a plain fact: a touch, « oubliez… », « pour l'argent, oui en fait »."""

from __future__ import annotations

import re
from typing import Mapping, Optional

from actions.answers.recap import CORRIGER, OUBLIER, answers
from actions.answers.reply import Reply
from actions.dialogue.conversation import Conversation, Turn
from actions.dialogue.emergencies import NO_DANGER
from actions.dialogue.orienting import go_on, learn
from actions.dialogue.remarks import AU_SUJET, Remark
from actions.dialogue.turns import Assistant
from actions.dialogue.withdrawing import withdrawal
from actions.policy.engine import MAX_QUESTIONS
from bot.catalogue import CHOIX, NOMBRE, OUI_NON, Fait
from bot.situation import CORRECTION, REPONSE, Assertion, Value
from bot.understanding.reader import Reading
from bot.understanding.text import Words, fold

_TOUCH = re.compile(
    rf"^\s*(?P<verb>{CORRIGER}|{OUBLIER})\s*:\s*(?P<label>[^:]+?)\s*(?::\s*(?P<value>.+?)\s*)?$",
    re.IGNORECASE,
)
_DEPARTEMENT = re.compile(r"^(?:0[1-9]|[1-8]\d|9[0-5]|2[ab]|97[1-6])$", re.IGNORECASE)
_NUMBER = re.compile(r"^(\d+(?:[.,]\d+)?)\s*[a-zé]*$", re.IGNORECASE)
_A_NUMBER = re.compile(r"^\d+(?:\.\d+)?$")
_INSTEAD = re.compile(r"\b(?:pas|mais|non|plutot|au lieu)\b")
_YES = frozenset({"oui", "si", "effectivement", "exact"})
_NO = frozenset({"non", "pas", "plus", "aucun", "aucune"})
#: « Pour l'argent, oui en fait »: a longer message tells something else.
_A_REMARK = 14
#: The stay that « oui » alone gives, when nothing more may be asked.
_A_STAY = "en_cours"


def touch(a: Assistant, before: Conversation, text: str, reading: Reading) -> Optional[Turn]:
    """Answer what a touch in the recap sends; None for any other message.

    « Corriger : arrêt de travail : non », « Oublier : âge ».
    """
    found = _TOUCH.match(text)
    if not found:
        return None
    fait = _named(a.catalogue, found["label"])
    if fait is None:
        return _say(a, before, "correction_illisible")
    if fold(found["verb"]) == fold(OUBLIER):
        return learn(a, before, [withdrawal(fait.code, text)])
    value = _typed(fait, found["value"] or "", reading)
    if value is None or not fait.legal(value):
        return _say(a, before, "correction_illisible")
    said = Assertion(fait.code, value, found["value"], 0, len(text), origine=CORRECTION)
    return learn(a, before, [withdrawal(fait.code, text), said])


def forget(a: Assistant, before: Conversation, text: str, reading: Reading, remark: Remark) -> Turn:
    """« Oubliez l'hospitalisation »: the facts named, or read, are known no more."""
    known = before.situation.current()
    doubts = before.situation.doubts()
    named = [f for f in remark.faits if f in known or f in doubts]
    read = [one.fait for one in reading.assertions if one.fait in known and one.fait != "profil"]
    faits = list(dict.fromkeys(named or read))
    if not faits:
        return _say(a, before, "oublier_inconnu")
    return learn(a, before, [withdrawal(f, text) for f in faits])


def earlier_question(
    a: Assistant, before: Conversation, text: str, reading: Reading, remark: Remark
) -> Optional[Turn]:
    """« Ah si, pour l'hospitalisation, oui en fait »: an answer, but not to the last question."""
    tokens = Words(text).tokens
    if not before.begun:
        return None
    asked = [
        f
        for f in remark.faits
        if f != before.attendu and (f in before.situation.questions or AU_SUJET in remark)
    ]
    answer = True if _YES & set(tokens) else False if _NO & set(tokens) else None
    if not asked or answer is None or remark.words > _A_REMARK:
        return None
    fait = a.catalogue[asked[0]]
    read = any(one.fait == fait.code and one.retenue for one in reading.assertions)
    if read and AU_SUJET not in remark:
        return None
    assertions = [one for one in reading.assertions if one.fait not in ("profil", fait.code)]
    if fait.type == OUI_NON:
        value: Value = answer
    elif "aucune" in fait.valeurs and not answer:
        value = "aucune"
    elif "aucune" in fait.valeurs and len(before.situation.questions) < MAX_QUESTIONS:
        # which one is not told: the question that offers the choice is asked again
        return learn(a, before, [*assertions, withdrawal(fait.code, text)], ask=fait.code)
    elif fait.code == "hospitalisation":
        value = _A_STAY
    else:
        return None
    said = Assertion(fait.code, value, text.strip(), 0, len(text), origine=REPONSE)
    return learn(a, before, [*assertions, said])


def other_number(a: Assistant, before: Conversation, text: str, reading: Reading) -> Optional[Turn]:
    """« C'est 54, pas 45 »: of two numbers the one that is known is wrong, the other right."""
    numbers = [float(t) for t in Words(text).tokens if _A_NUMBER.match(t)]
    if len(numbers) != 2 or not _INSTEAD.search(fold(text)):
        return None
    for code, known in before.situation.current().items():
        fait = a.catalogue[code]
        if fait.type != NOMBRE or known.valeur not in numbers:
            continue
        read = [one.valeur for one in reading.assertions if one.fait == code and one.retenue]
        if any(value != known.valeur for value in read):
            return None  # the right one was read already
        other = next((n for n in numbers if n != known.valeur), None)
        value: Optional[Value] = int(other) if other and fait.unite == "ans" else other
        if fait.legal(value):
            said = Assertion(code, value, text.strip(), 0, len(text), origine=CORRECTION)
            return learn(a, before, [said])
    return None


def false_alarm(a: Assistant, before: Conversation, text: str, reading: Reading) -> Turn:
    """« Fausse alerte »: no danger after all; the orientation goes on."""
    speech = a.speech(before)
    if not before.urgences and not before.prudence:
        return _say(a, before, "fausse_alerte_rien")
    said = Assertion("urgence", NO_DANGER, text.strip(), 0, len(text), origine=CORRECTION)
    # « elle va bien de ce côté-là » denies the danger, not that she is ill
    others = [one for one in reading.assertions if one.fait not in ("urgence", "profil") and one.valeur is not False]
    situation = before.situation.add([*others, said], before.situation.tour + 1)
    now = before.with_(situation=situation, attendu=None, urgences=(), incompris=0)
    return go_on(a, now, now, lead=speech.say("fausse_alerte"))


def correct_what(a: Assistant, before: Conversation) -> Turn:
    """« Je me suis trompée »: ask what is to be corrected."""
    return _say(a, before, "corriger_quoi")


def _say(a: Assistant, before: Conversation, key: str) -> Turn:
    payload = {"type": "information", "sujet": "correction", "source": "assistant"}
    return Turn((Reply(a.speech(before).say(key), payload),), before)


def _named(catalogue: Mapping[str, Fait], label: str) -> Optional[Fait]:
    said = fold(label).strip()
    return next(
        (f for f in catalogue.values() if said in (fold(f.libelle), f.code.replace("_", " "))), None
    )


def _typed(fait: Fait, text: str, reading: Reading) -> Optional[Value]:
    """The value typed or touched, in any of the ways it is shown."""
    said = fold(text).strip()
    for value, words in answers(fait).items():
        if said in (fold(words), str(value), fold(fait.choix.get(str(value), words))):
            return value
    if fait.type == NOMBRE and (number := _NUMBER.match(text.strip())):
        typed = float(number[1].replace(",", "."))
        return int(typed) if fait.unite == "ans" else typed
    if fait.code == "departement" and _DEPARTEMENT.match(said):
        return said.upper()
    if fait.type not in (OUI_NON, NOMBRE, CHOIX):
        read = [one.valeur for one in reading.assertions if one.fait == fait.code]
        return read[-1] if read else None
    return None
