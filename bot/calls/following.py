"""What the call itself asked, and what is asked of it: contacts, steps, again, slower, a person."""

from __future__ import annotations

from typing import Optional, Sequence

from actions.answers.spoken import orientation as said_of
from bot.calls import phone as commands
from bot.calls.moves import Move, hanging_up, saying, transferring
from bot.calls.phone import Ask, Phone
from bot.calls.state import (
    AVIS,
    CONTACTS,
    CORRECTION,
    DEPARTEMENT,
    ETAPES,
    PERSONNE,
    RELECTURE,
    SUITE,
    CallState,
)
from bot.calls.telling import MOST_READ_BACKS, close, give, how, reading_out, tell
from bot.catalogue import CHOIX
from bot.understanding.acts import AFFIRMER, CORRIGER, INCOMPRIS, NE_SAIT_PAS, NIER
from bot.understanding.reader import Reading

Turn = tuple[CallState, Move]
_OPINIONS = {AFFIRMER: "utile", NIER: "pas utile"}
#: What the call itself offered, to be answered by yes or no.
_OFFERS = frozenset({CONTACTS, ETAPES, PERSONNE, AVIS})
#: Acts that leave what is being read back for something else.
_ELSEWHERE = frozenset({"effacer", "recommencer", "demander_humain", "question_service", CORRIGER})


def again(phone: Phone, state: CallState, *before: Sequence[str]) -> Turn:
    """What was last said, after other sentences."""
    if not state.dit:
        return state, Move(saying(*before, phone.speaker.say("rien_a_repeter")), redit=True)
    return state, Move((*saying(*before), *state.dit), redit=True)


def follow(phone: Phone, state: CallState, name: str) -> Optional[Turn]:
    """Answer a command; None when it means nothing where the call is."""
    speaker, payload = phone.speaker, state.orientation if state.entendue else None
    if name == commands.PERSONNE:
        return state, transferring(speaker.say("personne"))
    if name == commands.RACCROCHER:
        return state, hanging_up(speaker.say("au_revoir"))
    if name == commands.REPETER:
        return again(phone, state)
    if name in (commands.LENTEMENT, commands.VITE):
        slow = name == commands.LENTEMENT
        said = speaker.say("plus_lentement" if slow else "plus_vite")
        return again(phone, state.with_(lent=slow), said)
    if name == commands.SUITE:
        return _go_on(phone, state) if state.a_lire else None
    if name == commands.CHOIX and state.question is not None and state.question["format"] == CHOIX:
        labels = [choice["libelle"] for choice in state.question["choix"]]
        return state, Move(saying(speaker.choices(labels)))
    if payload is None:
        return None
    if name == commands.CONTACTS:
        return reading_out(speaker, state, said_of.contacts(payload, speaker), ETAPES)
    if name == commands.ETAPES:
        return reading_out(speaker, state, said_of.steps(payload, speaker), AVIS)
    if name == commands.ADRESSE:
        return _address(phone, state)
    return None


async def answer(
    phone: Phone, state: CallState, text: str, reading: Reading, ask: Ask
) -> Optional[Turn]:
    """Answer what the call itself asked; None when the message is for the dialogue."""
    if state.attente == DEPARTEMENT:
        return await _placed(phone, state, text, ask)
    if state.attente == CORRECTION:
        return tell(phone, state, await ask(text))
    said = None if reading.states_something else reading.reponse
    if state.attente == RELECTURE:
        return await _read_back(phone, state, text, reading, said, ask)
    if state.attente is None and not (state.entendue and state.question is None):
        return None
    if said not in (AFFIRMER, NIER):
        unheard = reading.acte == INCOMPRIS and not reading.states_something
        if state.attente in _OFFERS and unheard:  # what was offered is not lost to a misheard word
            missed = state.with_(manques=state.manques + 1)
            return again(phone, missed, phone.speaker.say("oui_ou_non"))
        return None
    return await _yes_no(phone, state, said, ask)


