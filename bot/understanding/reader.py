"""Text → reading: the facts a message states, with their words, and what it does in the dialogue.

Plain Python: no Rasa, no database. The one entrance of the understanding layer is `Reader.read`.
"""

from __future__ import annotations

import datetime
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Callable, Mapping, Optional

from bot.catalogue import Fait
from bot.situation import DOUTE, Assertion, assertion_from_dict
from bot.understanding import acts as acts_of
from bot.understanding.acts import Acts
from bot.understanding.candidates import MEASURED
from bot.understanding.durations import durations
from bot.understanding.encoder.encoder import Encoder
from bot.understanding.encoder.signs import signs_of, told
from bot.understanding.gazetteer import Gazetteer
from bot.understanding.learnt_acts import AUTRE_LANGUE, LearntActs
from bot.understanding.measures import A_STORY, Seen, settle_measures
from bot.understanding.pattern_reading import Patterns, assertion_of
from bot.understanding.people import People, read_people
from bot.understanding.place_names import Place
from bot.understanding.places import PlaceCues, best_place
from bot.understanding.qualifiers import Qualifiers
from bot.understanding.roles import Roles
from bot.understanding.service_questions import believed, question_chance
from bot.understanding.settling import settle
from bot.understanding.spelling import Speller
from bot.understanding.text import Words
from bot.understanding.trades import Trades
from bot.understanding.vocabulary import Vocabulary, load_vocabulary
from bot.understanding.weighing import weigh
from bot.understanding.writers import Writers

#: So many words tell something of whoever they name; and nobody writes more to speak of something else.
_A_SENTENCE, _A_PAGE = 8, 40
#: Shorter messages are answers: nothing to guess in them, in words.
_WORTH_A_THOUGHT = 8
#: Longer messages tell more than a correction.
_A_REMARK = 25
#: From which chance a danger is heard in a message that thanks or gives an opinion.
_NEARLY_SURE = 0.9
#: Fewer words say too little of the language they are in.
_A_FEW = 3
#: Acts that answer a question or correct what was said.
_ANSWERING = frozenset({acts_of.CORRIGER, acts_of.AFFIRMER, acts_of.NIER, acts_of.NE_SAIT_PAS})
#: Requests that « le dossier », « la fiche » seem to make.
_ABOUT_FILES = frozenset({"demarche_administrative", "information", "accompagnement"})
#: Longest message that is read, in characters; the channels refuse longer ones.
MAX_CHARACTERS = 4000


