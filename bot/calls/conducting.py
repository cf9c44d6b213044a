"""A call, event by event: what is heard is kept, refused or handed to a person, then answered."""

from __future__ import annotations

from difflib import SequenceMatcher

from bot.calls import phone as commands
from bot.calls.events import DTMF, HANGUP, INTERRUPT, TRANSFER_FAILED, Event
from bot.calls.following import Turn, again, answer, follow
from bot.calls.keypad import A_PERSON, AGAIN, GO_ON, typed
from bot.calls.moves import ECOUTER, Move, hanging_up, saying, transferring
from bot.calls.phone import Ask, Phone
from bot.calls.state import ANNONCE, CONVERSATION, FINIE, CallState
from bot.calls.telling import tell
from bot.understanding.acts import AFFIRMER, NIER
from bot.understanding.reader import Reading
from bot.understanding.text import Words, fold

#: Confidence below which words are not believed, then below which they are but told back
#: (exp of Whisper's avg_logprob, measured).
BELIEVED, SURE = 0.55, 0.70
#: Silences or unheard words in a row before a person takes over.
MOST_MISSED = 2
#: How much what was said must look like the name of the service.
_ALIKE = 0.75
_NAME = "service social"


def begin(phone: Phone, announced: bool) -> Turn:
    """The first words of a call. announced: whether the caller first has to name the service."""
    if announced:
        return _kept(CallState(etape=ANNONCE), Move(saying(phone.speaker.say("annonce"))))
    return _kept(CallState(), Move(_welcome(phone)))


async def conduct(phone: Phone, state: CallState, event: Event, ask: Ask) -> Turn:
    """The call after an event, and what it does. Raises what `ask` does."""
    return _kept(*await _conducted(phone, state, event, ask))


async def _conducted(phone: Phone, state: CallState, event: Event, ask: Ask) -> Turn:
    if event.kind == HANGUP:
        return CallState(etape=FINIE), hanging_up((), "appelant")
    if event.kind == TRANSFER_FAILED:
        failed = state.with_(echecs=state.echecs + 1, manques=0)
        said = phone.speaker.say("transfert_echoue"), phone.speaker.say("reprenons")
        return again(phone, failed, *said)
    if event.kind == DTMF:
        return await _keyed(phone, state, event.digits, ask)
    if event.text.strip():
        return await _heard(phone, state, event, ask)
    if event.kind == INTERRUPT:  # the caller cut in: nothing is said, it listens
        return state, Move()
    return _missed(phone, state, "silence", "personne_silence")


def _missed(phone: Phone, state: CallState, key: str, then: str) -> Turn:
    """Nothing usable was heard: once, it is asked again; twice in a row, a person takes over."""
    state = state.with_(manques=state.manques + 1)
    if state.manques < MOST_MISSED:
        return again(phone, state, phone.speaker.say(key))
    if state.echecs:  # nobody could take over, and nobody speaks
        return state, hanging_up(phone.speaker.say("raccroche"), "silence")
    return state, transferring(phone.speaker.say(then))


# ------------------------------------------------------------------ keys
async def _keyed(phone: Phone, state: CallState, digits: str, ask: Ask) -> Turn:
    if digits == A_PERSON:
        return state.with_(manques=0), transferring(phone.speaker.say("personne"))
    if digits == AGAIN:
        return again(phone, state.with_(manques=0))
    if digits == GO_ON:
        turn = follow(phone, state.with_(manques=0), commands.SUITE)
        return turn if turn is not None else again(phone, state)
    words = typed(digits.rstrip(GO_ON), state, phone.units())
    if words is None or state.etape == ANNONCE:
        return _missed(phone, state, "touche_sans_effet", "personne_incompris")
    return await _said(phone, state.with_(manques=0), words, ask)


# ------------------------------------------------------------------ words
async def _heard(phone: Phone, state: CallState, event: Event, ask: Ask) -> Turn:
    expected = phone.hints(state)
    text = phone.repair(event.text, expected)
    confidence = 1.0 if event.confidence is None else event.confidence
    if confidence < BELIEVED and not _danger(phone.reader.read(text)):
        return _missed(phone, state, "mal_entendu", "personne_incompris")
    state = state.with_(doute=state.doute or confidence < SURE)
    others = tuple(phone.repair(other, expected) for other in event.alternatives)
    if state.etape == ANNONCE:
        return await _named(phone, state, text, others, ask)
    text = _answering(phone, state, text, others)
    missed = state.manques
    after, move = await _said(phone, state.with_(manques=0), text, ask)
    if not after.manques:
        return after, move
    if missed + after.manques >= MOST_MISSED:  # neither yes nor no, and not for the first time
        return after, transferring(phone.speaker.say("personne_incompris"))
    return after.with_(manques=missed + after.manques), move


async def _said(phone: Phone, state: CallState, text: str, ask: Ask) -> Turn:
    """What the call asked, a command, or the dialogue's."""
    for name in phone.commands.found(Words(text)):
        turn = follow(phone, state, name)
        if turn is not None:
            return turn
    turn = await answer(phone, state, text, phone.reader.read(text), ask)
    return turn if turn is not None else tell(phone, state, await ask(text))


def _answering(phone: Phone, state: CallState, text: str, others: tuple[str, ...]) -> str:
    """The transcript that answers a yes-or-no question, when the first one says nothing."""
    reading = phone.reader.read(text)
    if (state.attente is None and state.question is None) or reading.states_something:
        return text
    if reading.reponse or phone.commands.found(Words(text)):
        return text
    answers = (o for o in others if phone.reader.read(o).reponse in (AFFIRMER, NIER))
    return next(answers, text)


def _danger(reading: Reading) -> bool:
    """Whether words ill heard tell of a danger: a number given for nothing harms nobody."""
    return any(
        one.fait == "urgence" and one.valeur not in (None, "aucune") and one.retenue
        for one in reading.assertions
    )


# ------------------------------------------------------------------ the name of the service
def _describes(reading: Reading) -> bool:
    """Whether words tell of a person: a request alone, « un remboursement », names a service."""
    return any(one.retenue and one.fait not in ("profil", "demande") for one in reading.assertions)


async def _named(
    phone: Phone, state: CallState, text: str, others: tuple[str, ...], ask: Ask
) -> Turn:
    open_ = state.with_(etape=CONVERSATION, manques=0)
    if _describes(phone.reader.read(text)):
        return tell(phone, open_, await ask(text))
    if any(_names_it(phone, one) for one in (text, *others)):
        return open_, Move(_welcome(phone))
    found = phone.commands.found(Words(text))
    if commands.AUTRE_SERVICE in found or commands.PERSONNE in found:
        return open_, transferring(phone.speaker.say("personne"))
    missed = state.with_(manques=state.manques + 1)
    if missed.manques >= MOST_MISSED:
        return missed, transferring(phone.speaker.say("personne_incompris"))
    return missed, Move(saying(phone.speaker.say("annonce_encore")))


def _names_it(phone: Phone, text: str) -> bool:
    if commands.SERVICE_SOCIAL in phone.commands.found(Words(text)):
        return True
    return SequenceMatcher(None, fold(text).strip(" ."), _NAME).ratio() >= _ALIKE


def _welcome(phone: Phone) -> tuple[str, ...]:
    speaker = phone.speaker
    said = speaker.say("accueil", jours=phone.kept.conversations)
    return saying(said, speaker.say("accueil_invitation"))


def _kept(state: CallState, move: Move) -> Turn:
    """The call, what was just said remembered so as to be repeated."""
    new = move.says and not move.redit and move.puis == ECOUTER
    return (state.with_(dit=move.says) if new else state), move
