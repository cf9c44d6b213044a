"""What every call needs, loaded once: who speaks, who understands, how long things are kept."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Awaitable, Callable, Mapping, Optional, Protocol, Sequence

from actions.answers.spoken.aloud import Aloud
from actions.answers.spoken.speaker import Speaker, Written
from actions.answers.spoken.wording import load_spoken_wording
from actions.assembly import DATA, assistant, departement_codes, phone_numbers
from actions.dialogue.turns import Assistant
from actions.sheet.reference import spelled
from bot.calls.hints import hints
from bot.calls.keypad import longest
from bot.calls.moves import Listening
from bot.calls.state import CallState
from bot.conservation import Conservation, load_conservation
from bot.hearing import Repairer
from bot.source import SourceError, fail, load_map
from bot.understanding.acts import Acts
from bot.understanding.loading import reader
from bot.understanding.reader import Reader

#: What the caller says → the assistant's messages.
Ask = Callable[[str], Awaitable[Sequence[Written]]]
#: Commands of the call itself, in data/dialogue/commandes_voix.yml.
REPETER, LENTEMENT, VITE, SUITE, CONTACTS = "repeter", "lentement", "vite", "suite", "contacts"
ETAPES, ADRESSE, CHOIX, PERSONNE = "etapes", "adresse", "choix", "personne"
RACCROCHER, SERVICE_SOCIAL, AUTRE_SERVICE = "raccrocher", "service_social", "autre_service"
_COMMANDS = frozenset({
    REPETER, LENTEMENT, VITE, SUITE, CONTACTS, ETAPES, ADRESSE, CHOIX, PERSONNE, RACCROCHER,
    SERVICE_SOCIAL, AUTRE_SERVICE,
})  # fmt: skip
#: Milliseconds of silence before it is told: an answer is shorter to find than a description.
_SHORT_WAIT, _LONG_WAIT = 7_000, 12_000


class Repair(Protocol):
    """Puts right what recognition did to words (bot/hearing)."""

    def __call__(self, text: str, hints: Sequence[str] = ()) -> str:
        """`text`, repaired."""


def as_heard(text: str, hints: Sequence[str] = ()) -> str:
    """Repairs nothing."""
    return text


@dataclass(frozen=True)
class Phone:
    """The parts of a call.

    commands: what is said of the call itself. place: name of a département from its code.
    kept: how many days things are kept.
    """

    speaker: Speaker
    commands: Acts
    reader: Reader
    place: Callable[[str], Optional[str]]
    kept: Conservation
    repair: Repair = as_heard

    def listening(self, state: CallState) -> Listening:
        """What is listened for in that state."""
        quick = state.attente is not None or state.question is not None
        return Listening(self.hints(state), longest(state), _SHORT_WAIT if quick else _LONG_WAIT)

    def hints(self, state: CallState) -> list[str]:
        """The words to expect in that state."""
        return hints(state, self.speaker.wording.hints, self.place)

    def units(self) -> Mapping[str, str]:
        """The unit of each fact."""
        return {code: fait.unite for code, fait in self.speaker.catalogue.items()}

    def announce(self, state: CallState) -> str:
        """What the person who takes the call over may be told."""
        reference = (state.orientation or {}).get("reference") if state.entendue else None
        if not reference:
            return " ".join(self.speaker.say("transmis"))
        return " ".join(self.speaker.say("transmis_reference", reference=spelled(reference)))


def load_phone(a: Assistant, understands: Reader, data: Path = DATA) -> Phone:
    """Raises SourceError, file and line named."""
    departements = departement_codes(data / "directory")
    wording = load_spoken_wording(
        data / "wording" / "voix.yml", a.catalogue, list(a.policy.emergencies), departements
    )
    aloud = Aloud(wording.pronunciations, phone_numbers(data / "directory"))
    unsaid = {
        sentence
        for profil in ("partenaire", "assure")
        for way in a.wording.ways("apres_information", profil)
        for sentence in aloud.sentences(way)
    }
    names = a.wording.by_orientation["noms_orientations"]
    hearing = Repairer.load(data)
    speaker = Speaker(wording, aloud, a.catalogue, names, frozenset(unsaid))
    return Phone(
        speaker,
        _commands(data / "dialogue" / "commandes_voix.yml"),
        understands,
        lambda code: (found.nom if (found := a.directory.departement(code)) else None),
        load_conservation(data / "conservation.yml"),
        lambda text, hints=(): hearing.repair(text, hints).text,
    )


@lru_cache(maxsize=1)
def the_phone() -> Phone:
    """The one of this process, loaded at first use."""
    return load_phone(assistant(), reader())


def _commands(path: Path) -> Acts:
    for key in load_map(path):
        if key not in _COMMANDS:
            fail(key, f"« {key} » n'est pas connu ici")
    found = Acts.load(path)
    missing = _COMMANDS.difference(found.patterns)
    if missing:
        raise SourceError(f"{path.name}:1: il manque « {min(missing)} »")
    return found
