"""The assistant's messages → what is said of them on the phone, and what is awaited then."""

from __future__ import annotations

from typing import Any, List, Mapping, Optional, Sequence

from actions.answers.spoken import orientation as said_of
from actions.answers.spoken.breaths import AT_A_TIME, pages
from actions.answers.spoken.readback import read_back
from actions.answers.spoken.speaker import Speaker, Written
from bot.calls.moves import Move, hanging_up, saying, transferring
from bot.calls.phone import Phone
from bot.calls.state import (
    AVIS,
    CONTACTS,
    CORRECTION,
    ETAPES,
    PERSONNE,
    RELECTURE,
    SUITE,
    CallState,
)
from bot.catalogue import CHOIX, NOMBRE, OUI_NON

#: Times facts are read back before an orientation: once, then after each of two corrections.
MOST_READ_BACKS = 3
_URGENCE, _A_PRECISER = "urgence", "a_preciser"
#: Subjects of answers that mean something for the call itself.
_BROKEN, _BYE, _A_PERSON, _ERASED, _SHEET = "panne", "au_revoir", "humain", "effacement", "fiche"
_WHY, _WHAT_IS_WRONG, _ANOTHER = "explication", "correction", "nouvelle_situation"
#: What is new is told in so many facts.
_TOLD = 2


def tell(phone: Phone, state: CallState, messages: Sequence[Written]) -> tuple[CallState, Move]:
    """The call after an answer of the assistant, and what it says."""
    speaker = phone.speaker
    state = state.with_(attente=None, a_lire=(), apres=None)
    found = [m.donnees for m in messages if m.donnees]
    sujets = {str(p.get("sujet")) for p in found if p.get("type") == "information"}
    if _BROKEN in sujets:
        return state, transferring(speaker.say("panne"))
    urgent = next((p for p in found if p["type"] == _URGENCE), None)
    if urgent is not None:
        return _emergency(speaker, state, urgent)
    if _ERASED in sujets:
        said = speaker.aloud.sentences(speaker.wording.informations[_ERASED])
        return CallState(lent=state.lent), Move(saying(said), efface=True)
    if _BYE in sujets:
        return state, hanging_up(speaker.say("au_revoir"))
    if _A_PERSON in sujets:
        return state, transferring(speaker.say("personne"))
    sheet = next((p for p in found if p.get("sujet") == _SHEET and p.get("fiche")), None)
    if sheet is not None:
        return _sheet(phone, state.with_(question=None), str(sheet["fiche"]["reference"]))
    if _ANOTHER in sujets:  # of somebody else, nothing was said yet
        state = state.with_(orientation=None, entendue=False, relectures=0, avis_demande=False)
    lead, more = _informed(phone, state, messages)
    question = next((m for m in messages if _type(m) == "question"), None)
    if question is not None:
        return _asked(speaker, state, question, lead, more)
    decided = next((p for p in reversed(found) if p["type"] == "orientation"), None)
    if decided is not None and decided["orientation"] != _URGENCE:
        state = state.with_(orientation=decided, question=None)
        return _decided(speaker, state, lead)
    state = state.with_(question=None)
    if _WHAT_IS_WRONG in sujets:
        return state.with_(attente=CORRECTION), Move(saying(lead))
    invited = all(speaker.own_form(m) for m in messages) and state.orientation is None
    if invited and not more:  # what is said of them leaves something to do
        return state, Move(saying(lead))
    return reading_out(speaker, state, [*lead, *more], None)


def give(speaker: Speaker, state: CallState, lead: Sequence[str] = ()) -> tuple[CallState, Move]:
    """Say the orientation, whose facts are right; then offer its contacts."""
    payload = state.orientation
    assert payload is not None
    said = said_of.verdict(payload, speaker, state.entendue)
    state = state.with_(entendue=True, relectures=0, doute=False, connus=_known(payload))
    if payload["orientation"] == _A_PRECISER:
        attente, closing = PERSONNE, speaker.say("voulez_personne")
    else:
        attente, closing = CONTACTS, speaker.say("voulez_contacts")
    return state.with_(attente=attente), Move(saying(lead, said, closing))


def reading_out(
    speaker: Speaker, state: CallState, said: Sequence[str], apres: Optional[str]
) -> tuple[CallState, Move]:
    """Read sentences two at a time; `apres`: what is asked once all are read (CONTACTS, ETAPES, AVIS)."""
    first, *others = pages(said) or [speaker.say("rien_de_plus")]
    if others:
        rest = tuple(map(tuple, others))
        waiting = state.with_(attente=SUITE, a_lire=rest, apres=apres)
        return waiting, Move(saying(first, speaker.say("suite")))
    state, closing = close(speaker, state.with_(a_lire=(), apres=None), apres)
    return state, Move(saying(first, closing))