@dataclass(frozen=True)
class Reading:
    """What one message says.

    Attributes:
        acte: act of dialogue, an intent of the domain.
        reponse: affirmer, nier or ne_sait_pas when the message opens so.
        assertions: facts read, retained or qualified.
        nombre: a number alone in a short message, for an answer.
        duree: a duration in months, for an answer.
        lieux: départements between which a town's name hesitates.
        texte: the message as canonical words, for matching a choice.
        question: how probable it is that the message only asks about the service.
    """

    acte: str
    reponse: Optional[str] = None
    assertions: tuple[Assertion, ...] = ()
    nombre: Optional[float] = None
    duree: Optional[float] = None
    lieux: tuple[str, ...] = ()
    texte: str = ""
    question: float = 0.0

    @property
    def states_something(self) -> bool:
        """Whether a fact of the person was read in it, or half understood."""
        return any(
            a.fait != "profil" and (a.retenue or DOUTE in a.qualificatifs) for a in self.assertions
        )

    def to_dict(self) -> dict[str, Any]:
        """A JSON-ready form, for a Rasa message."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> "Reading":
        """The inverse of `to_dict`."""
        return cls(**{
            **data,
            "assertions": tuple(assertion_from_dict(a) for a in data["assertions"]),
            "lieux": tuple(data["lieux"]),
        })  # fmt: skip


@dataclass(frozen=True)
class Reader:
    """Reads messages; loaded once, then without state. `clock` gives today's date."""

    vocabulary: Vocabulary
    qualifiers: Qualifiers
    roles: Roles
    acts: Acts
    places: PlaceCues
    gazetteer: Gazetteer
    trades: Trades
    clock: Callable[[], datetime.date] = datetime.date.today
    speller: Optional[Speller] = None
    writers: Optional[Writers] = None
    encoder: Optional[Encoder] = None
    learnt_acts: Optional[LearntActs] = None

    @classmethod
    def load(
        cls,
        data: Path,
        catalogue: Mapping[str, Fait],
        clock: Callable[[], datetime.date] = datetime.date.today,
    ) -> "Reader":
        """What is written under `data/`, and nothing learnt (see loading.py).

        Raises SourceError naming file and line.
        """
        folder = data / "vocabulary"
        return cls(
            load_vocabulary(folder, catalogue),
            Qualifiers.load(folder / "qualificatifs.yml"),
            Roles.load(folder / "personnes.yml"),
            Acts.load(folder / "actes.yml"),
            PlaceCues.load(folder / "lieux.yml"),
            Gazetteer.load(data / "directory"),
            Trades.load(folder / "metiers.yml"),
            clock,
            Speller.load(folder / "orthographe.txt", folder / "ecriture_libre.yml"),
        )

    def words(self, text: str) -> Words:
        """A message as canonical words."""
        return Words(text[:MAX_CHARACTERS], self.vocabulary.abbreviations, self.speller)

    def read(self, text: str, known_self: Optional[bool] = None) -> Reading:
        """Read one message.

        `known_self`: whether the writer is already known to be the insured person.
        """
        words = self.words(text)
        if not any(t.isalnum() for t in words.tokens):
            written = any(c.isalpha() for c in text)  # in letters that are not ours
            return Reading(AUTRE_LANGUE if written else acts_of.INCOMPRIS)
        today = self.clock()
        likely_self = self.writers.self_told(words.line) if self.writers else None
        people = read_people(words, self.roles, known_self, likely_self)
        found, named = self.by_patterns(words, people, today)
        place = best_place(named)
        if known_self and not people.self_told:
            found.append(assertion_of(words, "profil", "partenaire", 0, min(3, len(words))))
        if people.self_told and known_self is None:
            found.append(assertion_of(words, "profil", "assure", 0, min(3, len(words))))
        among = place.among if place and place.departement is None else ()
        if self.encoder is not None and _worth_a_thought(words):
            seen = Seen(words, people, found, named, self.gazetteer, self.places, today)
            signs = signs_of(seen, self.qualifiers, self.trades)
            judged = self.encoder.judge(told(words), signs)
            chosen, among = settle_measures(seen, judged)
            weighed = weigh(chosen, words, judged)
            if len(words) <= _A_REMARK and self._does_something(words):
                weighed = _read_too(weighed, found)
            found = weighed
        assertions = settle(found)
        return self._reading(words, people, assertions, among, today)

    def by_patterns(
        self, words: Words, people: People, today: datetime.date
    ) -> tuple[list[Assertion], list[Place]]:
        """Everything the patterns and grammars read, retained or not; the places named."""
        patterns = Patterns(self.vocabulary, self.qualifiers, self.gazetteer, self.places)
        return patterns.read(words, people, today)

    def _reading(
        self, words: Words, people: People, assertions: tuple[Assertion, ...],
        among: tuple[str, ...], today: datetime.date,
    ) -> Reading:  # fmt: skip
        found = self.acts.found(words)
        retained = [a for a in assertions if a.retenue and a.fait != "profil"]
        numbers = [float(t) for t in words.tokens if _is_number(t)]
        lasting = [amount.value for amount, _ in durations(words, today)]
        others = [a for a in found if a not in _ANSWERING]
        if others:  # « je reprends le dossier KR4B-82T7 » asks no help with a file
            retained = [a for a in retained if a.valeur not in _ABOUT_FILES]
        answer = self.acts.answer(words)
        doubts = [a for a in assertions if DOUTE in a.qualificatifs]
        learnt = self.learnt_acts
        if learnt is not None and len(words) >= _A_FEW and learnt.is_foreign(words.text.strip()):
            return Reading(AUTRE_LANGUE)
        asked, chance = (
            question_chance(words, people, assertions, learnt) if learnt is not None else ("", 0.0)
        )
        if believed(words, chance):  # whatever facts its words seem to state, they are nobody's
            return Reading(asked, texte=words.line.strip(), question=chance)
        if retained:
            corrects = acts_of.CORRIGER in found
            if not corrects and learnt is not None and len(words) <= _A_REMARK:
                corrects = learnt.corrects(words.text)
            acte = acts_of.CORRIGER if corrects else acts_of.DECRIRE
        elif others:
            acte = others[0]
        elif answer and len(words) < A_STORY:
            acte = answer
        elif guessed := (
            learnt.act(words.text) if learnt is not None and len(words) <= _A_PAGE else None
        ):
            acte = guessed
        elif doubts or len(words) >= A_STORY or _speaks_of_somebody(words, people):
            acte = acts_of.DECRIRE  # a description in which no fact was read: to be asked about
        else:
            acte = acts_of.INCOMPRIS
        return Reading(
            acte,
            answer,
            assertions,
            numbers[0] if len(numbers) == 1 else None,
            lasting[0] if lasting else None,
            among,
            words.line.strip(),
            chance,
        )

    def _does_something(self, words: Words) -> bool:
        """Whether a message asks for the sheet, thanks, gives an opinion…: an act besides answering."""
        return bool(set(self.acts.found(words)) - _ANSWERING)


def _worth_a_thought(words: Words) -> bool:
    """Whether there is something to understand: a reference spelled letter by letter has no words."""
    spelt_out = sum(len(token) > 1 and token.isalpha() for token in words.tokens)
    return len(words) >= _WORTH_A_THOUGHT and spelt_out >= _WORTH_A_THOUGHT // 2


def _read_too(weighed: list[Assertion], found: list[Assertion]) -> list[Assertion]:
    """Of short messages that do something, only the facts that patterns read too, and a danger nearly sure."""
    read = {(a.fait, a.valeur) for a in found}
    return [
        a for a in weighed
        if a.fait in MEASURED or (a.fait, a.valeur) in read or a.fait == "urgence" and a.force >= _NEARLY_SURE
    ]  # fmt: skip


def _speaks_of_somebody(words: Words, people: People) -> bool:
    """Whether a message tells of a person in a whole sentence."""
    named = any(m.kind in ("user", "own_user", "kin1") for m in people.mentions)
    return named and len(words) >= _A_SENTENCE


def _is_number(token: str) -> bool:
    return token.replace(".", "", 1).isdigit()