async def _yes_no(phone: Phone, state: CallState, said: str, ask: Ask) -> Turn:
    speaker, payload, yes = phone.speaker, state.orientation, said == AFFIRMER
    if state.attente == SUITE:
        return _go_on(phone, state) if yes else _closed(phone, state, state.apres)
    if state.attente == CONTACTS and payload is not None:
        if yes:
            return reading_out(speaker, state, said_of.contacts(payload, speaker), ETAPES)
        return _closed(phone, state, ETAPES)
    if state.attente == ETAPES and payload is not None:
        if yes:
            return reading_out(speaker, state, said_of.steps(payload, speaker), AVIS)
        return _closed(phone, state, AVIS)
    if state.attente == PERSONNE and yes:
        return state, transferring(speaker.say("personne"))
    if state.attente == AVIS:
        return tell(phone, state, await ask(_OPINIONS[said]))
    return _closed(phone, state, None)


async def _read_back(
    phone: Phone, state: CallState, text: str, reading: Reading, said: Optional[str], ask: Ask
) -> Turn:
    """« Oui » gives the orientation, « non » asks what is wrong, a fact corrects."""
    speaker = phone.speaker
    if said in (AFFIRMER, NE_SAIT_PAS):
        return give(speaker, state)
    if said == NIER:
        if state.relectures >= MOST_READ_BACKS:
            return state, transferring(speaker.say("personne_corrections"))
        return state.with_(attente=CORRECTION), Move(saying(speaker.say("corriger")))
    if reading.states_something or reading.acte in _ELSEWHERE:
        return tell(phone, state, await ask(text))
    # « merci », which recognisers make of « non merci », is neither yes nor no
    return again(phone, state.with_(manques=state.manques + 1), speaker.say("oui_ou_non"))


def _go_on(phone: Phone, state: CallState) -> Turn:
    """The next page; then the pending question again, when there is one."""
    page, *others = state.a_lire
    speaker = phone.speaker
    if others:
        waiting = state.with_(a_lire=tuple(others))
        return waiting, Move(saying(page, speaker.say("suite")))
    state = state.with_(a_lire=())
    if state.question is not None:
        return state, Move(saying(page, how(speaker, state.question["format"])))
    state, closing = close(speaker, state.with_(apres=None), state.apres)
    return state, Move(saying(page, closing))


def _closed(phone: Phone, state: CallState, apres: Optional[str]) -> Turn:
    state, closing = close(phone.speaker, state.with_(a_lire=(), apres=None), apres)
    return state, Move(saying(closing))


# ------------------------------------------------------------------ the e-mail of the local team
def _address(phone: Phone, state: CallState) -> Turn:
    speaker, payload = phone.speaker, state.orientation
    assert payload is not None
    found = said_of.emails(payload)
    said = [
        sentence
        for contact in found
        for sentence in speaker.say(
            "adresse", nom=contact["nom"], adresse=speaker.email(contact["courriel"])
        )
    ]
    if said:
        return reading_out(speaker, state, said, AVIS)
    if payload["orientation"] != "service_social":
        return state, Move(saying(speaker.say("adresse_sans_objet")))
    if payload["faits"].get("departement"):
        return _closed_after(phone, state, "adresse_inconnue")
    return state.with_(attente=DEPARTEMENT), Move(saying(speaker.say("adresse_departement")))


def _closed_after(phone: Phone, state: CallState, key: str) -> Turn:
    state, closing = close(phone.speaker, state, None)
    return state, Move(saying(phone.speaker.say(key), closing))


async def _placed(phone: Phone, state: CallState, text: str, ask: Ask) -> Turn:
    """Where the person lives was just told: the address, if one is known there."""
    assure = ((state.orientation or {}).get("faits") or {}).get("profil") == "assure"
    place = f"dans le {text}" if text.strip().isdigit() else f", {text}"
    told = await ask(f"{'je vis' if assure else 'la personne vit'} {place}")
    after, move = tell(phone, state, told)
    known = ((after.orientation or {}).get("faits") or {}).get("departement")
    if after.entendue and after.orientation is not None and known:
        return _address(phone, after)
    return after, move