def close(speaker: Speaker, state: CallState, apres: Optional[str]) -> tuple[CallState, List[str]]:
    """What is asked next, when nothing is left to read."""
    if state.orientation is not None and not state.entendue:  # it is still to be confirmed
        return state.with_(attente=RELECTURE), read_back(state.orientation, speaker)
    if apres == AVIS and state.avis_demande:
        apres = None
    if apres == AVIS:
        return state.with_(attente=AVIS, avis_demande=True), speaker.say("avis")
    if apres == ETAPES:
        return state.with_(attente=ETAPES), speaker.say("voulez_etapes")
    key = "menu" if state.entendue else "autre_question"
    return state.with_(attente=None), speaker.say(key)


def _type(message: Written) -> str:
    return str((message.donnees or {}).get("type", ""))


def _informed(
    phone: Phone, state: CallState, messages: Sequence[Written]
) -> tuple[List[str], List[str]]:
    """What is said before the rest, and what of it is left for « suite »."""
    lead: List[str] = []
    more: List[str] = []
    for message in messages:
        if _type(message) in ("question", "orientation", _URGENCE):
            continue
        payload = message.donnees or {}
        if payload.get("sujet") == _WHY and state.orientation is not None:
            said = said_of.reasons(state.orientation, payload, phone.speaker)
        else:
            said = phone.speaker.information(message, state.entendue)
        room = AT_A_TIME if not more else 0
        lead, more = [*lead, *said[:room]], [*more, *said[room:]]
    return lead, more


def _emergency(
    speaker: Speaker, state: CallState, payload: Mapping[str, Any]
) -> tuple[CallState, Move]:
    """The numbers, twice, and nothing else until help was called: « continuer » goes on."""
    says = saying(speaker.emergency(payload["urgence"]), speaker.say("urgence_ensuite"))
    return state.with_(question=None), Move(says, whole=True)


def _sheet(phone: Phone, state: CallState, reference: str) -> tuple[CallState, Move]:
    parts = said_of.sheet(reference, phone.speaker, phone.kept.fiches)
    state, closing = close(phone.speaker, state, None)
    return state, Move(saying(*parts, closing), lent=True)


def _asked(
    speaker: Speaker,
    state: CallState,
    message: Written,
    lead: Sequence[str],
    more: Sequence[str],
) -> tuple[CallState, Move]:
    payload = message.donnees or {}
    before, asked = speaker.question(message)
    confirms = payload["a_confirmer"] is not None
    kind = OUI_NON if confirms else payload["format"]
    noted = _noted(speaker, state, payload) if state.doute else []
    state = state.with_(
        question={"fait": payload["fait"], "format": kind, "choix": list(payload["choix"])},
        connus=_known(payload),
        doute=False,
        a_lire=tuple(map(tuple, pages(more))),
        expliquee=state.expliquee or kind == OUI_NON,
    )
    return state, Move(saying(noted, [*lead, *before], [*asked, *how(speaker, kind)]))


def how(speaker: Speaker, kind: str) -> List[str]:
    """How a question may be answered."""
    keys = {OUI_NON: "comment_oui_non", NOMBRE: "comment_nombre", CHOIX: "comment_choix"}
    return speaker.say(keys[kind]) if kind in keys else []


def _noted(speaker: Speaker, state: CallState, payload: Mapping[str, Any]) -> List[str]:
    """What was just understood, when it was heard with little confidence."""
    new = [one for one in _known(payload) if one not in state.connus][:_TOLD]
    return speaker.say("note", faits=", ".join(new)) if new else []


def _known(payload: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(str(line["dit"]) for line in payload["recapitulatif"])


def _decided(
    speaker: Speaker, state: CallState, lead: Sequence[str]
) -> tuple[CallState, Move]:
    """Read the facts back, the first time and when they were ill heard; else say the orientation."""
    payload = state.orientation
    assert payload is not None
    vague = payload["orientation"] == _A_PRECISER
    facts = [] if vague or (state.entendue and not state.doute) else read_back(payload, speaker)
    if not facts:
        return give(speaker, state, lead)
    if state.relectures >= MOST_READ_BACKS:
        return state, transferring(speaker.say("personne_corrections"))
    state = state.with_(attente=RELECTURE, relectures=state.relectures + 1, doute=False)
    return state, Move(saying(lead, facts, speaker.say("comment_relecture")))
